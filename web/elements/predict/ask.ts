// A question with a few answers to tap: which was taken, and which it is. One form for predictions, for guesses before a
// line of an exercise and for the questions of a mapping.
import { html, nothing, type TemplateResult } from 'lit';
import { prose } from '../prose.ts';

export interface Ask {
  /** What a screen reader calls it. */
  label: string;
  /** A few words before the question. */
  lead?: string;
  question: string;
  options: string[];
  /** The numbers of the options in the order they are shown; without it, as they are listed. */
  order?: number[];
  /** Where the names in its sentences belong. */
  scene: string;
  /** Nothing is committed yet. */
  open: boolean;
  guess: number | undefined;
  /** Which option it is, once that may be said. */
  answer: number | undefined;
  /** Beside the option that was taken, and beside the one it is. */
  marks?: [taken: string, right: string];
  choose(option: number): void;
  /** What else can be done while it is open. */
  below?: TemplateResult;
  /** What is said once it is revealed. */
  after: TemplateResult | typeof nothing;
}

const MARKS: [string, string] = ['your guess', 'what happens'];

export function askBox(ask: Ask): TemplateResult {
  const { label, lead, question, options, scene, open, below, after } = ask;
  const order = ask.order ?? options.map((_, i) => i);
  const shown = (i: number) => (open ? choice(i, ask) : revealed(i, ask));
  return html`<div class="vi-ask" role="group" aria-label=${label}>
    <p class="vi-question">${lead ? html`<strong>${lead}</strong> ` : nothing}${prose(question, scene)}</p>
    <ul class="vi-options">${order.map((i) => html`<li>${shown(i)}</li>`)}</ul>
    ${open && below ? below : nothing}
    <div role="status" class="vi-after" tabindex="-1">${after}</div>
  </div>`;
}

export function comment(guess: number | undefined, answer: number): string {
  if (guess === undefined) return '';
  return guess === answer ? 'As you said.' : 'Not what you expected: worth a second look.';
}

function choice(i: number, { options, scene, choose }: Ask): TemplateResult {
  return html`<button type="button" class="vi-option" @click=${() => choose(i)}><span>${prose(options[i] ?? '', scene)}</span></button>`;
}

function revealed(i: number, { options, guess, answer, scene, marks: words = MARKS }: Ask): TemplateResult {
  const marks = [i === guess ? words[0] : '', i === answer ? words[1] : ''].filter(Boolean).join(', ');
  return html`<span class="vi-option" ?data-guess=${i === guess} ?data-answer=${i === answer}><span>${prose(options[i] ?? '', scene)}</span>${marks ? html`<small>${marks}</small>` : nothing}</span>`;
}
