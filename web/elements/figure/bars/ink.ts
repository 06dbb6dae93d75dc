// The bars and the levers above them, as SVG.
import { svg, type TemplateResult } from 'lit';
import { formatNumber } from '../../format.ts';
import type { Role } from '../kind.ts';
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
/** A number stands so far from its bar's end; further, where a handle sits on it. */
const GAP = 5;
const KNOB = 15;
const DIGIT_HEIGHT = 9;
const CATEGORY = 20;

export function barsInk(plot: BarsPlot, data: BarsData, { heights }: BarsPicture): TemplateResult {
  const { size, y } = plot;
  const bars = data.series.flatMap(({ role, levers }, series) =>
    (heights[series] ?? []).map(
      (height, category): Bar => ({ role, category, series, height, handle: levers !== undefined }),
    ),
  );
  return svg`${valueAxis(y, plot)}
    ${bars.map((bar) => barInk(plot, bar))}
    ${bars.map((bar) => numberInk(plot, bar))}
    ${data.categories.map((name, c) => svg`<text class="vi-category" x=${plot.centre(c)} y=${size.height - CATEGORY + 12}>${name}</text>`)}`;
}

interface Bar {
  role: Role;
  category: number;
  series: number;
  height: number;
  /** Whether a handle sits on it. */
  handle: boolean;
}

function barInk(plot: BarsPlot, { role, category, series, height }: Bar): TemplateResult {
  const { y } = topOf(plot, category, series, height);
  const zero = plot.y(0);
  return svg`<rect class="vi-bar" data-role=${role} x=${plot.bar(category, series)} y=${Math.min(y, zero)} width=${plot.width} height=${Math.abs(zero - y)}></rect>`;
}

function numberInk(plot: BarsPlot, { role, category, series, height, handle }: Bar): TemplateResult | string {
  const digits = ROOM.find(([, step]) => plot.step >= step)?.[0];
  if (digits === undefined) return '';
  const { x, y } = topOf(plot, category, series, height);
  const away = handle ? KNOB : GAP;
  return svg`<text class="vi-bar-value" data-role=${role} x=${x} y=${height < 0 ? y + away + DIGIT_HEIGHT : y - away}>${formatNumber(height, digits)}</text>`;
}

/** The track that each handle runs on, a stem from zero to where it stands, and the number beside it. */
export function leversInk(plot: BarsPlot, { label, role }: LeversData, values: number[]): TemplateResult {
  const { lever } = plot;
  if (!lever) return svg``;
  const [low = 0, high = 0] = lever.domain();
  const foot = lever(Math.max(low, Math.min(high, 0)));
  return svg`<text class="vi-curve-name" data-role=${role} x="0" y="11">${label}</text>
    ${valueAxis(lever, plot)}
    ${values.map((value, c) => {
      const x = plot.centre(c);
      return svg`<line class="vi-track" x1=${x} x2=${x} y1=${lever(low)} y2=${lever(high)}></line>
        <line class="vi-lever" data-role=${role} x1=${x} x2=${x} y1=${foot} y2=${lever(value)}></line>
        <text class="vi-lever-value" data-role=${role} x=${x + 15} y=${lever(value) + 4}>${formatNumber(value)}</text>`;
    })}`;
}
