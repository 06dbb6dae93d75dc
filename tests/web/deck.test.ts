import { beforeEach, describe, expect, it } from 'vitest';
import { Deck } from '../../web/learner/deck.ts';
import type { Grade } from '../../web/learner/review.ts';
import { ReviewLog } from '../../web/learner/review-log.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MONDAY = Date.UTC(2026, 10, 23, 9);
const [AGAIN, HARD, GOOD, EASY] = [1, 2, 3, 4] as const;

let clock = MONDAY;
let log: ReviewLog;
let deck: Deck;

beforeEach(() => {
  clock = MONDAY;
  log = new ReviewLog(() => clock);
  deck = new Deck('lesson', ['gap', 'bits', 'elbo'], log);
});

const dueIn = (name: string) => (deck.schedule(name)?.due ?? Number.NaN) - log.now;

/** Review a card whenever it is due; answers the waits between. */
async function review(name: string, grades: Grade[]): Promise<number[]> {
  const waits: number[] = [];
  for (const grade of grades) {
    await deck.grade(name, grade);
    waits.push(dueIn(name));
    clock = deck.schedule(name)?.due as number;
  }
  return waits;
}

describe('a deck', () => {
  it('has nothing due before anything was reviewed', () => {
    expect(deck.due).toEqual([]);
    expect(deck.coming).toEqual([]);
    expect(deck.unmet).toEqual(['gap', 'bits', 'elbo']);
  });

  it('brings a missed card back on the same day', async () => {
    await deck.grade('gap', AGAIN);
    expect(dueIn('gap')).toBe(MINUTE);
    expect(deck.due).toEqual([]);
    clock += MINUTE;
    expect(deck.due).toEqual(['gap']);
  });

  it('begins with the one that waits longest', async () => {
    await deck.grade('bits', AGAIN);
    clock += 10;
    await deck.grade('gap', AGAIN);
    clock += DAY;
    expect(deck.due).toEqual(['bits', 'gap']);
  });

  it('says when the others come', async () => {
    await deck.grade('gap', EASY);
    await deck.grade('bits', GOOD);
    const [first = 0, second = 0] = deck.coming;
    expect(first - log.now).toBe(10 * MINUTE);
    expect(second - log.now).toBeGreaterThan(DAY);
  });

  it('knows only the cards of its own lesson', async () => {
    await new Deck('another', ['gap'], log).grade('gap', GOOD);
    expect(deck.unmet).toEqual(['gap', 'bits', 'elbo']);
  });
});

describe('waits', () => {
  it('grow while a card is known, over simulated days', async () => {
    const waits = await review('gap', [GOOD, GOOD, GOOD, GOOD, GOOD]);
    expect(waits[0]).toBe(10 * MINUTE);
    for (let i = 1; i < waits.length; i++) expect(waits[i]).toBeGreaterThan(waits[i - 1] as number);
    expect(waits.at(-1)).toBeGreaterThan(20 * DAY);
  });

  it('shrink to the same day once it is missed', async () => {
    const waits = await review('gap', [GOOD, GOOD, GOOD, AGAIN]);
    expect(waits.at(-1)).toBeLessThan(DAY);
  });

  it('are longer the easier it was, and are what was announced', async () => {
    await review('gap', [GOOD, GOOD, GOOD]);
    const announced = deck.dueAfter('gap');
    const each = [AGAIN, HARD, GOOD, EASY].map((grade) => announced[grade]);
    expect(each).toEqual([...each].sort((a, b) => a - b));
    await deck.grade('gap', HARD);
    expect(deck.schedule('gap')?.due).toBe(announced[HARD]);
  });

  it('are the same for the same log: chance has no part in them', async () => {
    const grades: Grade[] = [GOOD, HARD, GOOD, AGAIN, GOOD, EASY];
    const once = await review('gap', grades);
    clock = MONDAY;
    log = new ReviewLog(() => clock);
    deck = new Deck('lesson', ['gap'], log);
    expect(await review('gap', grades)).toEqual(once);
  });

  it('are never negative, whatever the clock does', async () => {
    for (const jump of [0, -30 * DAY, 400 * DAY, -3650 * DAY, DAY, -1]) {
      clock += jump;
      await deck.grade('gap', GOOD);
      expect(dueIn('gap')).toBeGreaterThan(0);
    }
  });
});

describe('the page’s dates', () => {
  it('are as they were without us', () => {
    expect('dueFormat' in Date.prototype).toBe(false);
  });
});
