// The densities on one plot: paths, names beside them, q's readouts and its two handles.
import { html, svg, type TemplateResult } from 'lit';
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import { formatNumber } from '../format.ts';
import { type Handle, handleTemplate } from './handles.ts';
import { MARGINS, type Size } from './layout.ts';
import { type Drawn, ONE_SD, type Picture } from './picture.ts';
import { bellCandidates, type Box, type Label, type Placed, placeLabels, type Point } from './place-labels.ts';
import type { View } from './view.ts';

export interface Plot {
  size: Size;
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
}

/** Average advance of a 13 px semibold sans, and of its italic formula. */
const LETTER = 7.4;
const SIDES = { prior: 'left', likelihood: 'right', posterior: 'top', q: 'left' } as const;
const EDGE = 14;

export function makePlot(view: View, size: Size): Plot {
  const { left, right, top, bottom } = MARGINS;
  return {
    size,
    x: scaleLinear([view.left, view.right], [left, size.width - right]),
    y: scaleLinear([0, view.top], [size.height - bottom, top]),
  };
}

/** Where the handles stand; at the edge where q's peak or shoulder leaves the picture. */
export function handlePoints({ x, y, size }: Plot, q: Drawn): { mean: Point; width: Point; side: 1 | -1 } {
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
  id: string;
  over: string;
  handles: Handle[];
  label: string;
  describedBy: string;
  previous: Map<string, string>;
}

export function plotTemplate(plot: Plot, { curves, q }: Picture, parts: PlotParts): TemplateResult {
  const { size, x, y } = plot;
  const base = y(0);
  const points = new Map(curves.map((curve) => [curve.role as string, pixels(plot, curve)]));
  const at = handlePoints(plot, q);
  const readouts = readoutsOf(plot, q, at);
  const names = nameLabels(plot, curves, points, at, readouts, parts.previous);
  const path = line<Point>((p) => p.x, (p) => p.y).curve(curveMonotoneX);
  const fill = area<Point>((p) => p.x, base, (p) => p.y).curve(curveMonotoneX);
  const clip = `${parts.id}-${size.width < 400 ? 'n' : 'w'}`;
  return html`<svg class="vi-plot" viewBox="0 0 ${size.width} ${size.height}" role="group" aria-label=${parts.label} aria-describedby=${parts.describedBy}>
    <defs><clipPath id=${clip}><rect x="0" y="6" width=${size.width} height=${base - 5}></rect></clipPath></defs>
    <g aria-hidden="true">
      ${axis(plot, parts.over)}
      <g clip-path="url(#${clip})">
        <path class="vi-area" d=${fill(points.get('q') ?? []) ?? ''}></path>
        ${curves.map(({ role }) => svg`<path class="vi-curve" data-role=${role} d=${path(points.get(role) ?? []) ?? ''}></path>`)}
      </g>
      <line class="vi-stem" x1=${at.mean.x} x2=${at.mean.x} y1=${base} y2=${at.mean.y}></line>
      <line class="vi-span" x1=${x(q.mean - q.sd)} x2=${x(q.mean + q.sd)} y1=${at.width.y} y2=${at.width.y} clip-path="url(#${clip})"></line>
      ${names.map((placed) => nameTemplate(placed, curves))}
      ${readouts.map(({ text, x, y, anchor }) => svg`<text class="vi-readout" x=${x} y=${y} text-anchor=${anchor}>${text}</text>`)}
    </g>
    ${parts.handles.map((handle) => handleTemplate(handle, at[handle.part]))}
  </svg>`;
}

function axis({ x, y, size }: Plot, over: string): TemplateResult {
  const base = y(0);
  const end = size.width - MARGINS.right;
  return svg`<line class="vi-axis" x1=${MARGINS.left} x2=${end} y1=${base} y2=${base}></line>
    ${x.ticks(Math.max(3, Math.round(size.width / 95))).map((tick) => svg`<line class="vi-tick" x1=${x(tick)} x2=${x(tick)} y1=${base} y2=${base + 4}></line>
      <text class="vi-tick-label" x=${x(tick)} y=${base + 18}>${formatNumber(tick)}</text>`)}
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

interface Readout extends Point {
  text: string;
  anchor: 'start' | 'middle' | 'end';
}

function readoutsOf({ x, y, size }: Plot, q: Drawn, at: ReturnType<typeof handlePoints>): Readout[] {
  const mean = `mean ${formatNumber(q.mean, 2)}`;
  const sd = `sd ${formatNumber(q.sd, 2)}`;
  const half = (mean.length * 6.6) / 2;
  const far = x(q.mean - at.side * q.sd) - at.side * 8;
  const roomy = at.side > 0 ? far - 56 > 0 : far + 56 < size.width;
  const beside: Readout = roomy
    ? { text: sd, x: far, y: at.width.y + 4, anchor: at.side > 0 ? 'end' : 'start' }
    : { text: sd, x: at.width.x + at.side * 15, y: at.width.y + 4, anchor: at.side > 0 ? 'start' : 'end' };
  return [{ text: mean, x: Math.max(half, Math.min(size.width - half, at.mean.x)), y: y(0) + 35, anchor: 'middle' }, beside];
}

function nameLabels(
  plot: Plot,
  curves: Drawn[],
  points: Map<string, Point[]>,
  at: ReturnType<typeof handlePoints>,
  readouts: Readout[],
  previous: Map<string, string>,
): Placed[] {
  const { size, x, y } = plot;
  const bounds: Box = { x: 0, y: 2, width: size.width, height: y(0) - 4 };
  const onPlot = curves.map(({ role }) => ({ role, seen: (points.get(role) ?? []).filter((p) => p.x >= 0 && p.x <= size.width && p.y >= 0) }));
  const labels = onPlot
    .filter(({ seen }) => seen.length > 2)
    .map(({ role, seen }): Label => ({ name: role, width: textWidth(curves, role), candidates: bellCandidates(seen, SIDES[role]) }));
  const obstacles: Box[] = [at.mean, at.width].map((p) => ({ x: p.x - 13, y: p.y - 13, width: 26, height: 26 }));
  for (const { text, x: left, y: baseline, anchor } of readouts) {
    const width = text.length * 6.8;
    obstacles.push({ x: anchor === 'end' ? left - width : anchor === 'middle' ? left - width / 2 : left, y: baseline - 12, width, height: 16 });
  }
  const span = curves.find(({ role }) => role === 'q') as Drawn;
  obstacles.push({ x: x(span.mean - span.sd), y: at.width.y - 2, width: Math.abs(x(span.mean + span.sd) - x(span.mean - span.sd)), height: 4 });
  const placed = placeLabels(labels, { bounds, obstacles, ink: new Map(onPlot.map(({ role, seen }) => [role, seen])), previous });
  for (const { name, id } of placed) previous.set(name, id);
  return placed;
}

function textWidth(curves: Drawn[], role: string): number {
  const { name = '', math = '' } = curves.find((curve) => curve.role === role) ?? {};
  return (name.length + 1) * LETTER + math.length * 6.9;
}

function nameTemplate({ name, x, y, anchor }: Placed, curves: Drawn[]): TemplateResult {
  const curve = curves.find(({ role }) => role === name);
  const math = svg`<tspan class="vi-math">${curve?.math}</tspan>`;
  const words = name === 'q' ? svg`${math} ${curve?.name}` : svg`${curve?.name} ${math}`;
  return svg`<text class="vi-curve-name" data-role=${name} x=${x} y=${y} text-anchor=${anchor}>${words}</text>`;
}

