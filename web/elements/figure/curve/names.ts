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
import { type CurvePlot, type DrawnLine, MARGINS, pixel } from './plot.ts';

/** Along a line: how many places its name may stand at, and how far above or below. */
const PLACES = 16;
const ABOVE = -9;
const BELOW = 19;
/** How far the words stand from a dot, and from a handle. */
const DOT = 6;
const KNOB = 11;
/** Height of a line of words. */
const RING = 20;
/** What a mark's name pays for each line of words between them. */
const FURTHER = 18;
/** What a name pays for each pixel that its line moves away from it along its length. */
const LEAVING = 0.25;

interface Named extends Label {
  role: string;
  text: string;
}

/** `places` remembers where each stood in the last frame. */
export function curveNames(
  plot: CurvePlot,
  { data, picture, lines }: { data: CurveData; picture: CurvePicture; lines: DrawnLine[] },
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
  for (const { label, role, name, points: drawn } of lines) {
    const points = drawn.filter((p) => p !== undefined && seen(p)) as Point[];
    ink.set(name, points);
    if (points.length > 0)
      labels.push({
        name,
        role,
        text: label,
        width: widths.of(label, label.length),
        candidates: along(points, widths.of(label, label.length)),
      });
  }
  const marks = picture.points.map((point) => pixel(plot, point));
  const radius = (i: number) => (data.points[i]?.lever ? KNOB : DOT);
  const zero = plot.y(0);
  if (zero > top && zero < bottom)
    ink.set('zero', [
      { x: MARGINS.left, y: zero },
      { x: right, y: zero },
    ]);
  for (const [i, at] of marks.entries()) {
    const { label = '', role = 'neutral' } = data.points[i] ?? {};
    if (seen(at))
      labels.push({
        name: `point-${i}`,
        role,
        text: label,
        width: widths.of(label, label.length),
        mark: at,
        candidates: around(at, radius(i)),
      });
  }
  for (const [i, [a, b]] of picture.chords.entries()) ink.set(`chord-${i}`, [pixel(plot, a), pixel(plot, b)]);
  const present = nowOf(plot, picture).filter(seen);
  const obstacles = [...marks.map((at, i) => square(at, radius(i))), ...present.map((at) => square(at, DOT))];
  const placed = placeLabels(labels, { bounds, obstacles, ink, previous: places });
  return placed.map(({ name, id, x, y, anchor }, i) => {
    places.set(name, id);
    const { role, text } = labels[i] as Named;
    return svg`<text class="vi-curve-name" data-role=${role} data-name=${text} x=${x} y=${y} text-anchor=${anchor}>${text}</text>`;
  });
}

/** Where the lines stand now: each has a dot there. */
function nowOf(plot: CurvePlot, { now }: CurvePicture): Point[] {
  return now ? now.y.filter(Number.isFinite).map((y) => pixel(plot, { x: now.x, y })) : [];
}

function square({ x, y }: Point, radius: number): Box {
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
}

function along(points: Point[], width: number): Candidate[] {
  const height = (x: number) =>
    points.reduce(
      (best, each) => (Math.abs(each.x - x) < Math.abs(best.x - x) ? each : best),
      points[0] as Point,
    ).y;
  const offsets: [Anchor, number[]][] = [
    ['start', [width / 2, width]],
    ['middle', [-width / 2, width / 2]],
    ['end', [-width, -width / 2]],
  ];
  return Array.from({ length: PLACES }, (_, i) => {
    const share = (i + 0.5) / PLACES;
    const at = points[Math.round(share * (points.length - 1))] as Point;
    return offsets.flatMap(([anchor, ends]) => {
      const leaving = Math.max(...ends.map((dx) => Math.abs(height(at.x + dx) - at.y)));
      const cost = 3 * (1 - share) + LEAVING * leaving;
      return [
        { id: `above-${i}-${anchor}`, x: at.x, y: at.y + ABOVE, anchor, cost },
        { id: `below-${i}-${anchor}`, x: at.x, y: at.y + BELOW, anchor, cost: cost + 1 },
      ];
    });
  }).flat();
}

/** Beside, also a little higher or lower, above and below; and further off, for where marks crowd. */
function around({ x, y }: Point, radius: number): Candidate[] {
  const far = radius + 8;
  const beside = [0, -12, 12].flatMap((shift, i): Candidate[] => [
    { id: `right-${i}`, x: x + far, y: y + 4 + shift, anchor: 'start', cost: i },
    { id: `left-${i}`, x: x - far, y: y + 4 + shift, anchor: 'end', cost: i + 1 },
  ]);
  const rings = [0, 1, 2, 3].flatMap((ring): Candidate[] => {
    const up = y - radius - 9 - ring * RING;
    const down = y + radius + 16 + ring * RING;
    const cost = 2 + FURTHER * ring;
    return [
      { id: `below-${ring}`, x, y: down, anchor: 'middle', cost },
      { id: `above-${ring}`, x, y: up, anchor: 'middle', cost },
      { id: `below-right-${ring}`, x: x - radius, y: down, anchor: 'start', cost },
      { id: `above-left-${ring}`, x: x + radius, y: up, anchor: 'end', cost },
      { id: `below-left-${ring}`, x: x + radius, y: down, anchor: 'end', cost: cost + 1 },
      { id: `above-right-${ring}`, x: x - radius, y: up, anchor: 'start', cost: cost + 1 },
    ];
  });
  return [...beside, ...rings];
}
