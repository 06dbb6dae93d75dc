// Two logs as one: the union of their reviews by identity. The order of merging does not matter, and merging again changes
// nothing. Nothing is ever taken away.
import type { Review } from './review.ts';

/** What an import changes in a log. */
export interface Merged {
  added: Review[];
  /** As they were before. */
  replaced: Review[];
}

export function merging(here: readonly Review[], coming: readonly Review[]): Merged {
  const added = lacking(here, coming);
  const ids = idsOf(added);
  return { added, replaced: here.filter(({ id }) => ids.has(id)) };
}

/** What a log has to take in so that it holds another one too. */
export function lacking(here: readonly Review[], coming: readonly Review[]): Review[] {
  const known = new Map(here.map((review) => [review.id, review]));
  const taken = new Map<string, Review>();
  for (const review of coming) {
    const present = known.get(review.id);
    if (present && !precedes(review, present)) continue;
    known.set(review.id, review);
    taken.set(review.id, review);
  }
  return [...taken.values()];
}

export function without(reviews: readonly Review[], gone: readonly { id: string }[]): Review[] {
  const ids = idsOf(gone);
  return reviews.filter(({ id }) => !ids.has(id));
}

export function idsOf(entries: readonly { id: string }[]): Set<string> {
  return new Set(entries.map(({ id }) => id));
}

/** One review may have been kept at two instants, a moment apart: everywhere the first of them stands. */
function precedes(a: Review, b: Review): boolean {
  return a.at < b.at || (a.at === b.at && rest(a) < rest(b));
}

function rest({ card, grade }: Review): string {
  return `${grade} ${card}`;
}
