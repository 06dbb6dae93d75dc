// @vitest-environment jsdom
// An instructor's link: what it fixes, what it leaves open, and what it does not take.
import { beforeEach, describe, expect, it } from 'vitest';
import { isOpen } from '../../web/lesson/assignment.ts';
import type { ExerciseState } from '../../web/lesson/exercise-state.ts';
import { applyEntries, assignmentAddress, parseQuery } from '../../web/lesson/link.ts';
import type { SceneState } from '../../web/lesson/scene-state.ts';
import type { LessonSession } from '../../web/lesson/session.ts';
import { openExercises } from './fixtures/exercise-core.ts';

let session: LessonSession;
let scene: SceneState;
let fill: ExerciseState;

async function follow(query: string): Promise<string[]> {
  session = await openExercises();
  scene = session.scenes.get('exercise1') as SceneState;
  fill = session.exercises.get('fill') as ExerciseState;
  return applyEntries(session, parseQuery(query));
}

beforeEach(() => localStorage.clear());

describe('an assignment', () => {
  it('fixes its numbers: nothing on the page moves them', async () => {
    expect(await follow('?mode=assignment&exercise1.x=5/2')).toEqual([]);
    const before = scene.settings;
    scene.move('x', 3);
    scene.toBook();
    scene.undo();
    expect(scene.set('q_mean', '1')).toBe(false);
    expect(fill.renew(3)).toBe(false);
    expect(fill.problem).toBe('The scene does not take the numbers of this seed.');
    expect(session.renew('fill', 3)).toBe(fill.problem);
    expect(scene.settings).toEqual(before);
    expect(before.x).toBe('5/2');
  });

  it('scores answers at its numbers, and finds them again', async () => {
    await follow('?mode=assignment&exercise1.x=5/2');
    expect(fill.isOwn).toBe(false);
    fill.type(0, '2');
    fill.check(0);
    expect(fill.score).toBe(1);
    await follow('?mode=assignment&exercise1.x=5/2');
    expect(fill.lines[0]?.text).toBe('2');
    await follow('');
    expect(fill.lines[0]?.text).toBe('');
  });

  it('fixes a seed', async () => {
    await follow('?mode=assignment&seed=7');
    expect(fill.seed).toBe(7);
    expect(scene.locked).toBe(true);
  });

  it('opens what it names, and everything if it names nothing', async () => {
    await follow('?mode=assignment&open=fill');
    expect([isOpen(session, 'fill'), isOpen(session, 'again')]).toEqual([true, false]);
    await follow('?mode=assignment');
    expect([isOpen(session, 'fill'), isOpen(session, 'again')]).toEqual([true, true]);
  });

  it('says what it does not know, in bounded length', async () => {
    expect(await follow('?mode=assignment&open=fil')).toEqual([
      'open=fil: this lesson has no such exercise; did you mean "fill"?',
    ]);
    const hostile = `?mode=assignment&open=${'constructor,'.repeat(5000)}${'x'.repeat(5000)}`;
    const said = await follow(hostile);
    expect(said.join('').length).toBeLessThan(4000);
    expect(await follow('?mode=exam')).toEqual(['mode=exam: there is one mode, mode=assignment.']);
    expect(scene.locked).toBe(false);
  });

  it('can be written down from the page', async () => {
    await follow('?exercise1.x=5/2');
    const address = assignmentAddress(session, 'fill');
    expect(await follow(new URL(address).search)).toEqual([]);
    expect(scene.settings.x).toBe('5/2');
    expect([scene.locked, isOpen(session, 'again')]).toEqual([true, false]);
  });
});
