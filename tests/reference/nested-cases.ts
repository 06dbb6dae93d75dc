// Reference files whose cases nest: what their questions to the door are written with.
import type { Json } from '../../web/core/door.ts';
import type { Answer } from './ask.ts';
import { readJson } from './hosts.ts';

export type Nested = string | number | null | Nested[] | { [key: string]: Nested };
export interface Loose {
  inputs: { [key: string]: Nested };
  outputs: { [key: string]: Nested };
  [key: string]: Nested;
}
export type Bound = Pick<Answer, 'steps' | 'relative'>;

export const file = (name: string) => readJson(`tests/reference/data/${name}.json`);
export const loose = (name: string): Loose[] => file(name).cases;
export const list = (value: Nested | undefined) => value as Nested[];

// Texts as numbers, as deep as they nest ("-inf" stays a text, which is how the door reads it).
export function numbers(value: Nested): Json {
  if (Array.isArray(value)) return value.map(numbers);
  const number = Number(value);
  return Number.isFinite(number) ? number : String(value);
}

// One answer for each number of a truth, in the place where the reply has it.
export function answers(field: string, truth: Nested | undefined, bound: Bound): Answer[] {
  if (!Array.isArray(truth)) return [{ field, truth: truth as string | null, ...bound }];
  return truth.flatMap((part, i) => answers(field === '' ? `${i}` : `${field}.${i}`, part, bound));
}

// Fields of the reply and the outputs that hold their truths.
export function fields(
  outputs: { [key: string]: Nested },
  names: Record<string, string>,
  bound: Bound,
): Answer[] {
  return Object.entries(names).flatMap(([field, output]) => answers(field, outputs[output], bound));
}

export const near: Bound = { relative: 1e-13 };
