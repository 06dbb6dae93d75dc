import { describe, expect, it } from 'vitest';
import { LARGEST, Refusal, readFile, textOf, writeFile } from '../../web/learner/export-file.ts';
import { entryOf, type Review } from '../../web/learner/review.ts';
import { workEntryOf } from '../../web/learner/work.ts';

const reviews: Review[] = [
  { id: 'b', card: 'lesson/gap', at: 20, grade: 3 },
  { id: 'a', card: 'lesson/bits', at: 10, grade: 1 },
];
const work = [
  { place: 'fill book mean', text: '{"version":1,"text":"8/5","misses":0,"at":5}' },
  { place: 'fill book gap', text: '{"text":"\\u003cb\\u003e \\u2028","at":6}' },
];
const replaced = [
  { place: 'fill book mean', text: '{"text":"1","at":1}' },
  { place: 'fill book mean', text: '{"text":"2","at":4}' },
];
const file = writeFile({ lesson: 'lesson', reviews, work, replaced });

/** The file with something in it changed. */
function changed(change: (file: Record<string, unknown>) => object): string {
  return JSON.stringify(change(JSON.parse(file)));
}

function refusal(text: string): string {
  try {
    readFile(text, 'lesson');
  } catch (problem) {
    if (problem instanceof Refusal) return problem.message;
    throw problem;
  }
  throw new Error('it was taken');
}

describe('an export', () => {
  it('is the same to the byte, in whatever order its entries come', () => {
    const turned = {
      lesson: 'lesson',
      reviews: [...reviews].reverse(),
      work: [...work].reverse(),
      replaced: [...replaced].reverse(),
    };
    expect(writeFile(turned)).toBe(file);
  });

  it('is read as what was written, and written again as it was', () => {
    const contents = readFile(file, 'lesson');
    expect(contents).toMatchObject({ damaged: 0, future: 0, elsewhere: 0 });
    expect(contents.reviews.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(writeFile(contents)).toBe(file);
  });

  it('has an entry a line, each with its version and checksum', () => {
    const lines = file.split('\n').filter((line) => line.startsWith('{"version"'));
    expect(lines.length).toBe(6);
    for (const line of lines) expect(line).toMatch(/"check":\d+\},?$/);
  });

  it('of nothing is read too', () => {
    const empty = writeFile({ lesson: 'lesson', reviews: [], work: [], replaced: [] });
    expect(readFile(empty, 'lesson')).toMatchObject({ reviews: [], work: [], replaced: [] });
  });

  it('of before what was replaced went with it is read too', () => {
    const contents = readFile(
      changed(({ replaced: _, ...each }) => each),
      'lesson',
    );
    expect(contents).toMatchObject({ damaged: 0, replaced: [] });
    expect(contents.work.length).toBe(2);
  });

  it('begins with a byte order mark where an editor has put one', async () => {
    const text = await textOf(new Blob(['\ufeff', file]));
    expect(readFile(text, 'lesson').reviews.length).toBe(2);
  });
});

describe('of a file that cannot be taken it is said why:', () => {
  it.each([
    [
      'another lesson',
      changed((each) => ({ ...each, lesson: 'other' })),
      /belongs to another lesson, “other”/,
    ],
    ['a later version', changed((each) => ({ ...each, version: 2 })), /newer version .* Load the page anew/],
    ['no version', changed((each) => ({ ...each, version: undefined })), /damaged/],
    ['no lists', changed((each) => ({ ...each, work: 'none' })), /damaged/],
    ['other JSON', '{"cards": []}', /no export of a lesson/],
    ['a number', '7', /no export of a lesson/],
    ['a list', '[]', /no export of a lesson/],
    ['HTML', '\n<!doctype html><title>Log in</title>', /web page/],
    ['plain text', 'Dear diary', /not JSON/],
    ['half of an export', file.slice(0, 120), /damaged or cut short/],
    ['nothing', ' \n', /empty/],
    ['brackets without end', '['.repeat(200_000), /not JSON/],
  ])('%s', (_, text, says) => {
    expect(refusal(text)).toMatch(says);
  });

  it('more than ten megabytes, before any of it is read', async () => {
    const blob = {
      size: LARGEST + 1,
      text: () => Promise.reject(new Error('it was read')),
    } as unknown as Blob;
    await expect(textOf(blob)).rejects.toThrow(/11 MB/);
  });
});

describe('an entry of a file', () => {
  const [good, spoilt] = [entryOf(reviews[0] as Review), { ...entryOf(reviews[1] as Review), grade: 4 }];
  const read = (entries: unknown[], typed: unknown[] = []) =>
    readFile(
      changed((each) => ({ ...each, reviews: entries, work: typed })),
      'lesson',
    );

  it('that is damaged stays out, and the others do not', () => {
    const typed = workEntryOf(work[0] as (typeof work)[0]);
    const found = read([good, spoilt, null, 'x', []], [typed, { ...typed, work: { text: '9' } }, 3]);
    expect(found).toMatchObject({ damaged: 6, future: 0 });
    expect(found.reviews.length).toBe(1);
    expect(found.work.length).toBe(1);
  });

  it('of a later version, or of another lesson, is counted as that', () => {
    const other = entryOf({ id: 'c', card: 'other/gap', at: 1, grade: 2 });
    const near = entryOf({ id: 'd', card: 'lesson-two/gap', at: 1, grade: 2 });
    expect(read([good, { ...good, version: 2 }, other, near])).toMatchObject({
      future: 1,
      elsewhere: 2,
      damaged: 0,
    });
  });

  it('that is nested without end is damaged', () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const line = `{"version":1,"place":"x","work":${deep},"check":1}`;
    const text = file.replace(/^.*"place":"fill book mean".*$/m, line);
    expect(readFile(text, 'lesson').damaged).toBe(1);
  });

  it('with __proto__ in it changes nothing but itself', () => {
    const text = file.replace('"misses":0', '"__proto__":{"polluted":1}');
    expect(readFile(text, 'lesson').damaged).toBe(1);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
