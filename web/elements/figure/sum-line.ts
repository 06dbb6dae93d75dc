// The identity in numbers below a figure, and the same as a table: whole = part + rest.
import { html, nothing, type TemplateResult } from 'lit';
import type { SceneState } from '../../lesson/scene-state.ts';
import { formatNumber } from '../format.ts';
import { identityChip } from '../identity/chip.ts';
import type { GaugeNumbers, Sum } from './gauge.ts';
import { tableTemplate } from './table.ts';

/** Digits after the point, wherever a figure writes a value of its gauge. */
export const SUM_DIGITS = 3;
const n = (value: number) => formatNumber(value, SUM_DIGITS);

/** Rounded one by one, three numbers may miss their own sum by a last digit: then they are only nearly equal. */
function relation({ whole, part, rest }: GaugeNumbers): '=' | '≈' {
  const steps = (value: number) => Math.round(value * 10 ** SUM_DIGITS);
  return Number.isFinite(whole) && steps(whole) !== steps(part) + steps(rest) ? '≈' : '=';
}

/** With the identity's state, where the figure names one. */
export function sumLine(
  scene: SceneState,
  numbers: GaugeNumbers,
  names: Sum<string | TemplateResult>,
  identity: string | undefined,
): TemplateResult {
  const { whole, part, rest } = numbers;
  const chip = identity && identityChip(scene.value.identities[identity], scene.moving);
  return html`<div class="vi-sum">
      <span class="vi-terms"><b>${n(whole)}</b> ${names.whole}
      <span class="vi-op">${relation(numbers)}</span> <b>${n(part)}</b> ${names.part}
      <span class="vi-op">+</span> <span class="vi-rest"><b>${n(rest)}</b> ${names.rest}</span></span>
      ${chip ?? nothing}
    </div>`;
}

/** Rows are words, the quantity's name, its value. */
export function sumTable(
  scene: SceneState,
  rows: [string, string, number][],
  caption = 'The identity',
): TemplateResult {
  const exact = (name: string) =>
    html`<vi-formula scene=${scene.name} name=${name} faces="exact"></vi-formula>`;
  const cells = rows.map(([label, name, value]) => [label, formatNumber(value, 6), exact(name)]);
  return tableTemplate(caption, ['quantity', 'value', 'exact'], cells);
}

/** The sum, said aloud. */
export function spokenSum({ whole, part, rest }: GaugeNumbers, names: Sum<string>): string {
  return `${names.part} ${n(part)}, ${names.rest} ${n(rest)}, ${names.whole} ${n(whole)}.`;
}
