// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../web/lesson/events.ts';
import type { Version } from '../../../web/scorm/dialect.ts';
import { wordsOf } from '../../../web/scorm/notice.ts';
import type { Keeping, Visit } from '../../../web/scorm/visit.ts';
import { Lms, page } from './lms.ts';

const KEY = 'vi-work lesson exercise1 book gap';
const right: Answer = {
  kind: 'exercise',
  exercise: 'exercise1',
  line: 'gap',
  text: '8/5',
  verdict: 'right',
  seed: 7,
};
const wrong: Answer = { ...right, line: 'elbo', text: '−2.1', verdict: 'wrong', slip: 'elbo + 1' };
const at = new Date('2026-03-01T09:08:07Z');

/** As the page does: the work is kept, its lines stand otherwise, and the answer is told. */
function answer(visit: Visit, what: Answer, letters: string): void {
  visit.attempt.setItem(KEY, JSON.stringify({ version: 1, text: what.text }));
  visit.attempt.absorb('exercise1', letters);
  visit.answered(what, { at, correct: '1.6' });
}

function opened(lms: Lms, more: Partial<typeof page> = {}): { visit: Visit; keeping: () => Keeping } {
  const visit = lms.visit();
  let said: Keeping = {};
  visit.attempt.absorb('exercise1', '...');
  visit.open({ ...page, ...more }, (keeping) => {
    said = keeping;
  });
  return { visit, keeping: () => said };
}

const ofVersion = {
  '1.2': {
    status: 'cmi.core.lesson_status',
    raw: 'cmi.core.score.raw',
    location: 'cmi.core.lesson_location',
  },
  '2004': { status: 'cmi.completion_status', raw: 'cmi.score.raw', location: 'cmi.location' },
};

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(['1.2', '2004'] as Version[])('a learner, in SCORM %s', (version) => {
  const names = ofVersion[version];

  it('answers, leaves, comes back to it in another browser, and finishes', () => {
    const lms = new Lms(version);
    const first = opened(lms, { query: () => 'exercise1.x=2', location: () => 'exercise-1 340' });
    answer(first.visit, right, 'r..');
    first.visit.leave();
    expect(lms.value(names.raw)).toBe('33.33');
    expect(lms.value(names.status)).toBe('incomplete');

    localStorage.clear();
    const second = opened(lms);
    expect(second.visit.query).toBe('exercise1.x=2');
    expect(second.visit.location).toBe('exercise-1 340');
    expect(JSON.parse(second.visit.attempt.getItem(KEY) ?? '')).toEqual({ version: 1, text: '8/5' });
    expect(second.visit.attempt.right).toBe(1);
    answer(second.visit, wrong, '.w.');
    answer(second.visit, { ...wrong, line: 'third', verdict: 'right' }, '..r');
    second.visit.leave();
    expect(lms.value(names.raw)).toBe('66.67');
    if (version === '1.2') expect(lms.value(names.status)).toBe('passed');
    else {
      expect(lms.value('cmi.completion_status')).toBe('completed');
      expect(lms.value('cmi.success_status')).toBe('passed');
      expect(lms.value('cmi.score.scaled')).toBe('0.6667');
      expect(lms.value('cmi.progress_measure')).toBe('1');
    }
    expect(lms.interactions).toHaveLength(3);
  });

  it('is listed by the line’s name, with seed and slip beside it', () => {
    const lms = new Lms(version);
    const { visit } = opened(lms);
    answer(visit, wrong, '.w.');
    visit.report();
    const [listed] = lms.interactions;
    expect(listed.id).toBe('exercise1.elbo');
    expect(listed.type).toBe('fill-in');
    expect(JSON.stringify(listed.objectives ?? listed)).toContain('seed.7');
    expect(JSON.stringify(listed)).toContain('slip.elbo+1');
    expect(listed.result).toBe(version === '1.2' ? 'wrong' : 'incorrect');
    expect(version === '1.2' ? listed.student_response : listed.learner_response).toBe('−2.1');
    expect(listed.correct_responses['0'].pattern).toBe('1.6');
    if (version === '2004')
      expect(listed.description).toContain('exercise1, line elbo, seed 7, slip elbo + 1');
  });

  it('is never told that a score has fallen, also where the LMS lost what it held', () => {
    const lms = new Lms(version);
    const first = opened(lms);
    answer(first.visit, right, 'rrr');
    first.visit.leave();
    const forgot = { ...lms.kept, suspend_data: '' };
    lms.kept = forgot;
    const second = opened(lms);
    answer(second.visit, wrong, '.w.');
    second.visit.leave();
    expect(lms.value(names.raw)).toBe('100');
    expect(lms.value(names.status)).toBe(version === '1.2' ? 'passed' : 'completed');
  });

  it('who answers much costs the LMS few commits', () => {
    const lms = new Lms(version);
    const { visit } = opened(lms);
    for (let i = 0; i < 60; i++) {
      answer(visit, { ...wrong, text: String(i) }, '.w.');
      vi.advanceTimersByTime(1000);
    }
    const commits = () => lms.calls.filter(([call = '']) => /Commit/.test(call)).length;
    expect(commits()).toBeGreaterThan(3);
    expect(commits()).toBeLessThanOrEqual(7);
    const before = commits();
    vi.advanceTimersByTime(3_600_000);
    expect(commits() - before).toBeLessThanOrEqual(1);
  });

  it('is listed with 250 answers at most, and all of them count', () => {
    const lms = new Lms(version);
    const { visit } = opened(lms);
    for (let i = 0; i < 300; i++) answer(visit, { ...wrong, text: String(i) }, '.w.');
    answer(visit, right, 'r..');
    visit.leave();
    expect(lms.interactions).toHaveLength(250);
    expect(lms.value(names.raw)).toBe('33.33');
  });
});

describe('an LMS that', () => {
  it('takes nothing loses nothing: the answer waits in this browser, and is sent when it can be', () => {
    const lms = new Lms('1.2');
    lms.fault = (call) => (call === 'LMSCommit' ? 'false' : undefined);
    const first = opened(lms);
    answer(first.visit, right, 'r..');
    vi.advanceTimersByTime(2000);
    expect(first.keeping().problem).toBeDefined();
    lms.kept = undefined; // the browser is killed, and the LMS has nothing

    lms.fault = () => undefined;
    const second = opened(lms);
    expect(second.visit.attempt.right).toBe(1);
    vi.advanceTimersByTime(2000);
    expect(second.keeping().problem).toBeUndefined();
    expect(lms.value('cmi.core.score.raw')).toBe('33.33');
    expect(Object.keys(localStorage)).toEqual([]);
  });

  it('takes nothing does not cost what was typed and never checked', () => {
    const lms = new Lms('2004');
    lms.fault = (call) => (call === 'Commit' ? 'false' : undefined);
    const first = opened(lms);
    first.visit.attempt.setItem(KEY, '{"text":"half an ans"}');
    vi.advanceTimersByTime(2000);
    lms.kept = undefined;
    expect(opened(lms).visit.attempt.getItem(KEY)).toBe('{"text":"half an ans"}');
  });

  it('fails for a while is asked less and less often, and says so until it answers', () => {
    const lms = new Lms('2004');
    lms.fault = (call) => (call === 'Commit' ? 'false' : undefined);
    const { visit, keeping } = opened(lms);
    answer(visit, right, 'r..');
    vi.advanceTimersByTime(600_000);
    const commits = lms.calls.filter(([call]) => call === 'Commit').length;
    expect(commits).toBeGreaterThan(2);
    expect(commits).toBeLessThan(8);
    lms.fault = () => undefined;
    vi.advanceTimersByTime(600_000);
    expect(keeping().problem).toBeUndefined();
  });

  it('kills the browser before any report finds the answer waiting here, for its own learner only', () => {
    const lms = new Lms('1.2');
    const first = opened(lms);
    answer(first.visit, right, 'r..');
    lms.learner = 'eve';
    expect(opened(lms).visit.attempt.right).toBe(0);
    lms.learner = 'ada';
    expect(opened(lms).visit.attempt.right).toBe(1);
  });

  it('takes nothing, where the browser does not either, is told of with what is left to do', () => {
    const lms = new Lms('1.2');
    lms.fault = (call) => (call === 'LMSCommit' ? 'false' : undefined);
    const { visit, keeping } = opened(lms);
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    answer(visit, right, 'r..');
    visit.report();
    expect(wordsOf(keeping())).toMatch(/does not keep them either: leave this page open/);
    full.mockRestore();
    visit.report();
    expect(wordsOf(keeping())).toMatch(/They wait in this browser/);
  });

  it.each(['', ' '])(
    'calls its learner “%s” has no copy in this browser, which the next one would find',
    (nobody) => {
      const lms = new Lms('2004');
      lms.learner = nobody;
      lms.fault = (call) => (call === 'Commit' ? 'false' : undefined);
      const first = opened(lms);
      answer(first.visit, right, 'r..');
      first.visit.report();
      expect(wordsOf(first.keeping())).toMatch(/does not keep them either/);
      expect({ ...localStorage }).toEqual({});
      lms.kept = undefined;
      expect(opened(lms).visit.attempt.right).toBe(0);
    },
  );

  it.each([
    [
      'throws',
      () => {
        throw new Error('no session');
      },
    ],
    ['answers nothing', () => ''],
    ['answers null', () => null as unknown as string],
  ])('%s in every call leaves the visit standing', (_, fault) => {
    const lms = new Lms('1.2');
    const { visit, keeping } = opened(lms);
    lms.fault = fault;
    answer(visit, right, 'r..');
    expect(() => {
      vi.advanceTimersByTime(5000);
      visit.leave();
    }).not.toThrow();
    expect(visit.attempt.right).toBe(1);
    expect(keeping().problem).toBeDefined();
  });

  it('lists no answers still hears the score', () => {
    const lms = new Lms('1.2');
    lms.fault = (call, [element = '']) =>
      call === 'LMSSetValue' && element.startsWith('cmi.interactions') ? 'false' : undefined;
    const { visit, keeping } = opened(lms);
    answer(visit, right, 'r..');
    visit.leave();
    expect(lms.value('cmi.core.score.raw')).toBe('33.33');
    expect(keeping().problem).toBeUndefined();
  });

  it('is slow is left in peace for fifty times as long', () => {
    const lms = new Lms('1.2');
    lms.fault = (call) => {
      if (call === 'LMSCommit') vi.advanceTimersByTime(2000);
      return undefined;
    };
    const { visit } = opened(lms);
    answer(visit, right, 'r..');
    vi.advanceTimersByTime(4000);
    answer(visit, wrong, '.w.');
    vi.advanceTimersByTime(90_000);
    expect(lms.calls.filter(([call]) => call === 'LMSCommit')).toHaveLength(1);
    vi.advanceTimersByTime(20_000);
    expect(lms.calls.filter(([call]) => call === 'LMSCommit')).toHaveLength(2);
  });

  it('held something unreadable has it put aside, not wiped', () => {
    const lms = new Lms('1.2');
    lms.kept = { suspend_data: '9.from-a-later-edition' };
    const { visit, keeping } = opened(lms);
    answer(visit, right, 'r..');
    visit.leave();
    expect(keeping().unread).toBe('aside');
    expect(Object.values({ ...localStorage })).toEqual(['9.from-a-later-edition']);
    expect(lms.value('cmi.suspend_data')).toMatch(/^1\./);
  });

  it('held something unreadable keeps it where this browser has no room', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const lms = new Lms('1.2');
    lms.kept = { suspend_data: '9.from-a-later-edition' };
    const { visit, keeping } = opened(lms);
    answer(visit, right, 'r..');
    visit.leave();
    vi.restoreAllMocks();
    expect(keeping()).toMatchObject({ unread: 'untouched', lost: true });
    expect(wordsOf(keeping())).toMatch(
      /^Your course keeps your score and your place\. .* last until you close this page\.$/,
    );
    expect(lms.value('cmi.suspend_data')).toBe('9.from-a-later-edition');
    expect(lms.value('cmi.core.score.raw')).toBe('33.33');
  });

  it('names a pass mark of its own is followed', () => {
    const lms = new Lms('1.2');
    lms.kept = { student_data: { mastery_score: '90' } };
    const { visit } = opened(lms);
    answer(visit, right, 'rrw');
    visit.leave();
    expect(lms.value('cmi.core.lesson_status')).toBe('completed');
  });
});

it('a visit’s time is its own, whatever the clock on the wall does', () => {
  const lms = new Lms('2004');
  const { visit } = opened(lms);
  vi.advanceTimersByTime(65_250);
  vi.setSystemTime(new Date('2016-01-01'));
  visit.leave();
  expect(lms.calls).toContainEqual(['SetValue', 'cmi.session_time', 'PT0H1M5.25S']);
});

it('a lesson without exercises is complete once its end was read, and has no score', () => {
  const lms = new Lms('1.2');
  const visit = lms.visit();
  let ended = false;
  visit.open({ ...page, ended: () => ended }, () => {});
  visit.report();
  expect(lms.value('cmi.core.lesson_status')).toBe('incomplete');
  ended = true;
  visit.leave();
  expect(lms.value('cmi.core.lesson_status')).toBe('completed');
  expect(lms.value('cmi.core.score.raw')).toBe('');
});
