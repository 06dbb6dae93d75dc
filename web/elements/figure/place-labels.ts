// Names beside their curves. Each has a few places it could stand; one is chosen that covers no other name, no handle and
// as little ink as possible, and it stays there until another is clearly better.

export interface Point {
  x: number;
  y: number;
}
export interface Box extends Point {
  width: number;
  height: number;
}
export type Anchor = 'start' | 'middle' | 'end';
/** `id` tells the same place of a moving curve from frame to frame. */
export interface Candidate extends Point {
  id: string;
  anchor: Anchor;
  cost: number;
}
export interface Label {
  name: string;
  width: number;
  candidates: Candidate[];
  /** The mark that it names, if it is no line. */
  mark?: Point;
}
export type Placed = Candidate & { name: string };

/** From a baseline: how far letters reach above and below. */
const ASCENT = 12;
const DESCENT = 5;
/** Kept free around a name. */
const AIR = 8;
/** Between two names on one line. */
const APART = 5;
/** `stranger`: for a line's name that stands nearer to another named line, a mark's that stands nearer to another mark. */
const COSTS = { overlap: 1500, outside: 600, obstacle: 300, ink: 3, stranger: 25, move: 10 };
/** How often a name may move among the others, on average. */
const STEPS = 3;
/** Ink is counted in pieces of so many pixels. */
const PIECE = 4;

export function boxOf({ x, y, anchor }: Candidate, width: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { x: left, y: y - ASCENT, width, height: ASCENT + DESCENT };
}

export interface Surroundings {
  bounds: Box;
  /** Handles and readouts. */
  obstacles: Box[];
  /** Points of each named curve. */
  ink: Map<string, Point[]>;
  previous?: Map<string, string> | undefined;
}

export function placeLabels(labels: Label[], around: Surroundings): Placed[] {
  const pieces = new Map([...around.ink].map(([name, points]) => [name, inPieces(points)]));
  const named = new Set(labels.map(({ name }) => name));
  const marks = labels.flatMap(({ mark }) => mark ?? []);
  const scored = labels.map((label) => ({
    choices: label.candidates.map((each) =>
      score(label, fitInto(each, label.width, around.bounds), { ...around, ink: pieces, named, marks }),
    ),
  }));
  const chosen = scored.map(({ choices }) => cheapest(choices, []));
  // Of two that are in each other's way the one goes that loses less by it.
  for (let step = 0; step < STEPS * labels.length; step++) {
    let move: Move | undefined;
    for (const [i, { choices }] of scored.entries()) {
      const others = chosen.filter((_, j) => j !== i);
      const best = cheapest(choices, others);
      const gain = price(chosen[i] as Scored, others) - price(best, others);
      if (gain > (move?.gain ?? 0)) move = { i, best, gain };
    }
    if (!move) break;
    chosen[move.i] = move.best;
  }
  return chosen.map((choice, i) => ({ ...choice.candidate, name: labels[i]?.name ?? '' }));
}

interface Scored {
  candidate: Candidate;
  box: Box;
  cost: number;
}

/** The lines and marks that have names. */
interface Owners {
  named: Set<string>;
  marks: Point[];
}

interface Move {
  i: number;
  best: Scored;
  gain: number;
}

function score(
  label: Label,
  candidate: Candidate,
  { bounds, obstacles, ink, previous, named, marks }: Surroundings & Owners,
): Scored {
  const box = boxOf(candidate, label.width);
  let cost = candidate.cost + COSTS.outside * outside(box, bounds);
  const airy = { x: box.x - AIR, y: box.y - AIR / 2, width: box.width + 2 * AIR, height: box.height + AIR };
  for (const obstacle of obstacles) if (overlaps(airy, obstacle)) cost += COSTS.obstacle;
  for (const [name, points] of ink) cost += COSTS.ink * inside(points, box) * (name === label.name ? 0.7 : 1);
  if (isStranger(label, box, { ink, named, marks })) cost += COSTS.stranger;
  if (previous && previous.get(label.name) !== candidate.id) cost += COSTS.move;
  return { candidate, box, cost };
}

/** What may take a name for its own: lines for a line's, marks for a mark's, which stands on a line as a rule. */
function isStranger(
  { name, mark }: Label,
  box: Box,
  { ink, named, marks }: Owners & Pick<Surroundings, 'ink'>,
): boolean {
  if (mark) return marks.some((other) => away(box, other) < away(box, mark));
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const own = distance(ink.get(name) ?? [], middle);
  const isNearer = (other: string, points: Point[]) =>
    other !== name && named.has(other) && distance(points, middle) < own;
  return own < Number.POSITIVE_INFINITY && [...ink].some(([other, points]) => isNearer(other, points));
}

/** Moved sideways into the picture, where that is all it takes. */
function fitInto(candidate: Candidate, width: number, bounds: Box): Candidate {
  const box = boxOf(candidate, width);
  const shift = Math.max(bounds.x - box.x, 0) + Math.min(bounds.x + bounds.width - box.x - width, 0);
  return shift === 0 ? candidate : { ...candidate, x: candidate.x + shift };
}

function inPieces(points: Point[]): Point[] {
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    if (!before) return [point];
    const count = Math.max(1, Math.round(Math.hypot(point.x - before.x, point.y - before.y) / PIECE));
    return Array.from({ length: count }, (_, k) => {
      const share = (k + 1) / count;
      return { x: before.x + share * (point.x - before.x), y: before.y + share * (point.y - before.y) };
    });
  });
}

function cheapest(choices: Scored[], others: Scored[]): Scored {
  const priced = choices.map((each) => ({ each, at: price(each, others) }));
  return priced.reduce((best, one) => (one.at < best.at ? one : best)).each;
}

function price({ box, cost }: Scored, others: Scored[]): number {
  const beside = { ...box, x: box.x - APART, width: box.width + 2 * APART };
  return cost + COSTS.overlap * others.filter((other) => overlaps(beside, other.box)).length;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(points: Point[], box: Box): number {
  let count = 0;
  for (const { x, y } of points) {
    if (x > box.x - 3 && x < box.x + box.width + 3 && y > box.y - 2 && y < box.y + box.height + 2) count++;
  }
  return count;
}

/** Squared, from the nearest of the points. */
function distance(points: Point[], { x, y }: Point): number {
  return points.reduce(
    (least, each) => Math.min(least, (each.x - x) ** 2 + (each.y - y) ** 2),
    Number.POSITIVE_INFINITY,
  );
}

/** From a box to a point outside it, squared. */
function away({ x, y, width, height }: Box, at: Point): number {
  return Math.max(x - at.x, 0, at.x - x - width) ** 2 + Math.max(y - at.y, 0, at.y - y - height) ** 2;
}

/** How much of the box is out of bounds, 0 to about 1. */
function outside(box: Box, bounds: Box): number {
  const over = Math.max(0, bounds.x - box.x) + Math.max(0, box.x + box.width - bounds.x - bounds.width);
  const above = Math.max(0, bounds.y - box.y) + Math.max(0, box.y + box.height - bounds.y - bounds.height);
  return (
    Math.min(1, (over > 0 ? 0.3 : 0) + over / box.width) +
    Math.min(1, (above > 0 ? 0.3 : 0) + above / box.height)
  );
}

/** Along both flanks of a bell, from the shoulder down, and over its top. */
export function bellCandidates(points: Point[], preferred: 'left' | 'right' | 'top'): Candidate[] {
  const peak = points.reduce((best, each) => (each.y < best.y ? each : best), points[0] as Point);
  const base = Math.max(...points.map(({ y }) => y));
  const found: Candidate[] = [
    { id: 'top', x: peak.x, y: peak.y - 12, anchor: 'middle', cost: preferred === 'top' ? 0 : 16 },
  ];
  for (const [side, anchor, sign] of [
    ['left', 'end', -1],
    ['right', 'start', 1],
  ] as const) {
    const flank = points.filter(({ x }) => (x - peak.x) * sign > 0);
    for (const [i, share] of [0.88, 0.72, 0.56, 0.4, 0.28].entries()) {
      const height = base - share * (base - peak.y);
      const at = flank.reduce<Point | undefined>(
        (best, each) => (!best || Math.abs(each.y - height) < Math.abs(best.y - height) ? each : best),
        undefined,
      );
      if (!at) continue;
      found.push({
        id: `${side}${i}`,
        x: at.x + sign * 10,
        y: at.y + 2,
        anchor,
        cost: (side === preferred ? 0 : 8) + 2 * i,
      });
    }
  }
  return found;
}
