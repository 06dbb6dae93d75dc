// @vitest-environment jsdom
import { type IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReviewLog } from '../../web/learner/review-log.ts';
import type { Work } from '../../web/learner/work.ts';
import { KeptWork } from '../../web/lesson/kept-work.ts';
import { LearnerData } from '../../web/lesson/learner-data.ts';
import { clock, file, importInto, leave, line, moveOut, someWork, visit } from './fixtures/learner-visits.ts';

beforeEach(moveOut);
afterEach(leave);

describe('two browsers that import one another', () => {
  it('have the same in the end, whichever began, and keep what was replaced', async () => {
    const one = await someWork();
    const ours = one.export();
    await moveOut();
    clock.now += 5000;
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
    const log = new ReviewLog(() => clock.now);
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

describe('answers that an import finds here and in its file', () => {
  const answers = (data: LearnerData) =>
    JSON.parse(data.aside ?? '{"work":[]}').work.map(({ text }: Work) => JSON.parse(text).text);
  /** Of another browser, where this was typed then. */
  async function exportOf(text: string): Promise<string> {
    await moveOut();
    clock.now += 1000;
    const there = await visit();
    there.work.write(['fill', 'book', 'mean'], line(text));
    return there.export();
  }

  it('are all kept, however many imports come', async () => {
    const files = [await exportOf('one'), await exportOf('two'), await exportOf('three')];
    await moveOut();
    clock.now += 1000;
    const here = await visit();
    here.work.write(['fill', 'book', 'mean'], line('mine'));
    for (const each of files.toReversed()) await importInto(here, each);
    expect(here.work.read(['fill', 'book', 'mean'], (entry) => entry)).toMatchObject({ text: 'mine' });
    expect(answers(here)).toEqual(['one', 'two', 'three']);
  });

  it('are all kept, whichever is later', async () => {
    const mine = clock.now;
    const files = [await exportOf('one'), await exportOf('two'), await exportOf('three')];
    await moveOut();
    const here = await visit();
    clock.now = mine;
    here.work.write(['fill', 'book', 'mean'], line('mine'));
    for (const each of files) await importInto(here, each);
    expect(here.work.read(['fill', 'book', 'mean'], (entry) => entry)).toMatchObject({ text: 'three' });
    expect(answers(here)).toEqual(['mine', 'one', 'two']);
  });

  it('stay put aside with the earlier one of a file, and go on with an export', async () => {
    const [first, second] = [await exportOf('first'), await exportOf('second')];
    await moveOut();
    const here = await visit();
    await importInto(here, second);
    const preview = await here.preview(file(first));
    expect(preview.answers).toEqual({ added: 0, later: 0, earlier: 1, here: 0 });
    await here.add(preview.contents);
    expect(here.work.read(['fill', 'book', 'mean'], (entry) => entry)).toMatchObject({ text: 'second' });
    expect(answers(here)).toEqual(['first']);
    expect((await here.preview(file(first))).answers).toMatchObject({ earlier: 0, here: 1 });
    const all = here.export();
    await moveOut();
    const next = await visit();
    await importInto(next, all);
    expect(answers(next)).toEqual(['first']);
    expect(next.export()).toBe(all);
  });
});
