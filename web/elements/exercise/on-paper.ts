// A line of an exercise on a printed sheet: its guess with boxes to tick, then room to write, or the answer.
import { html, nothing, type TemplateResult } from 'lit';
import type { ExerciseLine } from '../../lesson/document.ts';
import type { ExerciseState } from '../../lesson/exercise-state.ts';
import { prose } from '../prose.ts';

/** `blank` for whoever answers, `key` for whoever marks. */
export type Sheet = 'blank' | 'key';

export function onPaper(state: ExerciseState, i: number, sheet: Sheet): TemplateResult {
  const line = state.data.lines[i] as ExerciseLine;
  const scene = state.scene.name;
  return html`${boxes(state, i, sheet)}${sheet === 'key' ? answer(line, scene) : html`<div class="vi-printed vi-paper-room"></div>`}`;
}

/** The right box is ticked on the key alone; which it is, the core says of the numbers on the sheet. */
function boxes(state: ExerciseState, i: number, sheet: Sheet): TemplateResult | typeof nothing {
  const guess = state.data.lines[i]?.guess;
  if (!guess) return nothing;
  const right = sheet === 'key' ? state.rightOption(i) : undefined;
  const scene = state.scene.name;
  return html`<div class="vi-printed vi-paper-guess">
    <p class="vi-question"><strong>Before you compute:</strong> ${prose(guess.ask, scene)}</p>
    <ul>${guess.options.map(({ say }, option) => html`<li class="vi-paper-option" ?data-right=${option === right}><span class="vi-paper-box"></span>${prose(say, scene)}</li>`)}</ul>
  </div>`;
}

function answer({ answer, kind, solution }: ExerciseLine, scene: string): TemplateResult {
  const shown =
    kind === 'number'
      ? html`<vi-formula scene=${scene} name=${answer} faces="exact"></vi-formula> (<vi-formula scene=${scene} name=${answer} faces="decimal"></vi-formula>)`
      : html`<vi-derivation name=${`${scene}.${solution}`}></vi-derivation>`;
  return html`<div class="vi-printed vi-paper-key">${shown}</div>`;
}
