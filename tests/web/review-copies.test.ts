import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../web/learner/review.ts';
import { cards, DAY, database, leave, MONDAY, moveOut, visit } from './fixtures/log-visits.ts';

beforeEach(moveOut);
afterEach(leave);

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
    const again = await visit(() => clock);
    expect(cards(again)).toEqual(['lesson/gap', 'another/gap', 'lesson/elbo']);
    await again.forget((card) => card.startsWith('lesson/'));
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
