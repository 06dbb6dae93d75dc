import { describe, expect, it } from 'vitest';
import { lacking } from '../../web/learner/merge.ts';
import { GRADES, type Grade, inOrder, type Review } from '../../web/learner/review.ts';

const ROUNDS = 200;

/** Mulberry32: the same logs in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Few ids and instants, so that logs share reviews, and tell some of them otherwise. */
function someLog(next: () => number): Review[] {
  const upTo = (most: number) => Math.floor(next() * most);
  const ids = new Set(Array.from({ length: upTo(12) }, () => `id-${upTo(16)}`));
  return [...ids].map((id) => ({
    id,
    card: `lesson/${upTo(3)}`,
    at: upTo(4),
    grade: GRADES[upTo(4)] as Grade,
  }));
}

function merged(here: Review[], coming: Review[]): Review[] {
  const taken = lacking(here, coming);
  const ids = new Set(taken.map(({ id }) => id));
  return [...here.filter(({ id }) => !ids.has(id)), ...taken].sort(inOrder);
}

function forAll(holds: (a: Review[], b: Review[], c: Review[]) => void): void {
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const next = random(seed);
    holds(someLog(next), someLog(next), someLog(next));
  }
}

describe('merging any logs', () => {
  it('twice is merging once', () => {
    forAll((a, b) => {
      const once = merged(a, b);
      expect(merged(once, b)).toEqual(once);
      expect(lacking(once, a)).toEqual([]);
    });
  });

  it('gives the same log in either order', () => {
    forAll((a, b) => expect(merged(a, b)).toEqual(merged(b, a)));
  });

  it('gives the same log however three are taken together', () => {
    forAll((a, b, c) => expect(merged(merged(a, b), c)).toEqual(merged(a, merged(b, c))));
  });

  it('loses no review of either', () => {
    forAll((a, b) => {
      const ids = new Set(merged(a, b).map(({ id }) => id));
      expect([...a, ...b].filter(({ id }) => !ids.has(id))).toEqual([]);
      expect(ids.size).toBe(merged(a, b).length);
    });
  });

  it('takes a review once that a file holds twice', () => {
    const review: Review = { id: 'a', card: 'lesson/gap', at: 1, grade: 3 };
    expect(lacking([], [review, { ...review }])).toEqual([review]);
  });
});
