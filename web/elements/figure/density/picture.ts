// Everything a density figure draws, as the core computes it: heights of curves on their own grids, and the bar's numbers.

import { lookUp } from '../../../lesson/look-up.ts';
import type { SceneState, Settings } from '../../../lesson/scene-state.ts';
import type { LessonSession } from '../../../lesson/session.ts';
import type { GaugeNumbers } from '../gauge.ts';
import { numberOf } from '../values.ts';
import type { CurveData, DensityData, DensityRole } from './data.ts';

/** A curve is sampled at its centre and to both sides, ten points a standard deviation, so that its peak and the place
 * of the width handle are samples however narrow it is. */
const PER_SD = 10;
const SDS = 6;
export const CENTRE = PER_SD * SDS;
export const ONE_SD = CENTRE + PER_SD;

export interface Drawn {
  role: DensityRole;
  name: string;
  math: string;
  mean: number;
  variance: number;
  sd: number;
  x: number[];
  y: number[];
  peak: number;
}

export interface Picture extends GaugeNumbers {
  curves: Drawn[];
  q: Drawn;
}

export class Painter {
  #session: LessonSession;
  #data: DensityData;
  #kept: { key: string; curves: Map<DensityRole, Drawn> } = { key: '', curves: new Map() };

  constructor(session: LessonSession, data: DensityData) {
    this.#session = session;
    this.#data = data;
  }

  /** Throws where a curve or a number has no value at these settings. */
  paint(scene: SceneState): Picture {
    this.#forget(scene.settings);
    const curves = this.#data.curves.map((curve) => this.#curve(scene, curve));
    const q = curves.find(({ role }) => role === 'q');
    if (!q) throw new Error('this figure has no curve for q');
    const { whole, part, rest } = this.#data.bar;
    const { mean, width } = this.#data.split;
    const hasSplit = [mean, width].every((name) => lookUp(scene, name).value !== undefined);
    return {
      curves,
      q,
      whole: numberOf(scene, whole),
      part: numberOf(scene, part),
      rest: numberOf(scene, rest),
      split: hasSplit ? { mean: numberOf(scene, mean), width: numberOf(scene, width) } : undefined,
    };
  }

  /** Curves are kept while only q moves. */
  #forget(settings: Settings): void {
    const { mean, variance } = this.#data;
    const key = JSON.stringify(
      Object.entries(settings).filter(([name]) => name !== mean && name !== variance),
    );
    if (key !== this.#kept.key) this.#kept = { key, curves: new Map() };
  }

  #curve(scene: SceneState, data: CurveData): Drawn {
    const kept = this.#kept.curves.get(data.role);
    if (kept) return kept;
    const { role, name, math, density } = data;
    const mean = numberOf(scene, data.of ? `${data.of}.mean` : (data.centre ?? ''));
    const variance = numberOf(scene, data.of ? `${data.of}.variance` : (data.spread ?? ''));
    const sd = this.#session.number('sqrt(variance)', { variance });
    const over = { name: this.#data.over, from: mean - SDS * sd, to: mean + SDS * sd, count: 2 * CENTRE + 1 };
    const {
      x,
      y: [y = []],
    } = this.#session.curve(scene, [density], over);
    const drawn = { role, name, math, mean, variance, sd, x, y, peak: y[CENTRE] ?? 0 };
    if (role !== 'q') this.#kept.curves.set(role, drawn);
    return drawn;
  }
}
