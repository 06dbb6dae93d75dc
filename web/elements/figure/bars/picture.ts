// Everything a figure of bars draws, as the core has computed it.
import type { SceneState } from '../../../lesson/scene-state.ts';
import type { GaugeNumbers } from '../gauge.ts';
import { gaugeNumbers } from '../gauge-data.ts';
import { numberOf, numbersOf } from '../values.ts';
import type { BarsData } from './data.ts';

export interface BarsPicture {
  /** A list of heights for each series. */
  heights: number[][];
  /** The levers' values, one a category. */
  levers: number[];
  /** From the lowest to the highest that a lever can stand. */
  range: [number, number] | undefined;
  gauge: GaugeNumbers | undefined;
}

export function barsPicture(scene: SceneState, data: BarsData): BarsPicture {
  const count = data.categories.length;
  const parameters = (data.levers?.of ?? []).flatMap((name) => scene.info.parameters[name] ?? []);
  return {
    heights: data.series.map(({ of }) => numbersOf(scene, of, count)),
    levers: (data.levers?.of ?? []).map((name) => numberOf(scene, name)),
    range: data.levers && [
      Math.min(...parameters.map(({ min }) => min)),
      Math.max(...parameters.map(({ max }) => max)),
    ],
    gauge: data.gauge && gaugeNumbers(scene, data.gauge),
  };
}

/** From where to where the bars' axis runs: probabilities have all of it, however small they are today. */
export function fitHeights(heights: number[][]): [number, number] {
  const finite = heights.flat().filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const high = Math.max(0, ...finite);
  return low === 0 && high > 0.5 && high <= 1 ? [0, 1] : [low, high === low ? 1 : high];
}
