import { describe, expect, it } from 'vitest';
import { Attempt, merged } from '../../../web/scorm/attempt.ts';
import { type Kept, LIMIT, nothingKept, pack, unpack } from '../../../web/scorm/suspend.ts';

/** A line as the page keeps it: web/lesson/line-work.ts. */
function entry(i: number): [string, string] {
  const settings = { x: String(i % 7), prior_variance: '2', likelihood_variance: '1/2' };
  const work = {
    version: 1,
    text: `${i}/17`,
    checked: { text: `${i}/17`, settings, earlier: {} },
    misses: i % 3,
  };
  return [`vi-work lesson exercise${i % 50} x=${i % 7} line${i}`, JSON.stringify(work)];
}

const lettersOf = (length: number, from: number) =>
  Array.from({ length }, (_, i) => ((i * 7919 + from * 104729) % 13 < 6 ? 'r' : 'w')).join('');

describe('what an LMS holds for the next visit', () => {
  it('comes back as it was', () => {
    const kept: Kept = {
      revision: 7,
      query: 'exercise1.x=5/2&seed=7',
      verdicts: { exercise1: 'rw.' },
      entries: [['vi-work lesson exercise1 book gap', '{"text":"−1 ½ “π”"}']],
    };
    const { text, left } = pack(kept);
    expect(unpack(text)).toEqual(kept);
    expect(left).toBe(0);
    expect(text).toMatch(/^[\x21-\x7e]+$/);
  });

  it('has room for all the work on a lesson of 40 lines', () => {
    const entries = Array.from({ length: 40 }, (_, i) => entry(i));
    expect(pack({ ...nothingKept(), entries }).left).toBe(0);
  });

  it('of 10,000 answers holds every verdict, and the newest texts that fit', () => {
    const entries = Array.from({ length: 10_000 }, (_, i) => entry(i));
    const verdicts = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`exercise${i}`, lettersOf(200, i)]),
    );
    const { text, left } = pack({ revision: 10_000, query: '', verdicts, entries });
    expect(text.length).toBeLessThanOrEqual(LIMIT);
    const back = unpack(text) as Kept;
    expect(back.verdicts).toEqual(verdicts);
    expect(back.entries.length).toBeGreaterThan(10);
    expect(back.entries).toEqual(entries.slice(left));
  });

  it('that nobody wrote, or only the first half of, is not read', () => {
    const { text } = pack({ ...nothingKept(), entries: [entry(1), entry(2)] });
    const half = text.slice(0, text.length / 2);
    for (const other of ['', 'null', 'lesson_location=4', half, `9${text}`, '1.!!!', `1.${btoa('{"a":1}')}`])
      expect(unpack(other)).toBeUndefined();
  });
});

describe('an attempt', () => {
  it('keeps that a line was right, whatever stands there later', () => {
    const attempt = new Attempt(nothingKept());
    attempt.absorb('exercise1', '...');
    expect([attempt.right, attempt.answered, attempt.total]).toEqual([0, 0, 3]);
    attempt.absorb('exercise1', 'rw.');
    attempt.absorb('exercise1', '..w');
    expect([attempt.right, attempt.answered, attempt.total]).toEqual([1, 3, 3]);
    expect(attempt.kept('').verdicts).toEqual({ exercise1: 'rww' });
  });

  it('puts what was written last at the end', () => {
    const attempt = new Attempt({
      ...nothingKept(),
      entries: [
        ['a', '1'],
        ['b', '2'],
      ],
    });
    attempt.setItem('a', '3');
    expect(attempt.kept('').entries).toEqual([
      ['b', '2'],
      ['a', '3'],
    ]);
    expect(attempt.getItem('a')).toBe('3');
    expect(attempt.getItem('c')).toBeNull();
  });

  it('of two copies has of each line what was typed last, also where the other was changed more often', () => {
    const typed = (text: string, at: number) => JSON.stringify({ text, at });
    const home: Kept = {
      ...nothingKept(),
      revision: 90,
      entries: [
        ['x', typed('early', 10)],
        ['y', typed('home', 40)],
      ],
    };
    const school: Kept = {
      ...nothingKept(),
      revision: 4,
      entries: [
        ['x', typed('late', 20)],
        ['z', typed('school', 30)],
      ],
    };
    expect(merged(home, school)).toEqual(merged(school, home));
    expect(merged(home, school).entries).toEqual([
      ['x', typed('late', 20)],
      ['z', typed('school', 30)],
      ['y', typed('home', 40)],
    ]);
  });

  it('of two copies has all that either has put aside', () => {
    const key = 'vi-work lesson fill book mean (replaced)';
    const has = (list: string[]): Kept => ({ ...nothingKept(), entries: [[key, JSON.stringify(list)]] });
    expect(merged(has(['{"at":2}']), has(['{"at":1}'])).entries).toEqual(
      has(['{"at":1}', '{"at":2}']).entries,
    );
  });

  it('of two copies loses nothing, and has the numbers of the one that did more', () => {
    const older: Kept = {
      revision: 3,
      query: 'old',
      verdicts: { a: 'r.w', b: 'r' },
      entries: [
        ['x', '1'],
        ['y', '1'],
      ],
    };
    const newer: Kept = { revision: 9, query: 'new', verdicts: { a: 'wr.' }, entries: [['y', '2']] };
    const one = merged(older, newer);
    expect(one).toEqual(merged(newer, older));
    expect(one).toEqual({
      revision: 9,
      query: 'new',
      verdicts: { a: 'rrw', b: 'r' },
      entries: [
        ['x', '1'],
        ['y', '2'],
      ],
    });
  });
});
