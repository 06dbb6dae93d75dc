import { html, nothing, type TemplateResult } from 'lit';
import { own, type Prediction } from '../../lesson/document.ts';
import { enclosingScene, SceneElement } from '../member.ts';
import { prose } from '../prose.ts';

/**
 * A guess before the figure: one tap commits it, then what happens stands beside it. Never scored, always skippable.
 *
 * @attr name - the prediction
 */
export class ViPredict extends SceneElement {
  #skipped = false;

  get #prediction(): Prediction | undefined {
    return own(this.session?.document.predictions, this.getAttribute('name') ?? '');
  }

  get #key(): string {
    return `${enclosingScene(this) ?? ''}.${this.getAttribute('name')}`;
  }

  /** The numbers in its sentences follow the scene by themselves. */
  protected override sceneChanged(): void {}

  protected override render(): TemplateResult | typeof nothing {
    const prediction = this.#prediction;
    if (!prediction) return nothing;
    const guess = this.session?.guesses.get(this.#key);
    const open = guess === undefined && !this.#skipped;
    const scene = prediction.scene ?? enclosingScene(this) ?? '';
    return html`<div class="vi-ask" role="group" aria-label="Predict before you look">
      <p class="vi-question"><strong>Before you touch it:</strong> ${prose(prediction.question, scene)}</p>
      <ul class="vi-options">
        ${prediction.options.map((option, i) => html`<li>${open ? this.#choice(option, i, scene) : revealed(option, i, prediction, guess, scene)}</li>`)}
      </ul>
      ${open ? html`<button type="button" class="vi-link vi-quiet vi-live" @click=${this.#skip}>Show me without a guess</button>` : nothing}
      <div role="status" class="vi-after" tabindex="-1">${open ? nothing : html`<p>${comment(prediction, guess)} ${prose(prediction.after, scene)}</p>`}</div>
    </div>`;
  }

  #choice(option: string, i: number, scene: string): TemplateResult {
    return html`<button type="button" class="vi-option" @click=${() => this.#commit(i)}>${prose(option, scene)}</button>`;
  }

  #commit(choice: number): void {
    this.session?.guesses.set(this.#key, choice);
    this.#reveal();
  }

  #skip(): void {
    this.#skipped = true;
    this.#reveal();
  }

  // The button that was pressed is gone: whoever came by keyboard goes on from what happens.
  async #reveal(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>('.vi-after')?.focus({ preventScroll: true });
  }
}

/** An option after the guess: which was guessed, and which it is. */
export function revealed(
  option: string,
  i: number,
  { answer }: Pick<Prediction, 'answer'>,
  guess: number | undefined,
  scene: string,
): TemplateResult {
  const marks = [i === guess ? 'your guess' : '', i === answer ? 'what happens' : '']
    .filter(Boolean)
    .join(', ');
  return html`<span class="vi-option" ?data-guess=${i === guess} ?data-answer=${i === answer}>${prose(option, scene)}${marks ? html`<small>${marks}</small>` : nothing}</span>`;
}

function comment({ answer }: Prediction, guess: number | undefined): string {
  if (guess === undefined) return '';
  return guess === answer ? 'As you said.' : 'Not what you expected: worth a second look.';
}
