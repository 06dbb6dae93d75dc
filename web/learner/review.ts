// One review of one card, as the log keeps it: with the version that wrote it, and a checksum.
import { crc32 } from './checksum.ts';

/** As in FSRS: again, hard, good, easy. */
export type Grade = 1 | 2 | 3 | 4;
export const GRADES: readonly Grade[] = [1, 2, 3, 4];

export interface Review {
  /** Chosen at random, so that no two logs ever give the same one. */
  id: string;
  /** `LESSON/CARD`. */
  card: string;
  /** Milliseconds since 1970, by a clock that never goes back. */
  at: number;
  grade: Grade;
}

export interface Entry extends Review {
  version: number;
  check: number;
}

const VERSION = 1;

export function entryOf(review: Review): Entry {
  return { version: VERSION, ...review, check: checkOf(review) };
}

/** `future`: written by a later version of this page, and to be left alone. `corrupt`: nothing that one has written. */
export function understand(entry: unknown): Review | 'future' | 'corrupt' {
  const { version, id, card, at, grade, check } = (entry ?? {}) as Partial<Record<keyof Entry, unknown>>;
  if (Number.isInteger(version) && (version as number) > VERSION) return 'future';
  if (version !== VERSION || typeof id !== 'string' || typeof card !== 'string') return 'corrupt';
  if (!Number.isSafeInteger(at) || !GRADES.includes(grade as Grade)) return 'corrupt';
  const review: Review = { id, card, at: at as number, grade: grade as Grade };
  return check === checkOf(review) ? review : 'corrupt';
}

/** Entries by what can be made of them. */
export function sorted(entries: Entry[]): { readable: Review[]; corrupt: Entry[]; future: Entry[] } {
  const all = entries.map(understand);
  return {
    readable: all.filter((one) => typeof one === 'object'),
    corrupt: entries.filter((_, i) => all[i] === 'corrupt'),
    future: entries.filter((_, i) => all[i] === 'future'),
  };
}

/** The order of the log: by time. Logs of two tabs may share an instant, and must agree. */
export function inOrder(a: Review, b: Review): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}

function checkOf({ id, card, at, grade }: Review): number {
  return crc32(JSON.stringify([VERSION, id, card, at, grade]));
}
