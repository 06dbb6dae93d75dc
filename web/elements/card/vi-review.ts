import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Deck } from '../../learner/deck.ts';
import { SceneElement } from '../member.ts';
import { counted, wait } from './words.ts';

const WEEK_MS = 7 * 24 * 3_600_000;
/** What browsers can wait for in one go. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * The cards that are due, one after the other, and when the next ones come.
 *
 * @attr fresh - where no article introduces them: cards that were never answered come after those that are due
 */
export class ViReview extends SceneElement {
  #card: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override get source(): Deck | undefined {
    return this.session?.deck;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override updated(): void {
    const deck = this.session?.deck;
    const next = deck?.coming[0];
    clearTimeout(this.#timer);
    if (!deck || next === undefined) return;
    this.#timer = setTimeout(() => this.requestUpdate(), Math.min(next - deck.log.now, LONGEST_MS));
  }

  protected override render(): TemplateResult | typeof nothing {
    const deck = this.session?.deck;
    if (!deck) return nothing;
    const due = this.#isFresh ? [...deck.due, ...deck.unmet] : deck.due;
    const isGraded = this.session?.cards.get(this.#card ?? '')?.graded !== undefined;
    return html`<div class="vi-review">
      <p class="vi-review-count" role="status" tabindex="-1">${this.#isFresh ? freshWords(deck) : dueWords(deck, due.length)}</p>
      ${this.#card === undefined ? nothing : keyed(this.#card, html`<vi-card name=${this.#card} in="review"></vi-card>`)}
      <div class="vi-actions vi-live">${this.#action(due, isGraded)}</div>
      <p class="vi-rule">${this.#isFresh ? '' : nextWords(deck)}</p>
      ${deck.log.problem ? html`<p class="vi-rule" data-problem>${deck.log.problem}</p>` : nothing}
    </div>`;
  }

  get #isFresh(): boolean {
    return this.hasAttribute('fresh');
  }

  #action(due: string[], isGraded: boolean): TemplateResult | typeof nothing {
    if (this.#card !== undefined && !isGraded) return nothing;
    if (due.length > 0)
      return html`<button type="button" class="vi-button" data-action="next" @click=${() => this.#next(due[0])}>${this.#card === undefined ? 'Begin' : 'Next card'}</button>`;
    if (this.#card === undefined) return nothing;
    return html`<button type="button" class="vi-button" data-action="done" @click=${() => this.#next(undefined)}>Done</button>`;
  }

  #next(card: string | undefined): void {
    this.#card = card;
    if (card !== undefined) this.session?.cards.get(card)?.begin();
    this.requestUpdate();
    this.goOnFrom(card === undefined ? '.vi-review-count' : '.vi-field, button.vi-option');
  }
}

function freshWords({ due, unmet, coming, log }: Deck): string {
  const words = [
    due.length > 0 ? counted(due.length, 'card is due', 'cards are due') : '',
    unmet.length > 0 ? counted(unmet.length, 'is new', 'are new') : '',
  ].filter(Boolean);
  if (words.length > 0) return `${words.join(', ')}.`;
  return coming[0] === undefined
    ? ''
    : `Nothing is due now. The next one comes in ${wait(coming[0] - log.now)}.`;
}

function dueWords({ names, unmet, coming }: Deck, due: number): string {
  if (due > 0) return due === 1 ? 'One card is due.' : `${due} cards are due.`;
  if (unmet.length === names.length) return 'You have not answered a card yet.';
  return coming.length > 0 ? 'Nothing is due now.' : '';
}

function nextWords({ coming, unmet, log, names }: Deck): string {
  const [next] = coming;
  const isFresh = unmet.length === names.length;
  const soon = coming.filter((due) => due < log.now + WEEK_MS).length;
  const sentences = [
    next === undefined ? '' : `The next one comes in ${wait(next - log.now)}.`,
    soon > 1 ? `Within a week ${counted(soon, 'card comes', 'cards come')}.` : '',
    isFresh ? 'They stand at the ends of sections; whichever you grade comes back here.' : '',
    !isFresh && unmet.length > 0
      ? `${counted(unmet.length, 'card waits', 'cards wait')} in the text for a first answer.`
      : '',
  ];
  return sentences.filter(Boolean).join(' ');
}
