import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Entry, entryOf, understand } from '../../web/learner/review.ts';
import { ReviewLog } from '../../web/learner/review-log.ts';

const MONDAY = Date.UTC(2026, 10, 23, 9);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let open: ReviewLog[] = [];

async function visit(now: () => number = () => MONDAY): Promise<ReviewLog> {
  const log = new ReviewLog(now);
  await log.open();
  open.push(log);
  return log;
}

const database = () => openDB('vi-learner', 2);
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
  it('by hours never brings a review before the last one', async () => {
    const times = [MONDAY, MONDAY - 3 * HOUR, MONDAY - 23 * HOUR, MONDAY + HOUR];
    const log = await visit(() => times[0] as number);
    while (times.length > 0) {
      await log.append('lesson/gap', 3);
      times.shift();
    }
    expect(log.reviews.map(({ at }) => at - MONDAY)).toEqual([0, 1, 2, HOUR]);
  });

  it('in one tab only, too', async () => {
    await (await visit()).append('lesson/gap', 3);
    const late = await visit(() => MONDAY - 3 * HOUR);
    expect(late.now).toBe(MONDAY);
    await late.append('lesson/gap', 3);
    expect(late.reviews.map(({ at }) => at - MONDAY)).toEqual([0, 1]);
  });
});

describe('a clock that was years ahead', () => {
  it('does not hold the present there once it is set right', async () => {
    let clock = MONDAY + 3650 * DAY;
    const log = await visit(() => clock);
    await log.append('lesson/gap', 3);
    clock = MONDAY;
    expect(log.now).toBe(MONDAY);
    await log.append('lesson/bits', 3);
    expect(log.now).toBe(MONDAY);
    expect(cards(log)).toEqual(['lesson/bits']);
    expect(log.all.map(({ card }) => card)).toEqual(['lesson/bits', 'lesson/gap']);
    expect(log.problem).toMatch(/1 review is dated more than a day ahead of this device’s clock/);
  });

  it('has its reviews counted when their day has come', async () => {
    let clock = MONDAY + 5 * DAY;
    await (await visit(() => clock)).append('lesson/gap', 3);
    clock = MONDAY;
    expect(cards(await visit(() => clock))).toEqual([]);
    clock = MONDAY + 5 * DAY - HOUR;
    const later = await visit(() => clock);
    expect(cards(later)).toEqual(['lesson/gap']);
    expect(later.problem).toBeUndefined();
    expect(later.now).toBe(MONDAY + 5 * DAY);
  });
});

describe('a summer that begins or ends', () => {
  it('leaves the days between reviews as they are: the log knows no time zone', async () => {
    const shift = [Date.UTC(2026, 2, 29, 0, 59), Date.UTC(2026, 2, 29, 1, 1), Date.UTC(2026, 9, 25, 1)];
    const log = await visit(() => shift[0] as number);
    const given: number[] = [];
    while (shift.length > 0) {
      given.push(shift[0] as number);
      await log.append('lesson/gap', 3);
      shift.shift();
    }
    expect(log.reviews.map(({ at }) => at)).toEqual(given);
  });
});

describe('copies of the log', () => {
  const copies = async () => {
    const stores = await database();
    const all = await stores.getAll('copies');
    stores.close();
    return all as { at: number; entries: Entry[] }[];
  };
  const spoil = async (id: string) => {
    const stores = await database();
    await stores.put('reviews', { ...(await stores.get('reviews', id)), grade: 1 });
    stores.close();
  };

  it('are made once a day, and the last three are kept', async () => {
    let clock = MONDAY;
    const log = await visit(() => clock);
    for (let day = 0; day < 5; day++) {
      for (let i = 0; i < 3; i++) await log.append('lesson/gap', 3);
      clock += DAY;
    }
    expect(log.copies.map((at) => Math.floor((at - MONDAY) / DAY))).toEqual([2, 3, 4]);
    expect((await copies()).map(({ entries }) => entries.length)).toEqual([7, 10, 13]);
  });

  it('bring back what was damaged, and what cannot be read is put aside', async () => {
    let clock = MONDAY;
    const log = await visit(() => clock);
    await log.append('lesson/gap', 3);
    clock += DAY;
    await log.append('lesson/bits', 2);
    const kept = log.reviews;
    await leave();
    await spoil(kept[0]?.id as string);
    const again = await visit(() => clock);
    expect(again.reviews).toEqual(kept);
    expect(again.restored).toBe(1);
    expect(again.aside).toMatchObject([{ card: 'lesson/gap', grade: 1 }]);
    expect(again.problem).toBeUndefined();
    await leave();
    expect((await visit(() => clock)).restored).toBe(0);
  });

  it('bring back what is gone altogether', async () => {
    const log = await visit();
    await log.append('lesson/gap', 3);
    const kept = log.reviews;
    await leave();
    const stores = await database();
    await stores.clear('reviews');
    stores.close();
    expect((await visit()).reviews).toEqual(kept);
  });

  it('that are damaged themselves bring back nothing', async () => {
    const log = await visit();
    await log.append('lesson/gap', 3);
    await leave();
    const stores = await database();
    const [key] = await stores.getAllKeys('copies');
    const [copy] = await stores.getAll('copies');
    await stores.put('copies', { ...copy, entries: [{ ...copy.entries[0], at: 1 }, null, 'x'] }, key);
    await stores.add('copies', { at: 2 });
    await stores.clear('reviews');
    stores.close();
    const again = await visit();
    expect(again.reviews).toEqual([]);
    await again.forget(() => true);
    expect(again.problem).toBeUndefined();
  });

  it('do not bring back what was forgotten, or an import that was undone', async () => {
    let clock = MONDAY;
    const log = await visit(() => clock);
    await log.append('lesson/gap', 3);
    await log.append('another/gap', 3);
    const merged = await log.merge([{ id: 'z', card: 'lesson/bits', at: MONDAY, grade: 3 }]);
    clock += DAY;
    await log.append('lesson/elbo', 3);
    await log.unmerge(merged);
    await leave();
    expect(cards(await visit(() => clock))).toEqual(['lesson/gap', 'another/gap', 'lesson/elbo']);
    await (open[0] as ReviewLog).forget((card) => card.startsWith('lesson/'));
    await leave();
    expect(cards(await visit(() => clock))).toEqual(['another/gap']);
  });

  it('that find no room cost nothing', async () => {
    const put = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...given: [unknown, IDBValidKey?]) {
      if (this.name === 'copies') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    } as typeof put;
    const log = await visit();
    await log.append('lesson/gap', 3).finally(() => {
      IDBObjectStore.prototype.add = put;
    });
    expect(log.problem).toBeUndefined();
    await leave();
    expect(cards(await visit())).toEqual(['lesson/gap']);
  });
});

describe('the browser', () => {
  afterEach(() => vi.unstubAllGlobals());
  const storageThat = (promises: boolean) => ({
    persisted: vi.fn(async () => false),
    persist: vi.fn(async () => promises),
  });

  it.each([
    [true, 'yes'],
    [false, 'refused'],
  ])('is asked to keep it after the first review, once, and answers %s', async (promises, state) => {
    const storage = storageThat(promises);
    vi.stubGlobal('navigator', { storage });
    const log = await visit();
    expect(storage.persist).not.toHaveBeenCalled();
    for (let i = 0; i < 3; i++) await log.append('lesson/gap', 3);
    await vi.waitFor(() => expect(log.persistence.state).toBe(state));
    expect(storage.persist).toHaveBeenCalledTimes(1);
  });

  it('that cannot be asked leaves it open', async () => {
    vi.stubGlobal('navigator', {});
    const log = await visit();
    await log.append('lesson/gap', 3);
    expect(log.persistence.state).toBe('unknown');
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
