// The row below a card: what its answer suggests is marked, and the learner decides. Beside each grade stands when the card
// would come back.
import { html, type TemplateResult } from 'lit';
import { GRADES, type Grade } from '../../learner/review.ts';
import type { CardState } from '../../lesson/card-state.ts';
import { GRADE_WORDS, wait } from './words.ts';

export function gradeRow(card: CardState, choose: (grade: Grade) => void): TemplateResult {
  const { suggested, deck } = card;
  const due = deck.dueAfter(card.name);
  const button = (grade: Grade) =>
    html`<button type="button" class="vi-button vi-grade" ?data-suggested=${grade === suggested} @click=${() => choose(grade)}>
      <span class="vi-grade-word">${GRADE_WORDS[grade]}</span> <small>${wait(due[grade] - deck.log.now)}</small>
    </button>`;
  return html`<div class="vi-grades" role="group" aria-label="How well did you know it, and when it comes back">
    ${GRADES.map(button)}
  </div>`;
}
