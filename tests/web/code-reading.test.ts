// @vitest-environment jsdom
// The tasks on code and on a new model, with the real lesson and the real core.
import { beforeEach, describe, expect, it } from 'vitest';
import type { ExerciseState, Mark } from '../../web/lesson/exercise-state.ts';
import type { LessonSession } from '../../web/lesson/session.ts';
import { openSession } from './fixtures/lesson.ts';

let session: LessonSession;
beforeEach(async () => {
  localStorage.clear();
  session = await openSession();
});

function answer(name: string, line: string, text: string): Mark | undefined {
  const exercise = session.exercises.get(name) as ExerciseState;
  const i = exercise.data.lines.findIndex((each) => each.name === line);
  exercise.type(i, text);
  exercise.check(i);
  return exercise.mark(i);
}

describe('a loss that draws with the variance in place of its root', () => {
  it('leaves half of what is too much in the variance, over the likelihood’s', () => {
    expect(answer('code_draw', 'slip', '2')).toMatchObject({ verdict: 'right' });
    expect(answer('code_draw', 'residual', '(9/4 - 3/2)/2')).toMatchObject({ verdict: 'right' });
    session.scene('loss_draw')?.set('vx', '2');
    session.scene('loss_draw')?.set('s', '2');
    expect(answer('code_draw', 'residual', '1/2')).toMatchObject({ verdict: 'right' });
  });

  it.each([
    ['4', /two means and two variances/],
    ['5', /line 5 is right/],
  ])('line %s is told why it is right', (line, says) => {
    expect(answer('code_draw', 'slip', line)).toMatchObject({
      verdict: 'wrong',
      says: expect.stringMatching(says),
    });
  });

  it('what another fault would leave is told which', () => {
    expect(answer('code_draw', 'residual', '-0.6058')).toMatchObject({
      says: expect.stringContaining('turned sign before the KL'),
    });
    expect(answer('code_draw', 'residual', '0.3734')).toMatchObject({
      says: expect.stringContaining('in the other direction'),
    });
  });
});

describe('a loss that averages the KL over its entries', () => {
  it('leaves minus the part of the KL that it drops', () => {
    expect(answer('code_mean', 'slip', '4')).toMatchObject({ verdict: 'right' });
    expect(answer('code_mean', 'price', '1/4 + log(2)')).toMatchObject({ verdict: 'right' });
    expect(answer('code_mean', 'residual', '-(1/8 + log(2)/2)')).toMatchObject({ verdict: 'right' });
    expect(answer('code_mean', 'residual', '0.4716')).toMatchObject({
      says: expect.stringContaining('too *large*'),
    });
  });

  it('carries a slip in the KL forward', () => {
    answer('code_mean', 'price', '0.4716');
    expect(answer('code_mean', 'residual', '-0.2358')).toMatchObject({ verdict: 'carried' });
  });
});

describe('a chain of two states', () => {
  it('has one average for each factor, the entropy, and a gap', () => {
    expect(answer('chain_elbo', 'fit', '-3/2 - log(pi)/2')).toMatchObject({ verdict: 'right' });
    expect(answer('chain_elbo', 'step', '-1.5155')).toMatchObject({ verdict: 'right' });
    expect(answer('chain_elbo', 'elbo', '-2.9587')).toMatchObject({ verdict: 'right' });
    expect(answer('chain_elbo', 'evidence', '-2.1167')).toMatchObject({ verdict: 'right' });
    expect(answer('chain_elbo', 'gap', '3/7 + log(16/7)/2')).toMatchObject({ verdict: 'right' });
  });

  it.each([
    ['-1.4530', '$z_1$ is drawn as well'],
    ['-1.3905', '$z_2$ is drawn as well'],
  ])('knows from %s which state somebody forgets to draw', (typed, says) => {
    expect(answer('chain_elbo', 'step', typed)).toMatchObject({
      verdict: 'wrong',
      says: expect.stringContaining(says),
    });
  });
});
