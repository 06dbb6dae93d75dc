// Where everything of a figure of curves stands, and its axes, lines, chords and marks as SVG.
import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { svg, type TemplateResult } from 'lit';
import { formatNumber } from '../../format.ts';
import type { Margins, Size } from '../layout.ts';
import type { Point } from '../place-labels.ts';
import { valueAxis } from '../value-axis.ts';
import type { CurveData } from './data.ts';
import type { CurvePicture } from './picture.ts';
import { logTicks } from './span.ts';

export const MARGINS: Margins = { left: 46, right: 16, top: 14, bottom: 34 };
/** The line of words above the axis of values. */
const WORDS = 18;
/** The axis' numbers stand so far below it: clear of a handle on the axis. */
export const NUMBERS = 23;
/** Half the width of a number and of the mark's value, about. */
const HALF = 14;
const HALF_MARK = 34;
/** How far beyond the picture a line is still followed, in pictures. */
const BEYOND = 1;
/** Pixels between two ticks, about. */
const APART = 80;

export interface CurvePlot {
  size: Size;
  x: ScaleLinear<number, number> | ScaleLogarithmic<number, number>;
  y: ScaleLinear<number, number>;
  ticks: number[];
}

/** What the axis of values shows; its ends rounded where the lesson has not fixed them. */
export function makeCurvePlot(
  size: Size,
  { over, y: fixed }: CurveData,
  { from, to }: CurvePicture,
  [low, high]: [number, number],
): CurvePlot {
  const range = [MARGINS.left, size.width - MARGINS.right];
  const y = scaleLinear([low, high], [size.height - MARGINS.bottom, MARGINS.top + (fixed.label ? WORDS : 0)]);
  if (fixed.from === undefined || fixed.to === undefined) y.nice(5);
  const most = Math.max(3, Math.round((size.width - MARGINS.left) / APART));
  if (over.scale === 'log')
    return { size, y, x: scaleLog([from, to], range), ticks: logTicks(from, to, most) };
  const x = scaleLinear([from, to], range);
  return { size, y, x, ticks: x.ticks(most) };
}

export function pixel({ x, y, size }: CurvePlot, at: Point): Point {
  const limit = BEYOND * size.height;
  return { x: x(at.x), y: Math.max(-limit, Math.min(size.height + limit, y(at.y))) };
}

export interface DrawnLine {
  name: string;
  label: string;
  role: string;
  /** Where it has no finite value there is no point. */
  points: (Point | undefined)[];
}

/** Series and paths alike, as they are drawn. */
export function drawnLines(plot: CurvePlot, data: CurveData, picture: CurvePicture): DrawnLine[] {
  const drawn = (at: Point) => (Number.isFinite(at.x) && Number.isFinite(at.y) ? pixel(plot, at) : undefined);
  const along = (heights: number[]) => heights.map((y, i) => drawn({ x: picture.x[i] ?? 0, y }));
  return [
    ...data.series.map(({ label, role }, s) => ({
      label,
      role,
      name: `series-${s}`,
      points: along(picture.y[s] ?? []),
    })),
    ...data.paths.map(({ label, role }, i) => ({
      label,
      role,
      name: `path-${i}`,
      points: (picture.paths[i]?.points ?? []).map(drawn),
    })),
  ];
}

/** `mark`: where the mark's own value stands among the axis' numbers; it names the axis too. */
export function axesInk(
  { x, y, size, ticks }: CurvePlot,
  { over, y: named }: CurveData,
  mark: number | undefined,
): TemplateResult {
  const free = (tick: number) => mark === undefined || Math.abs(x(tick) - mark) > HALF + HALF_MARK;
  const [base = 0] = y.range();
  const right = size.width - MARGINS.right;
  return svg`${valueAxis(y, { left: MARGINS.left, right })}
    <line class="vi-tick" x1=${MARGINS.left} x2=${right} y1=${base} y2=${base}></line>
    ${ticks.map(
      (tick) => svg`<line class="vi-tick" x1=${x(tick)} x2=${x(tick)} y1=${base} y2=${base + 4}></line>
      ${free(tick) ? svg`<text class="vi-tick-label" x=${x(tick)} y=${base + NUMBERS}>${formatNumber(tick)}</text>` : ''}`,
    )}
    ${mark === undefined ? svg`<text class="vi-axis-name" x=${right + 6} y=${base + 4}>${over.label}</text>` : ''}
    ${named.label ? svg`<text class="vi-axis-words" x="0" y="12">${named.label}</text>` : ''}`;
}

export function linesInk(lines: DrawnLine[]): TemplateResult[] {
  const path = line<Point | undefined>(
    (p) => p?.x ?? 0,
    (p) => p?.y ?? 0,
  ).defined((p) => p !== undefined);
  return lines.map(
    ({ role, points }) => svg`<path class="vi-curve" data-role=${role} d=${path(points) ?? ''}></path>`,
  );
}

export function chordsInk(plot: CurvePlot, { chords }: CurvePicture): TemplateResult[] {
  return chords.map(([from, to]) => {
    const [a, b] = [pixel(plot, from), pixel(plot, to)];
    return svg`<line class="vi-chord" x1=${a.x} y1=${a.y} x2=${b.x} y2=${b.y}></line>`;
  });
}

/** A dot in its role's colour. */
export function dotInk(role: string, { x, y }: Point): TemplateResult {
  return svg`<circle class="vi-dot" data-role=${role} cx=${x} cy=${y} r="5"></circle>`;
}
