// Copies of the log, kept beside it: one a day while it grows, and the last three. The log loses nothing by itself, so what
// a copy has and the log does not was lost to something else.
import { lacking, without } from './merge.ts';
import { type Entry, type Review, sorted } from './review.ts';

export const COPIES = 3;
const DAY_MS = 24 * 3_600_000;

export interface Copy {
  /** When it was made, by the log's time. */
  at: number;
  entries: Entry[];
}

/** Many reviews of one evening are one step. The clock may have gone either way. */
export function isCopyDue(last: number | undefined, now: number): boolean {
  return last === undefined || Math.abs(now - last) >= DAY_MS;
}

/** What the log does not have any more, or not readably. What is of the future in it stays. */
export function missing(entries: Entry[], copies: Copy[]): Review[] {
  const { readable, future } = sorted(entries);
  const copied = sorted(copies.flatMap(entriesOf)).readable;
  return lacking(readable, without(copied, future));
}

/** A copy may be damaged as well. */
export function entriesOf({ entries }: Copy): Entry[] {
  return Array.isArray(entries) ? entries : [];
}
