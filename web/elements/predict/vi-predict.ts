import { html, nothing, type TemplateResult } from 'lit';
import { own, type Prediction } from '../../lesson/document.ts';
import { enclosingScene, SceneElement } from '../member.ts';
import { prose } from '../prose.ts';
import { askBox, comment } from './ask.ts';

/** What stands beside a prediction and can be touched. */
const HANDLED = 'vi-figure, vi-controls';

/**
 * A guess before the figure: one tap commits it, then what happens stands beside it. Never scored, always skippable.
 *
 * @attr name - the prediction
 * @attr data-veils - the figures right below wait for the guess: they are marked `data-veiled` (predict.css)
 */
export class ViPredict extends SceneElement {
  #skipped = false;

  get #prediction(): Prediction | undefined {
    return own(this.session?.document.predictions, this.getAttribute('name') ?? '');
  }

  get #key(): string {
    return `${enclosingScene(this) ?? ''}.${this.getAttribute('name')}`;
  }

  get #isHandled(): boolean {
    return [this.previousElementSibling, this.nextElementSibling].some((beside) => beside?.matches(HANDLED));
  }

  get #isOpen(): boolean {
    return !this.#skipped && this.session?.guesses.get(this.#key) === undefined;
  }

  get #veils(): boolean {
    return this.#isOpen && this.#prediction?.veils === true;
  }

  protected override updated(): void {
    this.toggleAttribute('data-veils', this.#veils);
    for (let next = this.nextElementSibling; next?.matches('vi-figure'); next = next.nextElementSibling)
      next.toggleAttribute('data-veiled', this.#veils);
  }

  /** The numbers in its sentences follow the scene by themselves. */
  protected override sceneChanged(): void {}

  protected override render(): TemplateResult | typeof nothing {
    const prediction = this.#prediction;
    if (!prediction) return nothing;
    const guess = this.session?.guesses.get(this.#key);
    const open = this.#isOpen;
    const scene = prediction.scene ?? enclosingScene(this) ?? '';
    const { question, options, answer, after } = prediction;
    return askBox({
      label: 'Predict before you look',
      lead: this.#isHandled ? 'Before you touch it:' : 'Before you read on:',
      question,
      options,
      scene,
      open,
      guess,
      answer,
      choose: (i) => this.#commit(i),
      below: html`${this.#veils ? html`<p class="vi-veiling">What is covered below shows the answer.</p>` : nothing}<button type="button" class="vi-link vi-quiet vi-live" @click=${this.#skip}>Show me without a guess</button>`,
      after: open
        ? nothing
        : html`<p>${comment(guess, answer)} ${prose(after, scene)}</p>${this.#card(prediction, guess)}`,
    });
  }

  /** Whoever was surprised may want to be asked again. */
  #card({ card, answer }: Prediction, guess: number | undefined): TemplateResult | typeof nothing {
    if (card === undefined || guess === undefined || guess === answer) return nothing;
    if (!this.session?.cards.has(card)) return nothing;
    return html`<p class="vi-live"><a href="#card-${card}">Try it with other numbers: a card asks.</a></p>`;
  }

  #commit(choice: number): void {
    this.session?.guesses.set(this.#key, choice);
    const { options, answer } = this.#prediction ?? {};
    this.tellAnswer({
      kind: 'prediction',
      exercise: this.getAttribute('name') ?? '',
      line: 'choice',
      text: options?.[choice] ?? '',
      verdict: choice === answer ? 'right' : 'wrong',
    });
    this.#reveal();
  }

  #skip(): void {
    this.#skipped = true;
    this.#reveal();
  }

  #reveal(): void {
    this.requestUpdate();
    this.goOnFrom('.vi-after');
  }
}
