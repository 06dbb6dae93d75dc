// The words on a plot: the curves' names where they cover least, and q's mean and width where the hand has put them.
import { svg, type TemplateResult } from 'lit';
import { formatNumber } from '../../format.ts';

import {
  type Anchor,
  type Box,
  bellCandidates,
  type Label,
  type Point,
  placeLabels,
} from '../place-labels.ts';
import { TextWidths } from '../text-widths.ts';
import type { Drawn } from './picture.ts';
import type { HandlePoints, Plot } from './plot.ts';

export interface Readout extends Point {
  text: string;
  anchor: Anchor;
}

const SIDES = { prior: 'left', likelihood: 'right', posterior: 'top', q: 'left' } as const;
/** Advance of a digit, roughly, for the short readouts. */
const DIGIT = 6.7;
const KNOB = 13;

export function readoutsOf({ x, y, size }: Plot, q: Drawn, at: HandlePoints): Readout[] {
  const mean = `mean ${formatNumber(q.mean, 2)}`;
  const sd = `sd ${formatNumber(q.sd, 2)}`;
  const half = (mean.length * DIGIT) / 2;
  const centre = Math.max(half, Math.min(size.width - half, at.mean.x));
  const below: Readout = { text: mean, x: centre, y: y(0) + 35, anchor: 'middle' };
  const far = x(q.mean - at.side * q.sd) - at.side * 8;
  const room = at.side > 0 ? far : size.width - far;
  const outward = at.side > 0 ? 'start' : 'end';
  const inward = at.side > 0 ? 'end' : 'start';
  const beside =
    room > sd.length * DIGIT ? { x: far, anchor: inward } : { x: at.width.x + at.side * 15, anchor: outward };
  return [below, { text: sd, y: at.width.y + 4, ...beside } as Readout];
}

export class Names {
  /** Where each stood in the last frame: it stays there unless another place is clearly better. */
  #places = new Map<string, string>();
  #widths = new TextWidths();

  place(
    plot: Plot,
    curves: Drawn[],
    points: Map<string, Point[]>,
    at: HandlePoints,
    readouts: Readout[],
  ): TemplateResult[] {
    const { size, y } = plot;
    const seen = (role: string) =>
      (points.get(role) ?? []).filter((p) => p.x >= 0 && p.x <= size.width && p.y >= 0);
    const ink = new Map(curves.map(({ role }) => [role as string, seen(role)]));
    const labels = curves
      .filter(({ role }) => (ink.get(role)?.length ?? 0) > 2)
      .map((curve): Label => {
        const { role } = curve;
        return {
          name: role,
          width: this.#width(curve),
          candidates: bellCandidates(ink.get(role) ?? [], SIDES[role]),
        };
      });
    // A name may reach a little into the card's padding.
    const bounds: Box = { x: -6, y: 2, width: size.width + 14, height: y(0) - 4 };
    const obstacles = [...handleBoxes(plot, curves, at), ...readouts.map(readoutBox)];
    const placed = placeLabels(labels, { bounds, obstacles, ink, previous: this.#places });
    for (const { name, id } of placed) this.#places.set(name, id);
    return placed.map(({ name, x, y, anchor }) => {
      const curve = curves.find(({ role }) => role === name) as Drawn;
      return svg`<text class="vi-curve-name" data-role=${name} data-name=${name} x=${x} y=${y} text-anchor=${anchor}>${words(curve)}</text>`;
    });
  }

  /** Take the widths of the names as drawn; true if one of them was estimated wrongly. */
  measure(root: ParentNode): boolean {
    return this.#widths.measure(root);
  }

  #width({ role, name, math }: Drawn): number {
    return this.#widths.of(role, name.length + 1 + math.length);
  }
}

function words({ role, name, math }: Drawn): TemplateResult {
  const formula = svg`<tspan class="vi-math">${math}</tspan>`;
  return role === 'q' ? svg`${formula} ${name}` : svg`${name} ${formula}`;
}

function handleBoxes({ x }: Plot, curves: Drawn[], at: HandlePoints): Box[] {
  const knobs = [at.mean, at.width].map((p) => ({
    x: p.x - KNOB,
    y: p.y - KNOB,
    width: 2 * KNOB,
    height: 2 * KNOB,
  }));
  const q = curves.find(({ role }) => role === 'q');
  if (!q) return knobs;
  const left = x(q.mean - q.sd);
  return [...knobs, { x: left, y: at.width.y - 2, width: x(q.mean + q.sd) - left, height: 4 }];
}

function readoutBox({ text, x, y, anchor }: Readout): Box {
  const width = text.length * DIGIT;
  const left = { start: x, middle: x - width / 2, end: x - width }[anchor];
  return { x: left, y: y - 12, width, height: 16 };
}
