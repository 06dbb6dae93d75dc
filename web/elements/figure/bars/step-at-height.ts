// Which step of a lever makes its bar as high as the pointer is. How a bar follows its lever (a share of all weights, a
// softmax) is the core's to know: it is asked, by halving, since a bar grows with its lever.
import type { SceneState } from '../../../lesson/scene-state.ts';
import { numbersOf } from '../values.ts';
import type { SeriesData } from './data.ts';

/** A series, and which of its bars. */
export interface BarPlace {
  of: SeriesData['of'];
  count: number;
  category: number;
}

export function stepAtHeight(scene: SceneState, lever: string, place: BarPlace, wanted: number): number {
  const grid = scene.grids.get(lever);
  if (!grid) return 0;
  let low = grid.first;
  let high = grid.last;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    // A step that the core refuses has no bar: it counts as too low.
    if (heightAt(scene, lever, middle, place) > wanted) high = middle;
    else low = middle;
  }
  const [below, above] = [low, high].map((k) => Math.abs(heightAt(scene, lever, k, place) - wanted));
  return (below ?? 0) <= (above ?? 0) ? low : high;
}

function heightAt(scene: SceneState, lever: string, k: number, { of, count, category }: BarPlace): number {
  const names = [of].flat().map((name) => name.split('.')[0] as string);
  const want = { exact: false, quantities: names, identities: [], derivations: [] };
  try {
    const value = scene.askAt(lever, k, want);
    return numbersOf({ grids: scene.grids, value }, of, count)[category] ?? Number.NaN;
  } catch {
    return Number.NaN;
  }
}
