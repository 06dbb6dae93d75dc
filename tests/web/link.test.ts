import { beforeEach, describe, expect, it } from 'vitest';
import { applyEntries, formatQuery, parseQuery, stateAddress } from '../../web/lesson/link.ts';
import type { LessonSession } from '../../web/lesson/session.ts';
import { openSession } from './fixtures/lesson.ts';

let session: LessonSession;
const follow = (query: string) => applyEntries(session, parseQuery(query));
const at = (href: string) => ({ href, search: new URL(href).search });

beforeEach(async () => {
  session = await openSession();
});

describe('an address', () => {
  it('carries what differs from the book and nothing else', () => {
    session.scene('exercise1')?.set('x', '5/2');
    session.scene('exercise1')?.set('q_mean', '1');
    expect(stateAddress(session, at('https://a.example/course/?old=1#part-b'))).toBe(
      'https://a.example/course/?old=1&exercise1.x=5/2#part-b',
    );
  });

  it('with a seed alone brings numbers to mappings too, and beside numbers it brings none', () => {
    const beta = () => session.scene('rlhf')?.settings;
    const book = beta();
    expect(follow('?seed=7&exercise1.x=1')).toEqual([]);
    expect(session.seed).toBeUndefined();
    expect(beta()).toEqual(book);
    session.scene('exercise1')?.toBook();
    expect(follow('?seed=7')).toEqual([]);
    expect(beta()).not.toEqual(book);
  });

  it('gives back the state it was made from', async () => {
    session.scene('exercise1')?.setAll({ x: '5/2', q_mean: '-1/2', q_variance: '1 + 1/4' });
    const { search } = new URL(stateAddress(session, at('https://a.example/')));
    const again = await openSession();
    expect(applyEntries(again, parseQuery(search))).toEqual([]);
    expect(again.scene('exercise1')?.settings).toEqual(session.scene('exercise1')?.settings);
  });

  it('is plain again at the book', () => {
    session.scene('exercise1')?.set('x', '5/2');
    session.scene('exercise1')?.toBook();
    expect(stateAddress(session, at('https://a.example/?exercise1.x=5/2'))).toBe('https://a.example/');
  });

  it.each([
    ['?exercise1.x=1/0', 'exercise1.x=1/0'],
    ['?exercise1.q_variance=-1', 'exercise1.q_variance=-1'],
    ['?exercise1.nonsense=1', 'exercise1.nonsense'],
    ['?exercise9.x=1', 'exercise9.x'],
    ['?x=1', 'x:'],
    ['?__proto__.x=1', '__proto__.x'],
    ['?exercise1.constructor=1', 'exercise1.constructor'],
    [`?exercise1.x=${'1%2B'.repeat(900)}1`, 'exercise1.x=1+1'],
  ])('with %s is reported and not obeyed, the rest is', (query, named) => {
    const problems = follow(`${query}&exercise1.q_mean=6/5`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(named);
    expect(problems[0]?.length).toBeLessThan(200);
    expect(session.scene('exercise1')?.changed).toEqual({ q_mean: '6/5' });
    expect(session.scene('exercise1')?.refusals.size).toBe(0);
  });

  it('takes a text of 64 characters and refuses a longer one unread', () => {
    const sum = (length: number) => `1${'+0'.repeat((length - 2) / 2)}`.padEnd(length, '0');
    expect(follow(`?exercise1.x=${encodeURIComponent(sum(64))}`)).toEqual([]);
    expect(session.scene('exercise1')?.value.parameters.x?.value).toBe(1);
    expect(follow(`?exercise1.q_mean=${encodeURIComponent(sum(66))}`)[0]).toContain('at most 64 characters');
    expect(session.scene('exercise1')?.settings.q_mean).toBe('1');
  });

  it('with thousands of entries is read to a limit, and its complaints stay few', () => {
    const problems = follow(`?${'no.such=1&'.repeat(5000)}exercise1.q_mean=6/5`);
    expect(problems.length).toBeLessThan(12);
    expect(problems[0]).toContain('Only the first 64 entries are read; 4937 more were left out.');
    expect(problems.at(-1)).toMatch(/^And \d+ more/);
    expect(session.scene('exercise1')?.atBook).toBe(true);
  });

  it('may carry a seed', () => {
    expect(follow('?seed=7')).toEqual([]);
  });

  it('escapes all but the stroke of a fraction', () => {
    const entries = [{ key: 's.x', text: '1/2 + log(2)&y=#' }];
    expect(formatQuery(entries)).toBe('s.x=1/2%20%2B%20log(2)%26y%3D%23');
    expect(parseQuery(formatQuery(entries))).toEqual(entries);
  });
});
