// What has to outlive a visit, in the few characters that an LMS holds for it: JSON, deflated, in base64. Where it does not
// fit, the oldest answers' texts are left out first; that an answer was right or wrong stays.
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { decodeBase64 } from '../base64.ts';
import type { Letters } from '../lesson/letters.ts';
import { areTexts, isRecord } from '../lesson/line-work.ts';

/** What 1.2 promises to hold; 2004 would hold more, and learners change systems. */
export const LIMIT = 4096;
/** Before the data: a later form has another number. */
const FORM = '1.';
/** No more than this many entries can fit, however alike they are. */
const MOST_ENTRIES = 1000;

export interface Kept {
  /** Grows with every change: of two copies, the greater was changed more. */
  revision: number;
  /** The numbers that the page was left at, as its address has them. */
  query: string;
  /** How the lines of each exercise stand. */
  verdicts: Record<string, Letters>;
  /** What the page keeps, by its keys; the oldest first. */
  entries: [key: string, text: string][];
}

export function nothingKept(): Kept {
  return { revision: 0, query: '', verdicts: {}, entries: [] };
}

/** `left` counts the entries that had no room. */
export function pack(kept: Kept, limit = LIMIT): { text: string; left: number } {
  const { length } = kept.entries;
  const packed = (count: number) => written({ ...kept, entries: kept.entries.slice(length - count) });
  let fits = 0;
  let tooMany = Math.min(length, MOST_ENTRIES) + 1;
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (packed(middle).length <= limit) fits = middle;
    else tooMany = middle;
  }
  return { text: packed(fits), left: length - fits };
}

/** undefined for anything that `pack` has not written. */
export function unpack(text: string): Kept | undefined {
  if (!text.startsWith(FORM)) return undefined;
  try {
    const bytes = new Uint8Array(decodeBase64(text.slice(FORM.length)));
    return parseKept(strFromU8(inflateSync(bytes)));
  } catch {
    return undefined;
  }
}

/** From JSON. undefined for anything else. */
export function parseKept(text: string): Kept | undefined {
  try {
    return understand(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function written(kept: Kept): string {
  const bytes = deflateSync(strToU8(JSON.stringify(kept)), { level: 9 });
  return FORM + btoa(strFromU8(bytes, true));
}

function understand(found: unknown): Kept | undefined {
  if (!isRecord(found)) return undefined;
  const { revision, query, verdicts, entries } = found;
  const isKept =
    Number.isSafeInteger(revision) &&
    typeof query === 'string' &&
    areTexts(verdicts) &&
    Array.isArray(entries) &&
    entries.every((entry) => Array.isArray(entry) && entry.length === 2 && entry.every(isText));
  return isKept ? ({ revision, query, verdicts, entries } as unknown as Kept) : undefined;
}

function isText(part: unknown): boolean {
  return typeof part === 'string';
}
