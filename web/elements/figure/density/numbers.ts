// What the gap is made of, below the figure, and the densities and the identity as tables.
import { html, type TemplateResult } from 'lit';
import type { SceneState } from '../../../lesson/scene-state.ts';
import { formatNumber } from '../../format.ts';
import { hatchings, type Sum } from '../gauge.ts';
import { SUM_DIGITS, spokenSum, sumLine, sumTable } from '../sum-line.ts';
import { tableTemplate } from '../table.ts';
import type { DensityData } from './data.ts';
import type { Picture } from './picture.ts';

export const NAMES: Sum<string> = { whole: 'log p(x)', part: 'ELBO', rest: 'gap' };
const WRITTEN: Sum<TemplateResult | string> = {
  whole: html`log <i>p</i>(<i>x</i>)`,
  part: 'ELBO',
  rest: html`KL(<i>q</i> ‖ posterior)`,
};
const n = (value: number) => formatNumber(value, SUM_DIGITS);

export function identityNumbers(
  scene: SceneState,
  data: DensityData,
  picture: Picture,
  id: string,
): TemplateResult {
  const { rest, split } = picture;
  const gap = scene.value.quantities[data.bar.rest];
  // Asked for decimals only, the core sends no exact form at all.
  const tex = !scene.moving && gap && !gap.error && gap.exact ? gap.tex : undefined;
  return html`${sumLine(scene, picture, WRITTEN, data.identity)}
    <div class="vi-split">
      ${tex ? html`<span class="vi-gap-exact">gap <span class="vi-op">=</span> <vi-formula tex=${tex}></vi-formula> <span class="vi-op">=</span></span>` : html`<span class="vi-gap-exact">gap <span class="vi-op">=</span></span>`}
      ${split ? html`<span>${swatch(id, 'mean')} ${n(split.mean)} for the mean</span> <span class="vi-op">+</span> <span>${swatch(id, 'width')} ${n(split.width)} for the width</span>` : html`<span>${n(rest)}</span>`}
    </div>`;
}

function swatch(id: string, part: 'mean' | 'width'): TemplateResult {
  const own = `${id}-swatch-${part}`;
  return html`<svg class="vi-swatch" viewBox="0 0 18 12" aria-hidden="true">${hatchings(own)}<rect width="18" height="12" fill="url(#${own}-${part})"></rect></svg>`;
}

/** The figure said in one line. */
export function spoken(picture: Picture): string {
  const { mean, sd } = picture.q;
  const names = { ...NAMES, whole: 'log p of x' };
  return `q has mean ${n(mean)} and standard deviation ${n(sd)}. ${spokenSum(picture, names)}`;
}

export function densityTables(scene: SceneState, data: DensityData, picture: Picture): TemplateResult[] {
  const { curves, whole, part, rest, split } = picture;
  const densities = curves.map(({ role, math, mean, variance, sd }) => [
    role === 'q' ? math : `${role} ${math}`,
    formatNumber(mean),
    formatNumber(variance),
    formatNumber(sd, 4),
  ]);
  const rows: [string, string, number][] = [
    [NAMES.whole, data.bar.whole, whole],
    [NAMES.part, data.bar.part, part],
    [NAMES.rest, data.bar.rest, rest],
  ];
  if (split)
    rows.push(
      ['of which the mean', data.split.mean, split.mean],
      ['of which the width', data.split.width, split.width],
    );
  return [
    tableTemplate('Densities', ['density', 'mean', 'variance', 'sd'], densities),
    sumTable(scene, rows, 'The identity, in nats'),
  ];
}
