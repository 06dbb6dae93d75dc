// The bars and the levers above them, as SVG.
import { svg, type TemplateResult } from 'lit';
import { formatNumber } from '../../format.ts';
import { valueAxis } from '../value-axis.ts';
import type { BarsData, LeversData } from './data.ts';
import type { BarsPicture } from './picture.ts';
import type { BarsPlot } from './plot.ts';
import { topOf } from './plot.ts';

/** How wide a bar's place must be for its number with so many digits. */
const ROOM: [digits: number, step: number][] = [
  [3, 36],
  [2, 26],
];
/** A number stands so far above its bar; further, where a handle sits on it. */
const ABOVE = 6;
const ABOVE_KNOB = 15;
const CATEGORY = 20;

export function barsInk(plot: BarsPlot, data: BarsData, { heights }: BarsPicture): TemplateResult {
  const { size, y } = plot;
  return svg`${valueAxis(y, plot)}
    ${data.series.map(({ role, levers }, s) => (heights[s] ?? []).map((height, c) => barInk(plot, c, s, height, role, levers !== undefined)))}
    ${data.categories.map((name, c) => svg`<text class="vi-category" x=${plot.centre(c)} y=${size.height - CATEGORY + 12}>${name}</text>`)}`;
}

function barInk(
  plot: BarsPlot,
  category: number,
  series: number,
  height: number,
  role: string,
  handle: boolean,
): TemplateResult {
  const { x, y } = topOf(plot, category, series, height);
  const zero = plot.y(0);
  const digits = ROOM.find(([, step]) => plot.step >= step)?.[0];
  const below = height < 0 ? 12 : -ABOVE;
  const words = svg`<text class="vi-bar-value" data-role=${role} x=${x} y=${y + (handle ? -ABOVE_KNOB : below)}>${digits && formatNumber(height, digits)}</text>`;
  return svg`<rect class="vi-bar" data-role=${role} x=${plot.bar(category, series)} y=${Math.min(y, zero)} width=${plot.width} height=${Math.abs(zero - y)}></rect>
    ${digits === undefined ? '' : words}`;
}

/** A stem from zero to where the handle stands, and the number beside it. */
export function leversInk(plot: BarsPlot, { label, role }: LeversData, values: number[]): TemplateResult {
  const { lever } = plot;
  if (!lever) return svg``;
  const [low = 0, high = 0] = lever.domain();
  const foot = lever(Math.max(low, Math.min(high, 0)));
  return svg`<text class="vi-curve-name" data-role=${role} x="0" y="11">${label}</text>
    ${valueAxis(lever, plot)}
    ${values.map((value, c) => {
      const x = plot.centre(c);
      return svg`<line class="vi-lever" data-role=${role} x1=${x} x2=${x} y1=${foot} y2=${lever(value)}></line>
        <text class="vi-lever-value" data-role=${role} x=${x + 15} y=${lever(value) + 4}>${formatNumber(value)}</text>`;
    })}`;
}
