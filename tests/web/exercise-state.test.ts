// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { ExerciseState, Mark } from '../../web/lesson/exercise-state.ts';
import { applyEntries, parseQuery, stateAddress } from '../../web/lesson/link.ts';
import type { LessonSession } from '../../web/lesson/session.ts';
import { openExercises } from './fixtures/exercise-core.ts';

let session: LessonSession;
let fill: ExerciseState;
const [MEAN, TWICE, GAP] = [0, 1, 2];

async function visit(): Promise<void> {
  session = await openExercises();
  fill = session.exercises.get('fill') as ExerciseState;
}

function answer(i: number, text: string): Mark | undefined {
  fill.type(i, text);
  fill.check(i);
  return fill.mark(i);
}
const verdict = (i: number) => {
  const mark = fill.mark(i);
  return mark && !mark.error ? mark.verdict : undefined;
};

beforeEach(async () => {
  localStorage.clear();
  await visit();
});

describe('an answer', () => {
  it('is right, and scores', () => {
    expect(answer(MEAN, '8/5')).toMatchObject({ verdict: 'right' });
    expect(fill.score).toBe(1);
  });

  it('that cannot be read is not judged and costs nothing', () => {
    expect(answer(MEAN, '1,6')).toBeUndefined();
    expect(fill.reading(MEAN)).toMatchObject({ error: { code: 'ambiguous' } });
    answer(MEAN, '1.6');
    expect(fill.score).toBe(1);
  });

  it('loses its mark when it is typed over, and has it again when it is typed back', () => {
    answer(MEAN, '8/5');
    fill.type(MEAN, '8/');
    expect(verdict(MEAN)).toBeUndefined();
    fill.type(MEAN, '8/5');
    expect(verdict(MEAN)).toBe('right');
  });

  it('that follows from an earlier slip is carried, for half', () => {
    answer(MEAN, '2/5');
    expect(answer(TWICE, '4/5')).toMatchObject({ verdict: 'carried' });
    expect(fill.score).toBe(0.5);
  });

  it('after a hint is worth half, and after its solution nothing', () => {
    fill.hint(MEAN);
    answer(MEAN, '8/5');
    fill.showSolution(GAP);
    answer(GAP, '0.3482');
    expect(verdict(GAP)).toBe('right');
    expect(fill.score).toBe(0.5);
  });

  it('once right keeps its point when the solution is looked at for comparison', () => {
    answer(MEAN, '8/5');
    fill.showSolution(MEAN);
    fill.check(MEAN);
    expect(fill.score).toBe(1);
  });
});

describe('work', () => {
  it('is there again on the next visit, with its verdict', async () => {
    answer(MEAN, '2/5');
    fill.type(GAP, '0.3');
    await visit();
    expect(fill.lines.map(({ text }) => text)).toEqual(['2/5', '', '0.3']);
    expect(fill.mark(MEAN)).toMatchObject({ verdict: 'wrong', says: 'The weights are swapped.' });
    expect(verdict(GAP)).toBeUndefined();
    answer(MEAN, '8/5');
    expect(fill.score).toBe(0.5);
  });

  it('belongs to its seed', () => {
    answer(MEAN, '8/5');
    fill.renew(2);
    expect(session.scene('exercise1')?.settings.x).toBe('3');
    expect(fill.seed).toBe(2);
    expect(fill.lines[MEAN]?.text).toBe('');
    answer(MEAN, '12/5');
    expect(fill.score).toBe(1);
    fill.scene.undo();
    expect(fill.seed).toBeUndefined();
    expect(fill.lines[MEAN]?.text).toBe('8/5');
    expect(verdict(MEAN)).toBe('right');
  });
});

describe('a second exercise over the same scene', () => {
  it('goes on with the numbers that the first has drawn, and keeps its own work', async () => {
    const again = () => session.exercises.get('again') as ExerciseState;
    fill.renew(7);
    expect(again()).toMatchObject({ seed: 7, isOwn: false });
    answer(MEAN, '4/5');
    expect(again().lines[MEAN]?.text).toBe('');
    again().type(MEAN, '0.8');
    again().check(MEAN);
    expect(again().score).toBe(1);
    const { search } = new URL(stateAddress(session, { href: 'https://a.example/', search: '' }));
    await visit();
    applyEntries(session, parseQuery(search));
    expect(again()).toMatchObject({ seed: 7, isOwn: false, score: 1 });
  });
});

describe('a guess', () => {
  it('is told when the line is right, by what holds at the present numbers', () => {
    fill.commit(GAP, 1);
    expect(fill.guess(GAP)).toBe(1);
    expect(fill.outcome(GAP)).toBeUndefined();
    answer(GAP, '0.1');
    expect(fill.outcome(GAP)).toBeUndefined();
    answer(GAP, '0.3482');
    expect(fill.outcome(GAP)).toBe(0);
    fill.scene.set('x', '4');
    expect(fill.guess(GAP)).toBeUndefined();
    expect(fill.outcome(GAP)).toBeUndefined();
    fill.showSolution(GAP);
    expect(fill.outcome(GAP)).toBe(1);
  });

  it('is the first one, scores nothing, and is there on the next visit', async () => {
    fill.commit(GAP, 0);
    fill.commit(GAP, 1);
    expect(fill.guess(GAP)).toBe(0);
    expect(fill.score).toBe(0);
    await visit();
    expect(fill.guess(GAP)).toBe(0);
  });

  it('is not needed: a line is right without it', () => {
    expect(answer(GAP, '0.3482')).toMatchObject({ verdict: 'right' });
    expect(fill.score).toBe(1);
  });
});

describe('when the reader moves a number', () => {
  it('answers are kept without a mark, checked against what stands there, and score nothing', async () => {
    answer(MEAN, '8/5');
    fill.scene.set('x', '5/2');
    expect(fill.isOwn).toBe(true);
    expect(fill.lines[MEAN]?.text).toBe('8/5');
    expect(verdict(MEAN)).toBeUndefined();
    expect(fill.score).toBe(0);
    expect(answer(GAP, '0.593196')).toMatchObject({ verdict: 'wrong' });
    expect(answer(MEAN, '2')).toMatchObject({ verdict: 'right' });
    expect(fill.lines[MEAN]?.earned).toBe(1);
    await visit();
    applyEntries(session, parseQuery('?exercise1.x=5/2'));
    expect(verdict(MEAN)).toBe('right');
    expect(fill.score).toBe(0);
    fill.scene.set('x', '2');
    expect(fill.isOwn).toBe(false);
    fill.type(MEAN, '8/5');
    fill.check(MEAN);
    expect(fill.score).toBe(1);
  });
});

describe('the seed in the address', () => {
  const at = (href: string) => ({ href, search: new URL(href).search });
  const follow = (query: string) => applyEntries(session, parseQuery(query));

  it('stands beside the numbers that it made', () => {
    fill.renew(7);
    expect(stateAddress(session, at('https://a.example/'))).toBe('https://a.example/?seed=7&exercise1.x=1');
    fill.scene.set('x', '5/2');
    expect(stateAddress(session, at('https://a.example/?seed=7'))).toContain('?seed=7&exercise1.x=5/2');
    fill.scene.setAll(fill.scene.book);
    expect(stateAddress(session, at('https://a.example/?seed=7'))).toBe('https://a.example/');
  });

  it('alone brings its numbers, and the work that belongs to them', async () => {
    fill.renew(7);
    answer(MEAN, '4/5');
    await visit();
    expect(follow('?seed=7')).toEqual([]);
    expect(fill.seed).toBe(7);
    expect(fill.scene.settings.x).toBe('1');
    expect(verdict(MEAN)).toBe('right');
  });

  it('beside its own numbers says whose they are, and beside others nothing', async () => {
    expect(follow('?seed=7&exercise1.x=1')).toEqual([]);
    expect(fill.seed).toBe(7);
    await visit();
    expect(follow('?exercise1.x=5/2&seed=7')).toEqual([]);
    expect(fill.scene.settings.x).toBe('5/2');
    expect(fill.isOwn).toBe(true);
  });

  it('brings back what was typed at numbers that were moved from it', async () => {
    fill.renew(7);
    fill.scene.set('x', '5/2');
    fill.type(MEAN, '2');
    await visit();
    follow('?seed=7&exercise1.x=5/2');
    expect(fill.isOwn).toBe(true);
    expect(fill.lines[MEAN]?.text).toBe('2');
  });

  it.each(['x', '-1', '1.5', '', '99999999999', '7'.repeat(400)])(
    'seed=%s is reported and not obeyed',
    (text) => {
      const problems = follow(`?seed=${text}`);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain('a seed is a whole number');
      expect(problems[0]?.length).toBeLessThan(200);
      expect(fill.scene.atBook).toBe(true);
    },
  );
});
