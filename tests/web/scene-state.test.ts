import { beforeEach, describe, expect, it } from 'vitest';
import { type Core, ViError } from '../../web/core/core.mjs';
import type { Want } from '../../web/core/door.ts';
import { lookUp } from '../../web/lesson/look-up.ts';
import { SceneState } from '../../web/lesson/scene-state.ts';
import { LessonSession } from '../../web/lesson/session.ts';
import { openCore, openDocument } from './fixtures/lesson.ts';

let core: Core;
let lesson: string;
let scene: SceneState;
const gap = () => lookUp(scene, 'gap');
const frame = () => new Promise((resolve) => setTimeout(resolve, 15));

/** Exercise 1 again, with an ear at the door. */
function sceneWith(hear: (want: Want) => unknown, hidden?: Element): SceneState {
  return new SceneState('exercise1', scene.info, {
    evaluate: (parameters, want) => {
      hear(want);
      return core.call({ op: 'lesson.evaluate', lesson, scene: 'exercise1', parameters, want });
    },
    sees: (element) => element !== hidden,
    formulasAreDrawn: () => false,
    told() {},
  });
}

beforeEach(async () => {
  core = await openCore();
  const session = new LessonSession(core, { document: await openDocument(), article: '' });
  lesson = session.info.lesson;
  scene = session.scene('exercise1') as SceneState;
});

describe('a scene', () => {
  it("opens at the book's numbers, exact", () => {
    expect(gap().value).toBeCloseTo(53 / 80 + Math.log(8 / 15) / 2, 12);
    expect(gap().exact).toBe('53/80 + 1/2*log(8/15)');
    expect(scene.atBook).toBe(true);
    expect(scene.changed).toEqual({});
  });

  it('gives decimals while it moves, and the exact form when it rests', async () => {
    scene.follow({ wish: { quantities: ['gap'] }, changed() {} });
    scene.hold();
    scene.move('q_mean', 6);
    await frame();
    expect(scene.settings.q_mean).toBe('8/5');
    expect(gap().exact).toBeNull();
    expect(gap().value).toBeCloseTo(7 / 16 + Math.log(8 / 15) / 2, 12);
    scene.release();
    expect(gap().exact).toBe('7/16 + 1/2*log(8/15)');
  });

  it('asks the core for what its followers show, once a frame, and for nothing more', async () => {
    const asked: Want[] = [];
    const scene = sceneWith((want) => asked.push(want));
    scene.follow({ wish: { quantities: ['gap'], identities: ['gap'] }, changed() {} });
    scene.follow({ wish: { quantities: ['gap', 'elbo'] }, changed() {} });
    asked.length = 0;
    for (const k of [1, 2, 3]) scene.move('q_mean', k);
    await frame();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ quantities: ['gap', 'elbo'], identities: ['gap'], derivations: [] });
  });

  it('leaves alone while it moves what nobody could see, until it rests', async () => {
    const hidden = {} as Element;
    const scene = sceneWith(() => {}, hidden);
    let told = 0;
    scene.follow({ element: hidden, wish: { quantities: ['gap'] }, changed: () => told++ });
    scene.move('q_mean', 6);
    await frame();
    expect(told).toBe(0);
    scene.rest();
    expect(told).toBe(1);
    expect(lookUp(scene, 'gap').exact).toBe('7/16 + 1/2*log(8/15)');
  });

  it('says beside its control what the core refuses only when it comes to rest, and keeps the rest', async () => {
    let refuses = false;
    const scene = sceneWith((want) => {
      if (refuses && want.exact) throw new ViError({ code: 'limit', message: 'too large', where: '' });
    });
    refuses = true;
    scene.move('q_mean', 6);
    scene.rest();
    expect(scene.moving).toBe(false);
    expect(scene.refusals.get('q_mean')).toMatchObject({ message: 'too large' });
    refuses = false;
    scene.set('q_mean', '8/5');
    expect(scene.refusals.size).toBe(0);
    expect(lookUp(scene, 'gap').exact).toBe('7/16 + 1/2*log(8/15)');
  });

  it('hears of a burst of moves once a frame', async () => {
    let told = 0;
    scene.follow({ changed: () => told++ });
    for (let k = 1; k <= 50; k++) scene.move('q_mean', k);
    await frame();
    expect(told).toBe(1);
    expect(scene.settings.q_mean).toBe('6');
  });

  it('comes to rest by itself after the last key', async () => {
    scene.move('q_mean', 1);
    await new Promise((resolve) => setTimeout(resolve, 140));
    expect(scene.moving).toBe(false);
    expect(gap().exact).not.toBeNull();
  });

  it('refuses a bad text beside its control, and nothing else changes', () => {
    scene.set('q_mean', '8/5');
    const before = scene.value;
    expect(scene.set('q_variance', '-1')).toBe(false);
    expect(scene.refusals.get('q_variance')).toMatchObject({
      text: '-1',
      message: expect.stringContaining('-1'),
    });
    expect(scene.value).toBe(before);
    expect(scene.settings.q_variance).toBe('3/2');
    scene.set('q_variance', '4/5');
    expect(scene.refusals.size).toBe(0);
    expect(gap().exact).toBe('0');
  });

  it('takes several or none', () => {
    expect(scene.setAll({ q_mean: '8/5', q_variance: 'nan' })).toBe(false);
    expect(scene.settings.q_mean).toBe('1');
    expect([...scene.refusals.keys()]).toEqual(['q_variance']);
  });

  it('reads a typographic minus, and calls 6/4 the book', () => {
    scene.set('q_mean', '\u22121/2');
    scene.set('q_variance', '6/4');
    expect(scene.changed).toEqual({ q_mean: '-1/2' });
  });
});

describe('the way back', () => {
  it("is one press to the book's numbers, and undo loses nothing", () => {
    scene.set('x', '5/2');
    scene.set('q_mean', '2');
    scene.toBook();
    expect(scene.atBook).toBe(true);
    scene.undo();
    expect(scene.changed).toEqual({ x: '5/2', q_mean: '2' });
    scene.undo();
    scene.undo();
    expect(scene.atBook).toBe(true);
    expect(scene.canUndo).toBe(false);
  });

  it('takes a whole drag as one step', async () => {
    scene.hold();
    for (const k of [1, 5, 9]) {
      scene.move('q_mean', k);
      await frame();
    }
    scene.release();
    scene.undo();
    expect(scene.atBook).toBe(true);
  });

  it('clears what was refused', () => {
    scene.set('x', '1/0');
    scene.toBook();
    expect(scene.refusals.size).toBe(0);
  });
});
