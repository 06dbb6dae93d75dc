import { html, nothing, type TemplateResult } from 'lit';
import { FIRST_SEED, named } from '../../lesson/action-names.ts';
import { own } from '../../lesson/document.ts';
import {
  isMapping,
  type MappingData,
  PLAIN_SLOTS,
  type Placement,
  RUN_SLOTS,
  type Slot,
} from '../../lesson/mapping-data.ts';
import { type Run, runMapping, runnable } from '../../lesson/mapping-run.ts';
import {
  freshWork,
  type MappingWork,
  namesRight,
  place,
  readWork,
  score,
} from '../../lesson/mapping-work.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { KeptElement } from '../kept-element.ts';
import { enclosingScene } from '../member.ts';
import { prose } from '../prose.ts';
import { markScrollable } from '../scrolling.ts';
import { outcome, theoremFor } from './outcome.ts';
import { objection, places } from './places.ts';
import { questions } from './questions.ts';
import { sentence } from './sentence.ts';
import { SLOT_WORDS } from './slot-words.ts';

const RULE =
  'A point for each prediction that is right at once, one for a run that gives the algorithm’s objective, one for context, latent and evidence all right at a run. Placing costs nothing, and you may run as often as you like.';

/**
 * An algorithm, read as prior times evidence: cards are placed, consequences predicted, and the mapping is run.
 *
 * @attr name - the exercise
 * @attr scene - whose numbers it runs at
 */
export class ViMapping extends KeptElement {
  #work: MappingWork = freshWork(FIRST_SEED);
  /** The card in hand. */
  #picked = '';
  #run: Run | undefined;
  #problem = '';

  protected override readKept(session: LessonSession, isEntering: boolean): void {
    const data = this.#data;
    if (!data) return;
    const kept = session.work.read(this.#place, (entry) => readWork(entry, data));
    const [first, second] = isEntering ? [session.seed, kept?.seed] : [kept?.seed, session.seed];
    const seed = first ?? second ?? FIRST_SEED;
    this.#work = kept?.seed === seed ? kept : freshWork(seed);
    this.#picked = '';
    this.#run = undefined;
    this.#problem = '';
    if (this.#work.ran) this.#compute();
  }

  get #data(): MappingData | undefined {
    const exercise = own(this.session?.document.exercises, this.#name);
    return isMapping(exercise) ? named(exercise, this.#work.seed) : undefined;
  }

  get #name(): string {
    return this.getAttribute('name') ?? '';
  }

  get #place(): string[] {
    return [this.#name];
  }

  /** The attribute `name` is the exercise's, so the scene is the one around it. */
  override get scene(): SceneState | undefined {
    return this.session?.scene(enclosingScene(this));
  }

  /** A run holds at the scene's present numbers; while they move, the last one stands. */
  protected override sceneChanged(scene: SceneState): void {
    if (scene.moving) return;
    if (this.#run) this.#compute();
    super.sceneChanged(scene);
  }

  protected override updated(): void {
    const table = this.querySelector<HTMLElement>('.vi-mapping-scroll');
    if (table) markScrollable(table);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { scene } = this;
    const data = this.#data;
    if (!data || !scene) return nothing;
    const work = this.#work;
    const name = this.#name;
    const { got, of } = score(data, work);
    return html`<section class="vi-mapping vi-box" aria-labelledby="vi-${name}">
      <h3 id="vi-${name}" class="vi-box-title">${data.title}</h3>
      <p>${prose(data.intro, scene.name)}</p>
      <vi-formula class="vi-mapping-loss" display tex=${data.loss}></vi-formula>
      <p class="vi-mapping-given">At ${data.given.map((each) => given(scene, each))}</p>
      <h4>Place the cards <small>not scored</small></h4>
      ${places({ name, data, work, picked: this.#picked, pick: (card) => this.#pick(card), place: (slot, card) => this.#put(slot, card) })}
      <h4>Predict <small>scored</small></h4>
      ${questions(data.questions, work.answers, { scene: scene.name, seed: work.seed }, (i, answer) => this.#answer(i, answer))}
      <h4>Run it <small>scored</small></h4>
      <p class="vi-live"><button type="button" class="vi-option vi-mapping-run" @click=${() => this.#runIt()}>Run my mapping</button></p>
      <p class="vi-mapping-status" role="status" tabindex="-1">${this.#problem || this.#words}</p>
      ${this.#run ? outcome({ data, work, run: this.#run, scene }) : nothing}
      <h4>Say it in one sentence <small>not scored</small></h4>
      ${sentence({ name, data, work, scene: scene.name, type: (text) => this.#type(text), compare: () => this.#change({ compared: true }) })}
      <div class="vi-mapping-foot">
        <p><strong class="vi-mapping-score">Score ${got} of ${of}.</strong> ${RULE}</p>
        <div class="vi-actions vi-live">
          <button type="button" class="vi-link" @click=${() => this.#startOver()}>Start over: another order${data.variants && !scene.locked ? ', other numbers' : ''}</button>
          ${data.variants && !scene.locked ? html`<button type="button" class="vi-link" aria-disabled=${String(scene.atBook)} @click=${() => scene.toBook()}>Back to the book’s numbers</button>` : nothing}
        </div>
      </div>
    </section>`;
  }

  get #words(): string {
    const data = this.#data;
    if (!data || !this.#run) return '';
    const names = namesRight(data, this.#work.placed);
    const objective = {
      same: 'The same objective.',
      constant: 'The same objective, up to a constant.',
      different: 'A different objective.',
    }[this.#run.verdict];
    return `${objective} Context, latent and evidence: ${names ? 'all right.' : 'not all right yet.'}`;
  }

  #answer(i: number, answer: number): void {
    this.#change({ answers: { ...this.#work.answers, [i]: answer } });
    const question = this.#data?.questions[i];
    this.#tell(`question-${i + 1}`, question?.options[answer] ?? '', answer === question?.answer);
    this.goOnFrom(`[data-question="${i}"] .vi-after`);
  }

  #tell(line: string, text: string, isRight: boolean): void {
    const verdict = isRight ? 'right' : 'wrong';
    this.tellAnswer({ kind: 'mapping', exercise: this.#name, line, text, verdict });
  }

  #pick(card: string): void {
    this.#picked = this.#picked === card ? '' : card;
    this.requestUpdate();
  }

  #put(slot: Slot, card: string): void {
    this.#picked = '';
    this.#run = undefined;
    this.#problem = '';
    this.#change({ placed: place(this.#work.placed, slot, card), ran: false });
  }

  #runIt(): void {
    const data = this.#data;
    if (!data) return;
    this.#compute();
    const run = this.#run;
    if (!run) return this.requestUpdate();
    const { placed, reached, named } = this.#work;
    const gives = run.verdict !== 'different' && !theoremFor(data, placed)?.half;
    const isNamed = namesRight(data, placed);
    this.#change({ ran: true, reached: reached || gives, named: named || isNamed });
    this.#tell('run', cardsIn(RUN_SLOTS, placed), gives);
    this.#tell('names', cardsIn(PLAIN_SLOTS, placed), isNamed);
    this.goOnFrom('.vi-mapping-status');
  }

  /** What the core makes of the three slots, or why it cannot. */
  #compute(): void {
    const { session, scene } = this;
    const data = this.#data;
    this.#run = undefined;
    this.#problem = '';
    if (!session || !scene || !data) return;
    const parts = runnable(data, this.#work.placed);
    if (!parts) {
      this.#problem = whyNot(data, this.#work);
      return;
    }
    try {
      this.#run = runMapping(session, scene, data, parts);
    } catch (problem) {
      this.#problem = `The core cannot run this mapping (${(problem as Error).message}).`;
    }
  }

  #type(text: string): void {
    this.#change({ sentence: text });
  }

  get #hasNumbers(): boolean {
    return this.#data?.variants !== undefined && !this.scene?.locked;
  }

  #startOver(): void {
    const seed = this.#work.seed + 1;
    this.#picked = '';
    this.#run = undefined;
    this.#problem = (this.#hasNumbers && this.session?.renew(this.#name, seed)) || '';
    this.#change(freshWork(seed));
    this.goOnFrom('.vi-mapping-status');
  }

  #change(part: Partial<MappingWork>): void {
    this.#work = { ...this.#work, ...part };
    this.session?.work.write(this.#place, this.#work);
    this.requestUpdate();
  }
}

function cardsIn(slots: readonly Slot[], placed: Placement): string {
  return slots.map((slot) => placed[slot] ?? '').join(',');
}

function given(scene: SceneState, name: string): TemplateResult {
  return html`<span><vi-formula tex=${`${scene.parameter(name)?.symbol} =`}></vi-formula> <vi-number scene=${scene.name} name=${name}></vi-number></span> `;
}

function whyNot(data: MappingData, { placed }: MappingWork): string {
  const empty = RUN_SLOTS.filter((slot) => !placed[slot]).map((slot) => SLOT_WORDS[slot].called);
  if (empty.length > 0) return `The run also needs: ${empty.join(', ')}.`;
  const refused = RUN_SLOTS.flatMap((slot) => {
    const why = objection(data, placed, slot);
    return why ? [`${SLOT_WORDS[slot].called}: ${why}`] : [];
  });
  return refused.join(' ');
}
