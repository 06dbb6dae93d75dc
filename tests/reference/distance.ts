// How far a number of the core is from the truth, and two hosts' numbers from each other.
import type { Json } from '../../web/core/door.ts';

/** A number as the door spells it. */
export function number(value: Json): number {
  if (value === 'inf') return Infinity;
  if (value === '-inf') return -Infinity;
  return typeof value === 'number' ? value : NaN;
}

/** A reference's decimal text as the nearest double; null stands for what no double can hold. */
export function truth(text: string | null): number {
  return text === null ? Infinity : Number(text.replace('inf', 'Infinity'));
}

// The doubles in order, numbered: neighbours differ by 1.
function place(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fff_ffff_ffff_ffffn) : bits;
}

/**
 * How many doubles lie from one to the other. Where `b` is the double nearest to the truth, n steps are at most
 * n + 1/2 units in the last place of the truth.
 */
export function steps(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Infinity;
  const apart = place(a) - place(b);
  return Number(apart < 0n ? -apart : apart);
}

/** The first difference between two replies that is more than `most` steps and more than that `part` of 1 + |a|. */
export function difference(a: Json, b: Json, most: number, part = 0, path = '$'): string | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    const near = steps(a, b) <= most || Math.abs(a - b) <= part * (1 + Math.abs(a));
    return near ? undefined : `${path}: ${a} and ${b}`;
  }
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') {
    return a === b ? undefined : `${path}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`;
  }
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  if (left.length !== right.size) return `${path}: ${left.length} and ${right.size} entries`;
  for (const [key, value] of left) {
    if (!right.has(key)) return `${path}.${key}: only in the first`;
    const found = difference(value, right.get(key)!, most, part, `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}
