import { html, nothing, type TemplateResult } from 'lit';
import type { Grade } from '../../learner/review.ts';
import type { CardState } from '../../lesson/card-state.ts';
import type { Guess } from '../../lesson/document.ts';
import { answerOf, numbersOf } from '../../lesson/events.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import { type LineActions, lineRow } from '../exercise/line.ts';
import { SceneElement } from '../member.ts';
import { askBox } from '../predict/ask.ts';
import { prose } from '../prose.ts';
import { gradeRow } from './grades.ts';
import { GRADE_WORDS, wait } from './words.ts';

/**
 * A question that comes back: answered here or in the review, graded by its reader, and left where it is.
 *
 * @attr name - the card
 * @attr in - `review` where it stands a second time on the page
 * @fires vi-graded - the reader has graded it
 */
export class ViCard extends SceneElement {
  #isUnread = false;

  get #card(): CardState | undefined {
    return this.session?.cards.get(this.getAttribute('name') ?? '');
  }

  protected override get source(): CardState | undefined {
    return this.#card;
  }

  override get scene(): SceneState | undefined {
    return this.#card?.work.scene;
  }

  /** What stands in its sentences follows the numbers by itself. */
  protected override sceneChanged(): void {}

  protected override render(): TemplateResult | typeof nothing {
    const card = this.#card;
    if (!card) return nothing;
    const { data, line } = card;
    const title = `vi-${this.#place}`;
    return html`<div class="vi-flash vi-box" role="group" aria-labelledby=${title}>
      <p class="vi-flash-title" id=${title}><span class="vi-flash-kind">Card</span> ${prose(data.title, card.work.scene.name)}</p>
      ${data.intro ? html`<p>${prose(data.intro, card.work.scene.name)}</p>` : nothing}
      ${line.guess ? this.#choice(card, line.guess) : html`<ol class="vi-answers">${lineRow(card.work, 0, this.#actions, nothing)}</ol>${told(card)}`}
      <div class="vi-flash-foot vi-live">${this.#foot(card)}</div>
    </div>`;
  }

  get #place(): string {
    return `${this.getAttribute('in') ?? 'card'}-of-${this.getAttribute('name')}`;
  }

  #choice({ work, isDecided, line }: CardState, { ask, options }: Guess): TemplateResult {
    const scene = work.scene.name;
    const [guess, answer] = [work.guess(0), work.outcome(0)];
    return askBox({
      label: 'Decide',
      question: ask,
      options: options.map(({ say }) => say),
      scene,
      open: !isDecided,
      guess,
      answer: isDecided ? answer : undefined,
      marks: ['your answer', 'right'],
      choose: (option) => this.#choose(option),
      after: isDecided
        ? html`<p>${guess === undefined ? '' : guess === answer ? 'Right.' : 'Not this time.'} ${prose(line.after ?? '', scene)}</p>
            <p class="vi-flash-value">${prose(line.ask, scene)}: <vi-formula scene=${scene} name=${line.answer} faces="exact decimal"></vi-formula></p>`
        : nothing,
    });
  }

  #foot(card: CardState): TemplateResult {
    if (card.graded !== undefined) return this.#graded(card, card.graded);
    if (card.isDecided) return gradeRow(card, (grade) => this.#grade(grade));
    return html`<p class="vi-rule">${whenWords(card)}</p>
      ${hasSolution(card) ? nothing : html`<button type="button" class="vi-link vi-quiet" data-action="answer" @click=${() => this.#giveUp()}>Show the answer</button>`}`;
  }

  #graded({ name, deck }: CardState, grade: Grade): TemplateResult {
    const due = (deck.schedule(name)?.due ?? deck.log.now) - deck.log.now;
    return html`<p class="vi-flash-said" tabindex="-1" role="status">${GRADE_WORDS[grade]}: it comes back in ${wait(due)}.</p>
      ${deck.log.problem ? html`<p class="vi-rule">${deck.log.problem}</p>` : nothing}
      ${this.getAttribute('in') === 'review' ? nothing : html`<button type="button" class="vi-link" data-action="another" @click=${() => this.#another()}>Ask me another one now</button>`}`;
  }

  #actions: LineActions = {
    type: (i, text) => {
      this.#isUnread = false;
      this.#card?.work.type(i, text);
    },
    check: (i) => {
      const reading = this.#card?.work.reading(i);
      this.#isUnread = !reading || 'error' in reading;
      this.#card?.work.check(i);
      if (this.#card) this.tellAnswer(answerOf('card', this.#card.work, i));
      if (this.#card?.isDecided) this.#toGrade();
    },
    guess: () => {},
    hint: (i) => {
      this.#card?.work.hint(i);
      this.goOnFrom('.vi-hints > li:last-child');
    },
    show: (i) => {
      this.#card?.work.showSolution(i);
      this.goOnFrom('.vi-solution');
    },
    isUnread: () => this.#isUnread,
    unscored: true,
  };

  override connectedCallback(): void {
    this.#actions.place = this.#place;
    super.connectedCallback();
  }

  #choose(option: number): void {
    const card = this.#card;
    if (!card) return;
    card.choose(option);
    this.tellAnswer({
      kind: 'card',
      exercise: card.name,
      line: 'choice',
      text: card.line.guess?.options[option]?.say ?? '',
      verdict: card.work.outcome(0) === option ? 'right' : 'wrong',
      ...numbersOf(card.work),
    });
    this.#toGrade();
  }

  #giveUp(): void {
    this.#card?.work.showSolution(0);
    this.#toGrade();
  }

  /** Enter answers, and Enter again takes the grade that this suggests. */
  #toGrade(): void {
    this.goOnFrom('[data-suggested]');
  }

  async #grade(grade: Grade): Promise<void> {
    const kept = this.#card?.grade(grade);
    await this.goOnFrom('.vi-flash-said');
    await kept;
    this.dispatchEvent(new CustomEvent('vi-graded', { bubbles: true, composed: true, detail: { grade } }));
  }

  #another(): void {
    this.#card?.begin();
    this.goOnFrom('.vi-field, button.vi-option');
  }
}

/** The line then offers it by itself. */
function hasSolution({ isChoice, line }: CardState): boolean {
  return !isChoice && line.solution !== undefined;
}

/** The answer of a line that has no derivation to show, once the reader has given it up. */
function told({ work, line, isDecided }: CardState): TemplateResult | typeof nothing {
  if (!isDecided || work.isRight(0) || line.solution !== undefined) return nothing;
  const scene = work.scene.name;
  return html`<p class="vi-flash-value">The answer: <vi-formula scene=${scene} name=${line.answer} faces="exact decimal"></vi-formula>. ${prose(line.after ?? '', scene)}</p>`;
}

function whenWords({ name, deck }: CardState): string {
  const schedule = deck.schedule(name);
  if (!schedule) return 'Answer it once, and it comes back with other numbers.';
  const left = schedule.due - deck.log.now;
  return left > 0 ? `It comes back in ${wait(left)}. Earlier does no harm.` : 'Due now.';
}
