import { html, nothing, type TemplateResult } from 'lit';
import { copyControl } from '../../copy/control.ts';
import { answerOf } from '../../lesson/events.ts';
import type { ExerciseState } from '../../lesson/exercise-state.ts';
import { assignmentAddress } from '../../lesson/link.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import { SceneElement } from '../member.ts';
import { printAlone } from '../print-alone.ts';
import { prose } from '../prose.ts';
import { type LineActions, lineRow } from './line.ts';
import { onPaper, type Sheet } from './on-paper.ts';
import { halves } from './words.ts';

const MOST_SEED = 9999;

/**
 * Lines to fill in: each is read as it is typed, judged when asked, helped in steps, and kept for the next visit.
 *
 * @attr name - the exercise
 * @attr scene - the scene whose numbers it asks about
 * @attr data-seed - the seed of these numbers, where they are not the book's
 */
export class ViExercise extends SceneElement {
  /** Lines whose text was to be judged and cannot be read. */
  #unread = new Set<number>();
  #sheet: Sheet | undefined;
  /** Why nothing was printed. */
  #unprinted = '';
  #copyAssignment = copyControl({
    label: 'Copy link for an assignment',
    text: () => (this.session ? assignmentAddress(this.session, this.getAttribute('name') ?? '') : ''),
    done: 'Link copied: it opens this exercise alone, and its numbers stay.',
    action: 'assignment',
  });

  get #state(): ExerciseState | undefined {
    return this.session?.exercises.get(this.getAttribute('name') ?? '');
  }

  protected override get source(): ExerciseState | undefined {
    return this.#state;
  }

  override get scene(): SceneState | undefined {
    return this.#state?.scene;
  }

  /** Verdicts wait until numbers rest; what follows them meanwhile does so by itself. */
  protected override sceneChanged(): void {}

  protected override updated(): void {
    const seed = this.#state?.isOwn ? undefined : this.#state?.seed;
    if (seed === undefined) delete this.dataset.seed;
    else this.dataset.seed = String(seed);
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.#state;
    if (!state) return nothing;
    const { data, scene } = state;
    const title = `vi-exercise-${state.name}`;
    return html`<div class="vi-exercise vi-box" role="group" aria-labelledby=${title}>
      <header class="vi-exercise-head">
        <p class="vi-box-title" id=${title}>${prose(data.title, scene.name)}</p>
        <p class="vi-exercise-seed" role="status">${numbersOf(state)}</p>
        <vi-formula class="vi-exercise-given" display scene=${scene.name} tex=${given(scene)}></vi-formula>
      </header>
      ${data.intro ? html`<p>${prose(data.intro, scene.name)}</p>` : nothing}
      <p class="vi-exercise-how vi-live">Write 7/3, 2.25, sqrt(2), pi or log(7). The logarithm is the natural one.</p>
      <ol class="vi-answers">${data.lines.map((_, i) => lineRow(state, i, this.#actions, this.#sheet ? onPaper(state, i, this.#sheet) : nothing))}</ol>
      ${this.#foot(state)}
    </div>`;
  }

  #foot(state: ExerciseState): TemplateResult {
    const { data, scene, kept, problem } = state;
    const most = data.lines.length;
    return html`<footer class="vi-exercise-foot vi-live">
      <p class="vi-score">${state.isOwn ? 'Your own numbers: checked, not scored.' : html`Score <strong>${halves(state.score)}</strong> of ${most}`}</p>
      <p class="vi-rule">A line counts 1 if it is right at the first check, ½ after a hint, a second try or a slip carried on, and 0 once you have seen its solution.</p>
      ${kept.isLost ? html`<p class="vi-rule">This browser keeps nothing for us: your answers last until you close the page.</p>` : nothing}
      <div class="vi-actions">
        ${data.variants && !scene.locked ? html`<button type="button" class="vi-link" data-action="new" @click=${() => this.#renew(state)}>New numbers</button>` : nothing}
        ${scene.locked ? nothing : html`<button type="button" class="vi-link" data-action="book" aria-disabled=${String(scene.atBook)} @click=${() => state.toBook()}>Back to the book’s numbers</button>`}
        ${this.session?.isEmbedded ? nothing : this.#ofThisPage(scene)}
      </div>
      <p class="vi-refusal" role="status">${problem ?? (this.#unprinted || nothing)}</p>
    </footer>`;
  }

  /** Where the page is ours: a host's would be printed whole, and its address is none of ours. */
  #ofThisPage(scene: SceneState): TemplateResult {
    return html`<button type="button" class="vi-link" data-action="sheet" @click=${() => this.#print('blank')}>Print a sheet</button>
      <button type="button" class="vi-link" data-action="key" @click=${() => this.#print('key')}>Print it with the key</button>
      ${scene.locked ? nothing : this.#copyAssignment}`;
  }

  #actions: LineActions = {
    type: (i, text) => {
      this.#unread.delete(i);
      this.#state?.type(i, text);
    },
    check: (i) => {
      const reading = this.#state?.reading(i);
      if (!reading || 'error' in reading) this.#unread.add(i);
      this.#state?.check(i);
      if (this.#state) this.tellAnswer(answerOf('exercise', this.#state, i));
    },
    guess: (i, option) => {
      this.#state?.commit(i, option);
      this.#goTo(i, '.vi-after');
    },
    hint: (i) => {
      this.#state?.hint(i);
      this.#goTo(i, '.vi-hints > li:last-child');
    },
    show: (i) => {
      this.#state?.showSolution(i);
      this.#goTo(i, '.vi-solution');
    },
    isUnread: (i) => this.#unread.has(i),
  };

  #goTo(i: number, selector: string): void {
    this.goOnFrom(selector, () => this.querySelectorAll('.vi-answer')[i]);
  }

  #renew(state: ExerciseState): void {
    const [random = 0] = crypto.getRandomValues(new Uint16Array(1));
    this.#unread.clear();
    state.renew(1 + (random % MOST_SEED));
  }

  async #print(sheet: Sheet): Promise<void> {
    this.#sheet = sheet;
    this.requestUpdate();
    await this.updateComplete;
    if (!this.session) return;
    await printAlone(this.session, [this], sheet, {
      say: (text) => {
        this.#unprinted = text;
        this.requestUpdate();
      },
      done: () => {
        this.#sheet = undefined;
        this.requestUpdate();
      },
    });
  }
}

function numbersOf({ isOwn, seed, scene }: ExerciseState): string {
  if (scene.locked) return seed === undefined ? 'Set by your course' : `Seed ${seed}, set by your course`;
  if (isOwn) return 'Your own numbers';
  return seed === undefined ? 'The book’s numbers' : `Seed ${seed}`;
}

/** What is given, as one formula that a narrow page breaks. */
function given({ info }: SceneState): string {
  const each = Object.entries(info.parameters).map(([name, { symbol }]) => `${symbol}=\\num{${name}}`);
  return each.join('\\qquad ');
}
