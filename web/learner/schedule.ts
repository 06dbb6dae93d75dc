// When a card comes back: FSRS with its default weights, a function of the card's reviews and of nothing else. Without
// chance in it, so that the same log gives the same days everywhere; a card that was missed comes back the same day.
import { restoreDates } from './host-dates.ts';

// After that one: it looks at what stands there before ts-fsrs comes.

import { type Card, createEmptyCard, fsrs } from 'ts-fsrs';
import { GRADES, type Grade, type Review } from './review.ts';

restoreDates();
const scheduler = fsrs({ enable_fuzz: false, enable_short_term: true });

export interface Schedule {
  /** How often the card was reviewed. */
  count: number;
  /** When it is due. */
  due: number;
  memory: Card;
}

/** @param reviews of one card, in order; undefined if there are none */
export function scheduleOf(reviews: readonly Review[]): Schedule | undefined {
  const [first] = reviews;
  if (!first) return undefined;
  let memory = createEmptyCard(new Date(first.at));
  for (const { at, grade } of reviews) memory = scheduler.next(memory, new Date(at), grade).card;
  return { count: reviews.length, due: memory.due.getTime(), memory };
}

/** When it would be due after each grade, if it were given now. */
export function dueAfter(schedule: Schedule | undefined, now: number): Record<Grade, number> {
  const at = new Date(now);
  const next = scheduler.repeat(schedule?.memory ?? createEmptyCard(at), at);
  return Object.fromEntries(GRADES.map((grade) => [grade, next[grade].card.due.getTime()])) as Record<
    Grade,
    number
  >;
}
