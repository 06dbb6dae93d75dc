// What is said of cards: grades, and how long until one comes back.
import type { Grade } from '../../learner/review.ts';

export const GRADE_WORDS: Record<Grade, string> = { 1: 'Again', 2: 'Hard', 3: 'Good', 4: 'Easy' };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;
/** The unit changes where the next one would still be a small number. */
const SCALES: [below: number, unit: number, one: string, more: string][] = [
  [HOUR, MINUTE, 'min', 'min'],
  [DAY, HOUR, 'hour', 'hours'],
  [2 * MONTH, DAY, 'day', 'days'],
  [2 * YEAR, MONTH, 'month', 'months'],
  [Number.POSITIVE_INFINITY, YEAR, 'year', 'years'],
];

/** `10 min`, `3 days`: rounded, and never less than one. */
export function wait(milliseconds: number): string {
  const [, unit, one, more] = SCALES.find(([below]) => milliseconds < below) ?? SCALES[0]!;
  return counted(Math.max(1, Math.round(milliseconds / unit)), one, more);
}

export function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}
