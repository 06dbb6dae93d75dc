// Typed work of one place of a lesson, as an export has it: with the version that wrote it, and a checksum. What the work
// says is its exercise's.
import { crc32 } from './checksum.ts';

export interface Work {
  /** As KeptWork names it: `EXERCISE NUMBERS LINE`. */
  place: string;
  /** A JSON object; its `at` is when it was typed. */
  text: string;
}

export interface WorkEntry {
  version: number;
  place: string;
  work: unknown;
  check: number;
}

const VERSION = 1;
/** What an exercise writes is far shorter. */
const LONGEST = 100_000;

export function workEntryOf({ place, text }: Work): WorkEntry {
  const work: unknown = JSON.parse(text);
  return { version: VERSION, place, work, check: checkOf(place, work) };
}

export function understandWork(entry: unknown): Work | 'future' | 'corrupt' {
  const { version, place, work, check } = (entry ?? {}) as Partial<Record<keyof WorkEntry, unknown>>;
  if (Number.isInteger(version) && (version as number) > VERSION) return 'future';
  if (version !== VERSION || typeof place !== 'string' || !isObject(work)) return 'corrupt';
  try {
    const text = JSON.stringify(work);
    if (text.length > LONGEST || check !== checkOf(place, work)) return 'corrupt';
    return { place, text };
  } catch {
    return 'corrupt'; // nested too deep to be written
  }
}

/** Whether the first was typed after the second. Of two at one instant it is the same one everywhere. */
export function isLater(text: string, than: string): boolean {
  const [a, b] = [timeOf(text), timeOf(than)];
  return a > b || (a === b && text > than);
}

/** Work of before it was noted when it was typed is the oldest, and so is what nobody can read. */
export function timeOf(text: string): number {
  try {
    const { at } = JSON.parse(text) as { at?: unknown };
    return typeof at === 'number' ? at : 0;
  } catch {
    return 0;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function checkOf(place: string, work: unknown): number {
  return crc32(JSON.stringify([VERSION, place, work]));
}
