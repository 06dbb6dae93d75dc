// Values of a scene as a figure needs them: a number or a list of numbers, or else the reason why not.
import { asNumber, lookUp, type Valued } from '../../lesson/look-up.ts';

export function numberOf(scene: Valued, name: string): number {
  const { value, problem } = lookUp(scene, name);
  if (value === undefined || Number.isNaN(value)) throw new Error(problem ?? `${name} is not a number here`);
  return value;
}

/** A quantity that is a list of numbers, or one name for each. */
export function numbersOf(scene: Valued, of: string | string[], count: number): number[] {
  const values = Array.isArray(of) ? of.map((name) => numberOf(scene, name)) : listOf(scene, of);
  if (values.length === count) return values;
  throw new Error(`${of} has ${values.length} numbers for ${count} categories`);
}

function listOf(scene: Valued, name: string): number[] {
  const { raw, problem } = lookUp(scene, name);
  if (!Array.isArray(raw)) throw new Error(problem ?? `${name} is not a list of numbers`);
  return raw.map((each, i) => {
    const value = asNumber(each);
    if (value === undefined || Number.isNaN(value)) throw new Error(`${name}[${i}] is not a number here`);
    return value;
  });
}
