import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Entry, entryOf, understand } from '../../web/learner/review.ts';
import { cards, database, leave, MONDAY, moveOut, visit } from './fixtures/log-visits.ts';

/** An entry as somebody else has left it. */
async function plant(entry: object): Promise<void> {
  const stores = await database();
  await stores.add('reviews', entry);
  stores.close();
}

beforeEach(moveOut);
afterEach(leave);

describe('an entry', () => {
  const review = { id: 'a', card: 'lesson/gap', at: MONDAY, grade: 3 as const };

  it('is understood as it was written', () => {
    expect(understand(entryOf(review))).toEqual(review);
  });

  it.each<[string, object]>([
    ['another grade', { grade: 4 }],
    ['another time', { at: MONDAY + 1 }],
    ['a grade there is none of', { grade: 7 }],
    ['no time', { at: Number.NaN }],
    ['no version', { version: undefined }],
  ])('with %s is corrupt', (_, change) => {
    expect(understand({ ...entryOf(review), ...change })).toBe('corrupt');
  });

  it('that cannot be read is put aside as it was, counted, and not taken into account', async () => {
    const log = await visit();
    await log.append('lesson/gap', 3);
    const spoilt: Entry = { ...entryOf(review), grade: 1 };
    await plant(spoilt);
    await leave();
    const again = await visit();
    expect(cards(again)).toHaveLength(1);
    expect(again.problem).toMatch(/1 review could not be read any more/);
    const stores = await database();
    expect(await stores.getAll('aside')).toEqual([spoilt]);
    stores.close();
  });

  it('of the future is left where it is', async () => {
    await visit();
    const future = { ...entryOf(review), version: 2, at: 'tomorrow' };
    await plant(future);
    await leave();
    const log = await visit();
    expect(log.reviews).toEqual([]);
    expect(log.problem).toMatch(/newer version/);
    await log.append('lesson/gap', 3);
    const stores = await database();
    expect(await stores.get('reviews', 'a')).toEqual(future);
    stores.close();
  });
});
