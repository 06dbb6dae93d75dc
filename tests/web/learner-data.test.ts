// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryOf } from '../../web/learner/review.ts';
import {
  clock,
  file,
  importInto,
  leave,
  line,
  moveOut,
  someWork,
  stores,
  visit,
} from './fixtures/learner-visits.ts';

beforeEach(moveOut);
afterEach(leave);

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

  it('has no place of the page’s own, and nothing that could not be read', async () => {
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
    clock.now += 1000;
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
    expect(preview.answers).toEqual({ added: 1, later: 1, earlier: 0, here: 1 });
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
