// The upright axis of values: hairlines across the plot, their numbers at the left, and zero drawn stronger.
import type { ScaleLinear } from 'd3-scale';
import { svg, type TemplateResult } from 'lit';
import { formatNumber } from '../format.ts';

/** During a drag an axis may grow, but never shrinks under the reader's hand. */
export function widened([a, b]: [number, number], [c, d]: [number, number]): [number, number] {
  return [Math.min(a, c), Math.max(b, d)];
}

export interface Edges {
  left: number;
  right: number;
}

/** Pixels between two hairlines, about. */
const APART = 44;

export function valueAxis(y: ScaleLinear<number, number>, { left, right }: Edges): TemplateResult[] {
  const [bottom = 0, top = 0] = y.range();
  const ticks = y.ticks(Math.max(2, Math.round((bottom - top) / APART)));
  return ticks.map(
    (
      tick,
    ) => svg`<line class=${tick === 0 ? 'vi-axis' : 'vi-rule'} x1=${left} x2=${right} y1=${y(tick)} y2=${y(tick)}></line>
      <text class="vi-tick-label" data-axis="y" x=${left - 8} y=${y(tick) + 4}>${formatNumber(tick)}</text>`,
  );
}
