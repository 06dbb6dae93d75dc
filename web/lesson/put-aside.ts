// What of typed work no longer stands in its place and is still the learner's: what nobody could read, and what an import
// had something later for, here or in its file. Each place has a list of either beside it.
import { isLater, isObject, type Work } from '../learner/work.ts';

/** After a place: what was found there and not understood. */
export const UNREAD = ' (not understood)';
/** After a place: what was typed there before what stands there now. */
export const REPLACED = ' (replaced)';
/** So many of one place, the latest: nobody but the learner reads them again. */
export const MOST_ASIDE = 20;

/** Whether a list stands there. */
export function isAside(place: string): boolean {
  return place.endsWith(UNREAD) || place.endsWith(REPLACED);
}

/** A text by itself is a list of one. */
export function listed(text: string | undefined): string[] {
  if (text === undefined) return [];
  const list = parsed(text);
  return Array.isArray(list) && list.every((each) => typeof each === 'string') ? list : [text];
}

/** The list with more in it: the same one in whichever order they come. */
export function withMore(text: string | undefined, more: readonly string[]): string {
  const all = [...new Set([...listed(text), ...more])].sort((a, b) => (isLater(a, b) ? 1 : -1));
  return JSON.stringify(all.slice(-MOST_ASIDE));
}

/** A line that is not empty again, or an exercise that is no column of lines; not which numbers were taken last. */
export function isAnswer({ text }: Work): boolean {
  const work = parsed(text);
  if (!isObject(work)) return false;
  if (typeof work.text !== 'string') return 'seed' in work;
  return work.text !== '' || work.guessed !== undefined || work.shown === true;
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
