// The identity in numbers below a figure, what the gap is made of, and all of it again as a table.
import { html, nothing, type TemplateResult } from 'lit';
import { lookUp } from '../../lesson/look-up.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import { formatNumber, withMinus } from '../format.ts';
import { identityChip } from '../identity/chip.ts';
import type { DensityData } from './data.ts';
import { hatchings } from './gauge.ts';
import type { Picture } from './picture.ts';

const DIGITS = 3;
const n = (value: number) => formatNumber(value, DIGITS);

export function identityNumbers(
  scene: SceneState,
  data: DensityData,
  picture: Picture,
  id: string,
): TemplateResult {
  const { whole, part, rest, split } = picture;
  const { moving } = scene;
  const gap = scene.value.quantities[data.bar.rest];
  // Asked for decimals only, the core sends no exact form at all.
  const tex = !moving && gap && !gap.error && gap.exact ? gap.tex : undefined;
  return html`<div class="vi-sum">
      <span class="vi-terms"><b>${n(whole)}</b> log <i>p</i>(<i>x</i>)
      <span class="vi-op">=</span> <b>${n(part)}</b> ELBO
      <span class="vi-op">+</span> <span class="vi-rest"><b>${n(rest)}</b> KL(<i>q</i> ‖ posterior)</span></span>
      ${identityChip(scene.value.identities[data.identity], moving)}
    </div>
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
export function spoken({ whole, part, rest, q }: Picture): string {
  return `q has mean ${n(q.mean)} and standard deviation ${n(q.sd)}. ELBO ${n(part)}, gap ${n(rest)}, log p of x ${n(whole)}.`;
}

export function numbersTable(
  scene: SceneState,
  data: DensityData,
  { curves, whole, part, rest, split }: Picture,
): TemplateResult {
  const rows: [string, string, number][] = [
    ['log p(x)', data.bar.whole, whole],
    ['ELBO', data.bar.part, part],
    ['gap', data.bar.rest, rest],
  ];
  if (split)
    rows.push(
      ['of which the mean', data.split.mean, split.mean],
      ['of which the width', data.split.width, split.width],
    );
  return html`<details class="vi-data"><summary>The numbers in this figure</summary>
    <div class="vi-tables">
      <table><caption>Densities</caption>
        <thead><tr><th scope="col">density</th><th scope="col">mean</th><th scope="col">variance</th><th scope="col">sd</th></tr></thead>
        <tbody>${curves.map(({ role, math, mean, variance, sd }) => html`<tr><th scope="row">${role === 'q' ? math : `${role} ${math}`}</th><td>${formatNumber(mean)}</td><td>${formatNumber(variance)}</td><td>${formatNumber(sd, 4)}</td></tr>`)}</tbody>
      </table>
      <table><caption>The identity, in nats</caption>
        <thead><tr><th scope="col">quantity</th><th scope="col">value</th><th scope="col">exact</th></tr></thead>
        <tbody>${rows.map(([label, name, value]) => html`<tr><th scope="row">${label}</th><td>${formatNumber(value, 6)}</td><td>${exactText(scene, name) ?? nothing}</td></tr>`)}</tbody>
      </table>
    </div></details>`;
}

function exactText(scene: SceneState, name: string): string | undefined {
  const { exact } = lookUp(scene, name);
  return exact === null ? undefined : withMinus(exact);
}
