// @vitest-environment jsdom
// Whoever makes a slip is told which, at the book's numbers and at those of ten seeds: with the real lessons and core. At
// some seeds two slips lead to one number; then the first in the list is named.
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExerciseState, Mark } from '../../web/lesson/exercise-state.ts';
import type { SceneState } from '../../web/lesson/scene-state.ts';
import { LessonSession } from '../../web/lesson/session.ts';
import { openCore, openDocument, openWhole } from './fixtures/lesson.ts';

const SEEDS = [undefined, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const DECIMALS = 6;
const SHOWN = 3;

interface Line {
  name: string;
  kind: string;
  answer: string;
  wrong?: { is: string; says: string }[];
}

const lessons: Record<string, Awaited<ReturnType<typeof openDocument>>> = {
  'variational-inference-for-rl': await openDocument(),
  'one-step-control': await openWhole('one-step-control'),
  rlhf: await openWhole('rlhf'),
};
const exercises = Object.entries(lessons).flatMap(([lesson, { exercises = {} }]) =>
  Object.entries(exercises).flatMap(([name, { kind }]) => (kind === 'answers' ? [[lesson, name]] : [])),
) as [lesson: string, name: string][];

const sessions = new Map<string, LessonSession>();
beforeAll(async () => {
  localStorage.clear();
  const core = await openCore();
  for (const [name, document] of Object.entries(lessons))
    sessions.set(name, new LessonSession(core, { document, article: '' }));
});
const sessionOf = (lesson: string) => sessions.get(lesson) as LessonSession;

const CLOSE = 10 ** -DECIMALS;

const valueOf = (session: LessonSession, exercise: ExerciseState, expression: string) =>
  session.at(exercise.scene as SceneState, [expression])[0] ?? Number.NaN;

/** The verdict on what somebody types who has this value; the line is empty again afterwards. */
function typed(exercise: ExerciseState, i: number, value: number): Mark | undefined {
  exercise.type(i, value.toFixed(DECIMALS));
  exercise.check(i);
  const mark = exercise.mark(i);
  exercise.type(i, '');
  return mark;
}

describe.each(exercises)('%s, %s', (lesson, name) => {
  it.each(SEEDS)('knows every slip by its message and every answer as right, at seed %s', (seed) => {
    const session = sessionOf(lesson);
    const exercise = session.exercises.get(name) as ExerciseState;
    if (seed === undefined) exercise.toBook();
    else expect(exercise.renew(seed)).toBe(true);
    for (const [i, line] of (exercise.data.lines as unknown as Line[]).entries()) {
      if (line.kind !== 'number') continue;
      expect(typed(exercise, i, valueOf(session, exercise, line.answer)), line.name).toMatchObject({
        verdict: 'right',
      });
      const slips = (line.wrong ?? []).map(({ is, says }) => ({
        value: valueOf(session, exercise, is),
        says,
        is,
      }));
      for (const { value, is } of slips) {
        const { says } = slips.find((slip) => Math.abs(slip.value - value) < CLOSE) ?? {};
        expect
          .soft(typed(exercise, i, value), `${line.name} = ${is}`)
          .toMatchObject({ verdict: 'wrong', says });
      }
    }
  });

  it('tells all its slips apart at the book’s numbers', () => {
    const session = sessionOf(lesson);
    const exercise = session.exercises.get(name) as ExerciseState;
    exercise.toBook();
    for (const { name: line, kind, wrong = [] } of exercise.data.lines as unknown as Line[]) {
      if (kind !== 'number') continue;
      const values = wrong.map(({ is }) => valueOf(session, exercise, is).toFixed(SHOWN));
      expect(new Set(values).size, line).toBe(values.length);
    }
  });
});
