// Which part of the plane a figure shows. Given by what is fixed; q widens it only where it would leave the picture.
// Continuous in every number, so that it can follow a glide; the figure holds it still during a drag.
import type { Role } from './data.ts';

export interface View {
  left: number;
  right: number;
  top: number;
}

interface Shape {
  role: Role;
  mean: number;
  sd: number;
  peak: number;
}

/** How many standard deviations of each must be seen; of a wide prior the shoulders are enough. */
const REACH: Record<Role, number> = { prior: 2.1, likelihood: 4.2, posterior: 4.2, q: 2.4 };
/** Air above the highest fixed curve, above q, and how far a narrow q may shrink all others. */
const AIR = 1.02;
const AIR_Q = 1.02;
const SHRINK = 3.2;

export function fitView(shapes: Shape[]): View {
  const left = Math.min(...shapes.map(({ role, mean, sd }) => mean - REACH[role] * sd));
  const right = Math.max(...shapes.map(({ role, mean, sd }) => mean + REACH[role] * sd));
  const fixed = Math.max(...shapes.filter(({ role }) => role !== 'q').map(({ peak }) => peak));
  const own = Math.max(...shapes.filter(({ role }) => role === 'q').map(({ peak }) => peak));
  return { left, right, top: Math.max(AIR * fixed, Math.min(AIR_Q * own, SHRINK * fixed)) };
}

/** How many nats below the ceiling the bar shows: steps of 1, 2, 5, so that it seldom changes. */
export function fitSpan(rest: number): number {
  if (!Number.isFinite(rest)) return 1.1;
  let span = 1.1;
  for (let i = 0; rest > 0.8 * span && span < 1e6; i++) span *= i % 3 === 1 ? 2.5 : 2;
  return span;
}

/** Labels on a line: pushed apart to at least `apart`, within [low, high], none past its neighbour. */
export function spread(wanted: number[], apart: number, low: number, high: number): number[] {
  const places = [...wanted];
  for (let i = 0; i < places.length; i++) {
    const least = i === 0 ? low : (places[i - 1] as number) + apart;
    places[i] = Math.max(places[i] as number, least);
  }
  for (let i = places.length - 1; i >= 0; i--) {
    const most = i === places.length - 1 ? high : (places[i + 1] as number) - apart;
    places[i] = Math.min(places[i] as number, most);
  }
  return places;
}
