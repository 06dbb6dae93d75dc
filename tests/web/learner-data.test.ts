// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryOf } from '../../web/learner/review.ts';
import { ReviewLog } from '../../web/learner/review-log.ts';
import { KeptWork } from '../../web/lesson/kept-work.ts';
import { LearnerData } from '../../web/lesson/learner-data.ts';

const MONDAY = Date.UTC(2026, 10, 23, 9);
let clock = MONDAY;
let open: LearnerData[] = [];

async function visit(lesson = 'lesson'): Promise<LearnerData> {
  const log = new ReviewLog(() => clock);
  await log.open();
  const work = new KeptWork(lesson, localStorage, () => clock);
  const data = new LearnerData(lesson, log, work, new KeptWork(`${lesson} cards`, sessionStorage));
  open.push(data);
  return data;
}

async function leave(): Promise<void> {
  await Promise.all(open.map(({ log }) => log.close()));
  open = [];
}

/** Another browser: nothing of this one is there. */
async function moveOut(): Promise<void> {
  await leave();
  globalThis.indexedDB = new IDBFactory();
  localStorage.clear();
  sessionStorage.clear();
}

beforeEach(async () => {
  clock = MONDAY;
  await moveOut();
});
afterEach(leave);

const line = (text: string) => ({ version: 1, text, misses: 0, hints: 0, shown: false, earned: 0 });

async function someWork(): Promise<LearnerData> {
  const data = await visit();
  for (const grade of [3, 1, 4] as const) {
    clock += 1000;
    await data.log.append('lesson/gap', grade);
  }
  data.work.write(['fill', 'book', 'mean'], line('8/5'));
  data.work.write(['fill', 'last'], { drawn: undefined });
  data.work.write(['order'], { seed: 3, lines: { placed: ['a', 'b'] } });
  return data;
}

const file = (text: string) => new Blob([text]);

async function importInto(data: LearnerData, text: string) {
  return data.add((await data.preview(file(text))).contents);
}

const stores = () => JSON.stringify([...Object.entries(localStorage)].sort());

describe('what is exported', () => {
  it('into an empty browser and exported again is the same to the byte', async () => {
    const text = (await someWork()).export();
    await moveOut();
    const other = await visit();
    expect(other.isEmpty).toBe(true);
    await importInto(other, text);
    expect(other.export()).toBe(text);
    await leave();
    expect((await visit()).export()).toBe(text);
  });

  it('is of this lesson alone', async () => {
    const data = await someWork();
    await data.log.append('another/gap', 3);
    const other = await visit('another');
    other.work.write(['fill', 'book', 'mean'], line('1'));
    expect(data.export()).not.toContain('another');
    expect(other.reviews.length).toBe(1);
    expect(data.answers).toBe(2);
  });

  it('has no place of the page’s own, and nothing that was put aside', async () => {
    const data = await someWork();
    data.work.write(['@place'], { heading: 'kl' });
    localStorage.setItem('vi-work lesson fill book gap', '{"versio');
    expect(data.work.read(['fill', 'book', 'gap'], () => undefined)).toBeUndefined();
    expect(data.export()).not.toMatch(/@place|versio\b|not understood/);
    expect(data.aside).toContain('versio');
  });
});

describe('a preview', () => {
  it('says what is new, later and here already, and changes nothing', async () => {
    const here = await someWork();
    const [ours, before] = [here.export(), stores()];
    await moveOut();
    clock += 1000;
    const there = await visit();
    await importInto(there, ours);
    await there.log.append('lesson/bits', 2);
    there.work.write(['fill', 'book', 'mean'], line('1.6'));
    there.work.write(['fill', 'book', 'gap'], line('0.35'));
    const theirs = there.export();
    await moveOut();
    const again = await visit();
    await importInto(again, ours);
    const preview = await again.preview(file(theirs));
    expect(preview.reviews).toEqual({ added: 1, here: 3 });
    expect(preview.answers).toEqual({ added: 1, later: 1, here: 1 });
    expect(again.export()).toBe(ours);
    expect(stores()).toBe(before);
  });

  it('counts what cannot be read', async () => {
    const data = await someWork();
    const text = data.export().replace('"grade":1', '"grade":2');
    await moveOut();
    const other = await visit();
    const { contents, reviews } = await other.preview(file(text));
    expect(contents.damaged).toBe(1);
    expect(reviews.added).toBe(2);
  });
});

describe('two browsers that import one another', () => {
  it('have the same in the end, whichever began, and keep what was replaced', async () => {
    const one = await someWork();
    const ours = one.export();
    await moveOut();
    clock += 5000;
    const other = await visit();
    await other.log.append('lesson/elbo', 4);
    other.work.write(['fill', 'book', 'mean'], line('later'));
    const theirs = other.export();
    await importInto(other, ours);
    const there = other.export();
    await moveOut();
    const back = await visit();
    await importInto(back, ours);
    await importInto(back, theirs);
    expect(back.export()).toBe(there);
    expect(back.work.read(['fill', 'book', 'mean'], (entry) => entry)).toMatchObject({ text: 'later' });
    expect(back.aside).toContain('8/5');
    await importInto(back, theirs);
    expect(back.export()).toBe(there);
  });
});

describe('an import', () => {
  it('can be undone', async () => {
    const text = (await someWork()).export();
    await moveOut();
    const other = await visit();
    await other.log.append('lesson/elbo', 4);
    other.work.write(['fill', 'book', 'mean'], line('mine'));
    const before = other.export();
    const undo = await importInto(other, text);
    expect(other.reviews.length).toBe(4);
    await undo();
    expect(other.export()).toBe(before);
    await leave();
    expect((await visit()).export()).toBe(before);
  });

  it('is heard of in the other tab', async () => {
    const text = (await someWork()).export();
    await moveOut();
    const [one, other] = [await visit(), await visit()];
    const heard = new Promise<void>((resolve) => {
      other.log.follow(() => other.reviews.length === 3 && resolve());
    });
    await importInto(one, text);
    await heard;
    expect(other.export()).toBe(text);
  });

  it('that the database has no room for changes nothing, also not what was typed', async () => {
    const text = (await someWork()).export();
    await moveOut();
    const other = await visit();
    await other.log.append('lesson/elbo', 4);
    const before = other.export();
    const put = IDBObjectStore.prototype.put;
    let left = 1;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: [unknown, IDBValidKey?]) {
      if (left-- <= 0) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    } as typeof put;
    await expect(importInto(other, text)).rejects.toThrow('full');
    IDBObjectStore.prototype.put = put;
    expect(other.export()).toBe(before);
    await leave();
    expect((await visit()).export()).toBe(before);
  });

  it('that the storage for typed work has no room for changes nothing', async () => {
    const text = (await someWork()).export();
    await moveOut();
    const other = await visit();
    const before = other.export();
    const set = Storage.prototype.setItem;
    let left = 1;
    Storage.prototype.setItem = function (key: string, value: string) {
      if (left-- <= 0) throw new DOMException('full', 'QuotaExceededError');
      set.call(this, key, value);
    };
    await expect(importInto(other, text)).rejects.toThrow('full');
    Storage.prototype.setItem = set;
    expect(other.export()).toBe(before);
    expect(localStorage.length).toBe(0);
  });

  it('works where the browser keeps nothing, and so does the export', async () => {
    const text = (await someWork()).export();
    await moveOut();
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    } as unknown as IDBFactory;
    const log = new ReviewLog(() => clock);
    await log.open();
    const data = new LearnerData(
      'lesson',
      log,
      new KeptWork('lesson', undefined),
      new KeptWork('c', undefined),
    );
    const undo = await importInto(data, text);
    expect(data.export()).toBe(text);
    await undo();
    expect(data.isEmpty).toBe(true);
    expect(log.problem).toMatch(/keeps nothing for us.*Export/);
  });

  it('leaves a review of the future alone', async () => {
    const data = await someWork();
    const text = data.export();
    const { id } = data.reviews[0] as { id: string };
    await moveOut();
    const first = await visit();
    await first.log.append('lesson/elbo', 4);
    await leave();
    const request = indexedDB.open('vi-learner');
    const stores = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const future = { id, version: 9, card: 'lesson/gap' };
    const adding = stores.transaction('reviews', 'readwrite');
    adding.objectStore('reviews').add(future);
    await new Promise((resolve) => {
      adding.oncomplete = resolve;
    });
    stores.close();
    const other = await visit();
    await importInto(other, text);
    expect(other.reviews.length).toBe(3);
    expect(other.log.problem).toMatch(/newer version/);
  });
});

describe('forgetting everything', () => {
  it('leaves nothing of this lesson, and other lessons alone', async () => {
    const data = await someWork();
    await data.log.append('another/gap', 3);
    const other = await visit('another');
    other.work.write(['fill', 'book', 'mean'], line('1'));
    const theirs = other.export();
    localStorage.setItem('vi-work lesson fill book gap', 'spoilt');
    data.work.write(['@place'], { heading: 'kl' });
    await data.forget();
    expect(data.isEmpty).toBe(true);
    expect(data.aside).toBeUndefined();
    expect(Object.keys(localStorage).filter((key) => key.startsWith('vi-work lesson '))).toEqual([]);
    await leave();
    expect((await visit()).isEmpty).toBe(true);
    expect((await visit('another')).export()).toBe(theirs);
  });

  it('takes what was put aside with it', async () => {
    await someWork();
    await leave();
    const request = indexedDB.open('vi-learner');
    const stores = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const adding = stores.transaction('reviews', 'readwrite');
    adding
      .objectStore('reviews')
      .add({ ...entryOf({ id: 'x', card: 'lesson/a', at: 1, grade: 1 }), check: 0 });
    await new Promise((resolve) => {
      adding.oncomplete = resolve;
    });
    stores.close();
    const again = await visit();
    expect(again.aside).toContain('lesson/a');
    expect(again.log.problem).toMatch(/put aside/);
    await again.forget();
    expect(again.aside).toBeUndefined();
    expect(again.log.problem).toBeUndefined();
  });
});
