// What the actions of a mapping are called: a seed may hand their names around, so that nobody answers by the name.
import type { MappingData } from './mapping-data.ts';
import { shuffled } from './shuffle.ts';

/** The lesson's own order. */
export const FIRST_SEED = 1;

const NAME = /\{action (\d+)\}/g;

/** The exercise with its actions named as at this seed, wherever a sentence says `{action 1}`. */
export function named(data: MappingData, seed: number): MappingData {
  const actions = data.renamed && seed !== FIRST_SEED ? shuffled(data.actions, seed) : data.actions;
  const fill = (text: string) => text.replace(NAME, (mark, place) => actions[place - 1] ?? mark);
  const filled = JSON.parse(JSON.stringify(data), (_, value) =>
    typeof value === 'string' ? fill(value) : value,
  );
  return { ...filled, actions };
}
