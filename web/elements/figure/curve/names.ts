// The words on a figure of curves: each line's name along it and each mark's name around it, where they cover least.
import { svg, type TemplateResult } from 'lit';
import {
  type Anchor,
  type Box,
  type Candidate,
  type Label,
  type Point,
  placeLabels,
} from '../place-labels.ts';
import type { TextWidths } from '../text-widths.ts';
import type { CurveData } from './data.ts';
import type { CurvePicture } from './picture.ts';
import { type CurvePlot, MARGINS, pixel, pixelsOf } from './plot.ts';

/** Along a line: how many places its name may stand at, and how far above or below. */
const PLACES = 16;
const ABOVE = -9;
const BELOW = 19;
/** Around a mark. */
const OFF = 11;
const DOT = 7;

interface Named extends Label {
  role: string;
  text: string;
}

/** `places` remembers where each stood in the last frame. */
export function curveNames(
  plot: CurvePlot,
  data: CurveData,
  picture: CurvePicture,
  widths: TextWidths,
  places: Map<string, string>,
): TemplateResult[] {
  const [bottom = 0, top = 0] = plot.y.range();
  const right = plot.size.width - MARGINS.right;
  const bounds: Box = {
    x: MARGINS.left + 4,
    y: top - 14,
    width: right - MARGINS.left + 8,
    height: bottom - top + 12,
  };
  const seen = ({ x, y }: Point) => x >= MARGINS.left && x <= right && y >= top - 2 && y <= bottom + 2;
  const ink = new Map<string, Point[]>();
  const labels: Named[] = [];
  for (const [s, { label, role }] of data.series.entries()) {
    const points = pixelsOf(plot, picture, s).filter((p) => p !== undefined && seen(p)) as Point[];
    const name = `series-${s}`;
    ink.set(name, points);
    if (points.length > 0)
      labels.push({
        name,
        role,
        text: label,
        width: widths.of(label, label.length),
        candidates: along(points),
      });
  }
  const marks = picture.points.map((point) => pixel(plot, point));
  for (const [i, at] of marks.entries()) {
    const { label = '', role = 'neutral' } = data.points[i] ?? {};
    if (seen(at))
      labels.push({
        name: `point-${i}`,
        role,
        text: label,
        width: widths.of(label, label.length),
        candidates: around(at),
      });
  }
  for (const [i, [a, b]] of picture.chords.entries()) ink.set(`chord-${i}`, [pixel(plot, a), pixel(plot, b)]);
  const obstacles = marks.map(({ x, y }) => ({ x: x - DOT, y: y - DOT, width: 2 * DOT, height: 2 * DOT }));
  const placed = placeLabels(labels, { bounds, obstacles, ink, previous: places });
  return placed.map(({ name, id, x, y, anchor }, i) => {
    places.set(name, id);
    const { role, text } = labels[i] as Named;
    return svg`<text class="vi-curve-name" data-role=${role} data-name=${text} x=${x} y=${y} text-anchor=${anchor}>${text}</text>`;
  });
}

function along(points: Point[]): Candidate[] {
  return Array.from({ length: PLACES }, (_, i) => {
    const share = (i + 0.5) / PLACES;
    const at = points[Math.round(share * (points.length - 1))] as Point;
    const cost = 6 * (1 - share);
    return (['start', 'middle', 'end'] as Anchor[]).flatMap((anchor) => [
      { id: `above-${i}-${anchor}`, x: at.x, y: at.y + ABOVE, anchor, cost },
      { id: `below-${i}-${anchor}`, x: at.x, y: at.y + BELOW, anchor, cost: cost + 1 },
    ]);
  }).flat();
}

function around({ x, y }: Point): Candidate[] {
  const beside = y + 4;
  return [
    { id: 'right', x: x + OFF, y: beside, anchor: 'start', cost: 0 },
    { id: 'left', x: x - OFF, y: beside, anchor: 'end', cost: 1 },
    { id: 'below-right', x: x + OFF - 2, y: y + 20, anchor: 'start', cost: 2 },
    { id: 'above-left', x: x - OFF + 2, y: y - 10, anchor: 'end', cost: 2 },
    { id: 'below-left', x: x - OFF + 2, y: y + 20, anchor: 'end', cost: 3 },
    { id: 'above-right', x: x + OFF - 2, y: y - 10, anchor: 'start', cost: 3 },
    { id: 'above', x, y: y - 13, anchor: 'middle', cost: 3 },
    { id: 'below', x, y: y + 23, anchor: 'middle', cost: 3 },
  ];
}
