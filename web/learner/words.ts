// What the learner is told of the keeping.
import type { Found } from './database.ts';

/** Why nothing is kept, and what to do. */
export function refusalWords(problem: unknown): string {
  const name = problem instanceof Error || problem instanceof DOMException ? problem.name : '';
  if (name === 'VersionError')
    return 'A newer version of this page has kept your reviews: they are untouched, and what you do here lasts until you close it. Load the page anew.';
  if (name === 'QuotaExceededError')
    return 'This browser has no room left: what you review now lasts until you close the page. Export it, or make room.';
  return 'This browser keeps nothing for us: your reviews last until you close the page. Export them before, or let this site store data and load the page anew.';
}

/** What is wrong with what was found; undefined where all is well. */
export function foundWords({ future, lost }: Found, ahead: number): string | undefined {
  if (future > 0)
    return `A newer version of this page has kept ${counted(future, 'review')} that this one cannot read. Nothing of it is lost: load the page anew.`;
  if (lost > 0)
    return `${counted(lost, 'review')} could not be read any more, and ${lost === 1 ? 'is' : 'are'} put aside.`;
  if (ahead > 0)
    return `${counted(ahead, 'review')} ${ahead === 1 ? 'is' : 'are'} dated more than a day ahead of this device’s clock. If the clock is wrong, set it; if it was wrong then, go on: they are kept, and count once that day has come.`;
  return undefined;
}

export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
