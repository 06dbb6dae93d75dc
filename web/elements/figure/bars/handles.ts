// What can be moved in a figure of bars: the levers above, and the tops of bars that have levers of their own.
import type { SceneState } from '../../../lesson/scene-state.ts';
import { formatNumber, withMinus } from '../../format.ts';
import { valueText } from '../../parameter-words.ts';
import type { Handle } from '../handles.ts';
import { SUM_DIGITS } from '../sum-line.ts';
import type { BarsData, LeversData, SeriesData } from './data.ts';
import type { BarsPicture } from './picture.ts';
import { type BarsPlot, topOf } from './plot.ts';
import { stepAtHeight } from './step-at-height.ts';

const RADII = { lever: 9, top: 8 };

export function barsHandles(
  scene: SceneState,
  data: BarsData,
  picture: BarsPicture,
  plot: BarsPlot,
): Handle[] {
  const levers = data.levers ? leverHandles(scene, data.levers, picture.levers, plot) : [];
  const tops = data.series.flatMap((series, s) =>
    topHandles(scene, data.categories, series, (c) => {
      const height = picture.heights[s]?.[c] ?? 0;
      return { height, at: topOf(plot, c, s, height), wanted: (y) => plot.y.invert(y) };
    }),
  );
  return [...levers, ...tops];
}

function leverHandles(
  scene: SceneState,
  { role, of }: LeversData,
  values: number[],
  { lever, centre }: BarsPlot,
): Handle[] {
  if (!lever) return [];
  return of.map((parameter, c) => {
    const value = values[c] ?? 0;
    return {
      parameter,
      role,
      label: scene.info.parameters[parameter]?.label || parameter,
      valueText: valueText(value, scene.settings[parameter] ?? ''),
      at: { x: centre(c), y: lever(value) },
      radius: RADII.lever,
      upright: true,
      step: ({ y }) => scene.grids.get(parameter)?.nearest(lever.invert(y)) ?? 0,
    };
  });
}

interface Top {
  height: number;
  at: Handle['at'];
  /** The height of a bar whose top is at that pixel. */
  wanted(y: number): number;
}

function topHandles(
  scene: SceneState,
  categories: string[],
  { of, label, role, levers = [] }: SeriesData,
  topAt: (category: number) => Top,
): Handle[] {
  return levers.map((parameter, category) => {
    const { height, at, wanted } = topAt(category);
    const place = { of, count: categories.length, category };
    const text = withMinus(scene.settings[parameter] ?? '');
    return {
      parameter,
      role,
      label: `${label}, ${categories[category]}`,
      valueText: `${formatNumber(height, SUM_DIGITS)}, by a weight of ${text}`,
      at,
      radius: RADII.top,
      upright: true,
      step: ({ y }) => stepAtHeight(scene, parameter, place, wanted(y)),
    };
  });
}
