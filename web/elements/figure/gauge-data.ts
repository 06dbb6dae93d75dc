// The bar of a figure that is not Gaussian, as lesson.json has it: which quantities, what they are called, and which
// identity says that they add up.
import type { SceneState } from '../../lesson/scene-state.ts';
import type { GaugeNumbers, Sum } from './gauge.ts';
import { numberOf } from './values.ts';

export interface GaugeData extends Sum<string> {
  names: Sum<string>;
  identity?: string;
}

export function gaugeNumbers(scene: SceneState, { whole, part, rest }: GaugeData): GaugeNumbers {
  return { whole: numberOf(scene, whole), part: numberOf(scene, part), rest: numberOf(scene, rest) };
}

export function gaugeRows({ whole, part, rest, names }: GaugeData, numbers: Sum<number>) {
  const row = (key: keyof Sum<string>, quantity: string): [string, string, number] => [
    names[key],
    quantity,
    numbers[key],
  ];
  return [row('whole', whole), row('part', part), row('rest', rest)];
}
