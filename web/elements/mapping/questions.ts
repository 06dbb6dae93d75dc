// Consequences to predict: the first answer counts, and what happens is said beside it.
import { html, nothing, type TemplateResult } from 'lit';
import type { Question } from '../../lesson/mapping-data.ts';
import { revealed } from '../predict/vi-predict.ts';
import { prose } from '../prose.ts';

export function questions(
  all: Question[],
  answers: Record<number, number>,
  scene: string,
  answer: (i: number, option: number) => void,
): TemplateResult[] {
  return all.map((question, i) => {
    const given = answers[i];
    const open = given === undefined;
    const choice = (option: string, k: number) =>
      html`<button type="button" class="vi-option" @click=${() => answer(i, k)}>${prose(option, scene)}</button>`;
    return html`<div class="vi-ask" role="group" aria-label="Prediction ${i + 1}" data-question=${i}>
      <p class="vi-question">${prose(question.ask, scene)}</p>
      <ul class="vi-options">
        ${question.options.map((option, k) => html`<li>${open ? choice(option, k) : revealed(option, k, question, given, scene)}</li>`)}
      </ul>
      <div role="status" class="vi-after" tabindex="-1">${open ? nothing : html`<p>${given === question.answer ? 'Right.' : 'No.'} ${prose(question.after, scene)}</p>`}</div>
    </div>`;
  });
}
