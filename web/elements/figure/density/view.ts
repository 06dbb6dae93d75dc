// Which part of the plane a figure shows. Given by what is fixed; q widens it only where it would leave the picture.
// Continuous in every number, so that it can follow a glide; the figure holds it still during a drag.
import type { DensityRole } from './data.ts';

export interface View {
  left: number;
  right: number;
  top: number;
}

interface Shape {
  role: DensityRole;
  mean: number;
  sd: number;
  peak: number;
}

/** How many standard deviations of each must be seen; of a wide prior the shoulders are enough. */
const REACH: Record<DensityRole, number> = { prior: 2.1, likelihood: 4.2, posterior: 4.2, q: 2.4 };
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
