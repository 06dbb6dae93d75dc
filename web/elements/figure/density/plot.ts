// The densities on one plot: paths, names beside them, q's readouts and where its two handles stand.

import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import { svg, type TemplateResult } from 'lit';
import { formatNumber } from '../../format.ts';
import type { Margins, Size } from '../layout.ts';
import type { Point } from '../place-labels.ts';
import { type Names, readoutsOf } from './names.ts';
import { type Drawn, ONE_SD, type Picture } from './picture.ts';
import type { View } from './view.ts';

export interface Plot {
  size: Size;
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
}

const MARGINS: Margins = { left: 12, right: 18, top: 36, bottom: 42 };
const EDGE = 14;

export function makePlot(view: View, size: Size): Plot {
  const { left, right, top, bottom } = MARGINS;
  return {
    size,
    x: scaleLinear([view.left, view.right], [left, size.width - right]),
    y: scaleLinear([0, view.top], [size.height - bottom, top]),
  };
}

export interface HandlePoints {
  mean: Point;
  width: Point;
  /** Which shoulder of q carries the width handle. */
  side: 1 | -1;
}

/** Where the handles stand; at the edge where q's peak or shoulder leaves the picture. */
export function handlePoints({ x, y, size }: Plot, q: Drawn): HandlePoints {
  const fits = q.mean + q.sd <= (x.domain()[1] as number);
  const side = fits || q.mean - q.sd < (x.domain()[0] as number) ? 1 : -1;
  const within = (value: number) => Math.max(EDGE, Math.min(size.width - EDGE, x(value)));
  const below = (value: number) => Math.max(MARGINS.top - 18, y(value));
  return {
    mean: { x: within(q.mean), y: below(q.peak) },
    width: { x: within(q.mean + side * q.sd), y: below(q.y[ONE_SD] ?? 0) },
    side,
  };
}

export interface PlotParts {
  /** The letter on the axis. */
  over: string;
  /** An id of this drawing's own. */
  clip: string;
  names: Names;
}

export function plotInk(
  plot: Plot,
  { curves, q }: Picture,
  { over, clip, names }: PlotParts,
): TemplateResult {
  const { size, x, y } = plot;
  const base = y(0);
  const points = new Map(curves.map((curve) => [curve.role as string, pixels(plot, curve)]));
  const at = handlePoints(plot, q);
  const readouts = readoutsOf(plot, q, at);
  const placed = names.place(plot, curves, points, at, readouts);
  const path = line<Point>(
    (p) => p.x,
    (p) => p.y,
  ).curve(curveMonotoneX);
  const fill = area<Point>(
    (p) => p.x,
    base,
    (p) => p.y,
  ).curve(curveMonotoneX);
  return svg`<defs><clipPath id=${clip}><rect x=${MARGINS.left} y="6" width=${size.width - MARGINS.left - MARGINS.right} height=${base - 5}></rect></clipPath></defs>
    ${axis(plot, over)}
    <g clip-path="url(#${clip})">
      <path class="vi-area" d=${fill(points.get('q') ?? []) ?? ''}></path>
      ${curves.map(({ role }) => svg`<path class="vi-curve" data-role=${role} d=${path(points.get(role) ?? []) ?? ''}></path>`)}
    </g>
    <line class="vi-stem" x1=${at.mean.x} x2=${at.mean.x} y1=${base} y2=${at.mean.y}></line>
    <line class="vi-span" x1=${x(q.mean - q.sd)} x2=${x(q.mean + q.sd)} y1=${at.width.y} y2=${at.width.y} clip-path="url(#${clip})"></line>
    ${placed}
    ${readouts.map(({ text, x, y, anchor }) => svg`<text class="vi-readout" x=${x} y=${y} text-anchor=${anchor}>${text}</text>`)}`;
}

function axis({ x, y, size }: Plot, over: string): TemplateResult {
  const base = y(0);
  const end = size.width - MARGINS.right;
  return svg`<line class="vi-axis" x1=${MARGINS.left} x2=${end} y1=${base} y2=${base}></line>
    ${x.ticks(Math.max(3, Math.round(size.width / 80))).map(
      (tick) => svg`<line class="vi-tick" x1=${x(tick)} x2=${x(tick)} y1=${base} y2=${base + 4}></line>
      <text class="vi-tick-label" x=${x(tick)} y=${base + 18}>${formatNumber(tick)}</text>`,
    )}
    <text class="vi-axis-name" x=${end + 6} y=${base + 4}>${over}</text>`;
}

function pixels({ x, y }: Plot, { x: xs, y: ys }: Drawn): Point[] {
  const [left = 0, right = 0] = x.range();
  const inner = xs.map((value, i) => ({ x: x(value), y: y(ys[i] ?? 0) }));
  const seen = inner.filter((p) => p.x > left - 40 && p.x < right + 40);
  // Beyond six standard deviations a density is nothing that a pixel could show.
  const first = inner[0] as Point;
  const last = inner.at(-1) as Point;
  const before = first.x > left ? [{ x: left, y: first.y }] : [];
  const after = last.x < right ? [{ x: right, y: last.y }] : [];
  return [...before, ...seen, ...after];
}
