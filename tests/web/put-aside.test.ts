// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { KeptWork } from '../../web/lesson/kept-work.ts';
import { listed, MOST_ASIDE, withMore } from '../../web/lesson/put-aside.ts';

const place = ['fill', 'book', 'mean'];
const anything = (entry: unknown) => entry;
const at = (text: string, time: number) => ({
  place: 'fill book mean',
  text: JSON.stringify({ text, at: time }),
});
const asideOf = (work: KeptWork) => work.aside.map(({ text }) => text);

beforeEach(() => localStorage.clear());

describe('an import that is undone', () => {
  it('leaves what was typed after it', () => {
    let now = 1;
    const work = new KeptWork('a', localStorage, () => now);
    work.write(place, { text: 'mine' });
    const undo = work.merge({
      work: [at('theirs', 5), { ...at('new', 5), place: 'fill book gap' }],
      replaced: [],
    });
    expect(work.read(place, anything)).toMatchObject({ text: 'theirs' });
    now = 9;
    work.write(place, { text: 'theirs, and more' });
    undo();
    expect(work.read(place, anything)).toMatchObject({ text: 'theirs, and more' });
    expect(work.aside.map(({ text }) => text)).toEqual([expect.stringContaining('mine')]);
    expect(work.read(['fill', 'book', 'gap'], anything)).toBeUndefined();
  });
});

describe('a list of what was put aside', () => {
  const texts = Array.from({ length: 50 }, (_, i) => at(`${i}`, i).text);

  it('is the same in whichever order it grew, and holds the latest', () => {
    const one = texts.reduce((list, text) => withMore(list, [text]), '[]');
    const other = texts.toReversed().reduce((list, text) => withMore(list, [text]), '[]');
    expect(one).toBe(other);
    expect(listed(one)).toEqual(texts.slice(-MOST_ASIDE));
  });

  it('begins with the one text that an earlier version of the page has put there', () => {
    localStorage.setItem('vi-work a fill book mean (replaced)', at('old', 1).text);
    const work = new KeptWork('a', localStorage, () => 2);
    work.write(place, { text: 'mine' });
    work.merge({ work: [at('theirs', 5)], replaced: [] });
    expect(asideOf(work)).toEqual([at('old', 1).text, at('mine', 2).text]);
  });

  it('that is full takes nothing that is earlier, and says so beforehand', () => {
    const work = new KeptWork('a', localStorage, () => 100);
    work.write(place, { text: 'mine' });
    const coming = { work: [], replaced: texts.map((text) => ({ place: 'fill book mean', text })) };
    work.merge(coming);
    expect(work.replaced.map(({ text }) => text)).toEqual(texts.slice(-MOST_ASIDE));
    expect(work.compare(coming).earlier).toEqual([]);
  });
});

describe('what nobody can read', () => {
  it('is kept beside its place, each time it is something else', () => {
    for (const text of ['{"versio', 'x', '{"versio']) {
      localStorage.setItem('vi-work a fill book mean', text);
      expect(new KeptWork('a').read(place, () => undefined)).toBeUndefined();
    }
    new KeptWork('a').write(place, { text: 'anew' });
    expect(asideOf(new KeptWork('a'))).toEqual(['x', '{"versio']);
  });

  it('is not lost to an import that comes before anybody has looked', () => {
    localStorage.setItem('vi-work a fill book mean', '{"versio');
    const work = new KeptWork('a');
    work.merge({ work: [at('theirs', 5)], replaced: [] });
    expect(work.read(place, anything)).toMatchObject({ text: 'theirs' });
    expect(asideOf(work)).toEqual(['{"versio']);
  });
});
