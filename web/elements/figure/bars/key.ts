// The names of the bars, in the order in which they stand in every category; as many lines as it takes.
import { svg, type TemplateResult } from 'lit';
import type { Point } from '../place-labels.ts';
import type { TextWidths } from '../text-widths.ts';
import type { SeriesData } from './data.ts';
import { KEY_LINE } from './plot.ts';

const SWATCH = { width: 12, height: 11, gap: 6 };
const APART = 16;

/** Where each name's swatch begins, counted from the key's own corner. */
function places(labels: string[], width: number, widths: TextWidths): Point[] {
  let x = 0;
  let y = 0;
  return labels.map((label) => {
    const long = SWATCH.width + SWATCH.gap + widths.of(label, label.length);
    if (x > 0 && x + long > width) {
      x = 0;
      y += KEY_LINE;
    }
    const at = { x, y };
    x += long + APART;
    return at;
  });
}

export function keyLines(series: SeriesData[], width: number, widths: TextWidths): number {
  const labels = series.map(({ label }) => label);
  return (places(labels, width, widths).at(-1)?.y ?? 0) / KEY_LINE + 1;
}

export function keyInk(
  series: SeriesData[],
  top: number,
  width: number,
  widths: TextWidths,
): TemplateResult[] {
  const labels = series.map(({ label }) => label);
  return places(labels, width, widths).map(({ x, y }, i) => {
    const { role, label } = series[i] as SeriesData;
    const middle = top + y + KEY_LINE / 2;
    return svg`<rect class="vi-bar" data-role=${role} x=${x + 1} y=${middle - SWATCH.height / 2} width=${SWATCH.width} height=${SWATCH.height}></rect>
      <text class="vi-curve-name" data-role=${role} data-name=${label} x=${x + SWATCH.width + SWATCH.gap} y=${middle + 4.5}>${label}</text>`;
  });
}
