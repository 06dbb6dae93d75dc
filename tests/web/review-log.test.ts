import { IDBDatabase, type IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReviewLog } from '../../web/learner/review-log.ts';
import { cards, DAY, HOUR, leave, MONDAY, moveOut, visit } from './fixtures/log-visits.ts';

beforeEach(moveOut);
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
    const opening = log.open();
    await log.append('lesson/gap', 3);
    await opening;
    await log.close();
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

describe('a log that is closed', () => {
  it('while it opens lets go of what it gets', async () => {
    const close = vi.spyOn(IDBDatabase.prototype, 'close');
    const log = new ReviewLog(() => MONDAY);
    void log.open();
    await log.close();
    expect(close).toHaveBeenCalledTimes(1);
    close.mockRestore();
    expect(log.isKept).toBe(false);
  });

  it('and opened again before that is done keeps what was reviewed meanwhile, in one database', async () => {
    const close = vi.spyOn(IDBDatabase.prototype, 'close');
    const log = new ReviewLog(() => MONDAY);
    void log.open();
    void log.close();
    void log.append('lesson/gap', 3);
    void log.open();
    await log.open();
    expect(log.isKept).toBe(true);
    await log.close();
    expect(close).toHaveBeenCalledTimes(2);
    close.mockRestore();
    expect(cards(await visit())).toEqual(['lesson/gap']);
  });

  it('after the browser had refused it says nothing of that once it is taken', async () => {
    const { open } = indexedDB;
    indexedDB.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
    const log = await visit();
    expect(log.problem).toMatch(/keeps nothing for us/);
    await log.close();
    indexedDB.open = open;
    await log.open();
    expect(log.problem).toBeUndefined();
    expect(log.isKept).toBe(true);
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

  it('for longer than a reader waits is over when the browser opens it after all', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const stays = await openDB('vi-learner', 1, {
      upgrade(stores) {
        stores.createObjectStore('reviews', { keyPath: 'id' }).createIndex('at', 'at');
        stores.createObjectStore('aside', { autoIncrement: true });
      },
    });
    const log = new ReviewLog(() => MONDAY);
    const opening = log.open();
    await vi.advanceTimersByTimeAsync(4000);
    await opening;
    expect(log.problem).toContain('This browser keeps nothing for us');
    await log.append('lesson/gap', 3);
    stays.close();
    await vi.waitFor(() => expect(log.isKept).toBe(true));
    vi.useRealTimers();
    expect(log.problem).toBeUndefined();
    await log.close();
    expect(cards(await visit())).toEqual(['lesson/gap']);
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
