import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Entry, entryOf, understand } from '../../web/learner/review.ts';
import { ReviewLog } from '../../web/learner/review-log.ts';

const MONDAY = Date.UTC(2026, 10, 23, 9);
const DAY = 86_400_000;
let open: ReviewLog[] = [];

async function visit(now: () => number = () => MONDAY): Promise<ReviewLog> {
  const log = new ReviewLog(now);
  await log.open();
  open.push(log);
  return log;
}

const database = () => openDB('vi-learner', 1);
const cards = (log: ReviewLog) => log.reviews.map(({ card }) => card);

/** An entry as somebody else has left it. */
async function plant(entry: object): Promise<void> {
  const stores = await database();
  await stores.add('reviews', entry);
  stores.close();
}

async function leave(): Promise<void> {
  for (const log of open) log.close();
  open = [];
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(leave);

describe('a review', () => {
  it('is there on the next visit', async () => {
    const log = await visit();
    await log.append('lesson/gap', 3);
    await leave();
    const again = await visit();
    expect(again.reviews).toMatchObject([{ card: 'lesson/gap', grade: 3, at: MONDAY }]);
    expect(again.problem).toBeUndefined();
  });

  it('given while the browser is still opening its database is kept', async () => {
    const log = new ReviewLog(() => MONDAY);
    open.push(log);
    const opening = log.open();
    await log.append('lesson/gap', 3);
    await opening;
    await leave();
    expect(cards(await visit())).toEqual(['lesson/gap']);
  });

  it('of two tabs at once is kept from both: 400 of 400', async () => {
    const tabs = [await visit(), await visit()];
    const all = Array.from({ length: 200 }, (_, i) =>
      tabs.map((tab, j) => tab.append(`lesson/${j}-${i}`, 3)),
    );
    await Promise.all(all.flat());
    await leave();
    const { reviews } = await visit();
    expect(new Set(reviews.map(({ card }) => card)).size).toBe(400);
    expect(new Set(reviews.map(({ at }) => at)).size).toBe(400);
  });

  it('is heard of in the other tab', async () => {
    const [one, other] = [await visit(), await visit()];
    const heard = new Promise<void>((resolve) => {
      other.follow(() => other.reviews.length > 0 && resolve());
    });
    await one.append('lesson/gap', 3);
    await heard;
    expect(cards(other)).toEqual(['lesson/gap']);
  });
});

describe('a clock that goes back', () => {
  it('never brings a review before the last one', async () => {
    const times = [MONDAY, MONDAY - 30 * DAY, MONDAY - DAY, MONDAY + DAY];
    const log = await visit(() => times[0] as number);
    while (times.length > 0) {
      await log.append('lesson/gap', 3);
      times.shift();
    }
    expect(log.reviews.map(({ at }) => at - MONDAY)).toEqual([0, 1, 2, DAY]);
  });

  it('in one tab only, too', async () => {
    await (await visit()).append('lesson/gap', 3);
    const late = await visit(() => MONDAY - DAY);
    expect(late.now).toBe(MONDAY);
    await late.append('lesson/gap', 3);
    expect(late.reviews.map(({ at }) => at - MONDAY)).toEqual([0, 1]);
  });
});

describe('storage that refuses', () => {
  it('lets everything go on in memory, and a line says so', async () => {
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    } as unknown as IDBFactory;
    const log = await visit();
    await log.append('lesson/gap', 3);
    expect(cards(log)).toEqual(['lesson/gap']);
    expect(log.problem).toMatch(/keeps nothing for us/);
  });

  it('because it is full keeps what it did not take, and takes it once there is room', async () => {
    const log = await visit();
    const add = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    await log.append('lesson/gap', 3).finally(() => {
      IDBObjectStore.prototype.add = add;
    });
    expect(log.problem).toMatch(/no room left/);
    expect(cards(log)).toEqual(['lesson/gap']);
    await log.append('lesson/bits', 3);
    expect(log.problem).toBeUndefined();
    await leave();
    expect(cards(await visit())).toEqual(['lesson/gap', 'lesson/bits']);
  });

  it('because a later version has been there leaves it untouched', async () => {
    (await openDB('vi-learner', 9)).close();
    const log = await visit();
    await log.append('lesson/gap', 3);
    expect(log.problem).toMatch(/newer version/);
    expect(cards(log)).toEqual(['lesson/gap']);
  });
});

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
