// Consequences to predict: the first answer counts, and what happens is said beside it.
import { html, nothing, type TemplateResult } from 'lit';
import type { Question } from '../../lesson/mapping-data.ts';
import { shuffled } from '../../lesson/shuffle.ts';
import { askBox } from '../predict/ask.ts';
import { prose } from '../prose.ts';

export function questions(
  all: Question[],
  answers: Record<number, number>,
  { scene, seed }: { scene: string; seed: number },
  choose: (i: number, option: number) => void,
): TemplateResult[] {
  return all.map(({ ask, options, answer, after }, i) => {
    const guess = answers[i];
    const open = guess === undefined;
    const box = askBox({
      label: `Prediction ${i + 1}`,
      question: ask,
      options,
      order: shuffled([...options.keys()], seed + i),
      scene,
      open,
      guess,
      answer,
      choose: (option) => choose(i, option),
      after: open ? nothing : html`<p>${guess === answer ? 'Right.' : 'No.'} ${prose(after, scene)}</p>`,
    });
    return html`<div class="vi-mapping-question" data-question=${i}>${box}</div>`;
  });
}
