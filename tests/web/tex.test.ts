// @vitest-environment jsdom
// KaTeX that does not come: formulas show their source, and a lesson says what helps.
// Once it has come it stays, for whichever test.
import { beforeEach, expect, it, vi } from 'vitest';

let comes: boolean;
vi.mock('katex', async (original) => {
  if (!comes) throw new Error('the network is gone');
  return original();
});

beforeEach(() => {
  comes = false;
  vi.resetModules();
  document.body.replaceChildren();
});

async function open() {
  const tex = await import('../../web/elements/tex.ts');
  const lost = vi.fn();
  tex.followTex(lost);
  const place = document.createElement('span');
  const draw = async (text: string) => {
    tex.drawTex(place, text);
    await tex.texDrawn();
    return place;
  };
  return { ...tex, lost, draw };
}

it('that does not come at a second try either is lost, which is told', async () => {
  const { draw, lost, isTexLost } = await open();
  await draw('x');
  expect(isTexLost()).toBe(false);
  await draw('y');
  expect(isTexLost()).toBe(true);
  expect(lost).toHaveBeenCalled();
});

it('is said once in each lesson, however many formulas ask, and in one that comes later', async () => {
  const { draw } = await open();
  const { ViLesson } = await import('../../web/elements/lesson/vi-lesson.ts');
  customElements.define('a-lesson', class extends ViLesson {});
  const [early, late] = [document.createElement('a-lesson'), document.createElement('a-lesson')];
  document.body.append(early);
  for (const text of ['x', 'y', 'z']) await draw(text);
  document.body.append(late);
  await draw('u');
  for (const lesson of [early, late]) {
    expect(lesson.querySelectorAll('[role=alert]')).toHaveLength(1);
    expect(lesson.textContent).toMatch(/stand here as they are written\. Load the page anew\./);
  }
});

it('that no formula waits for may be late without a word', async () => {
  const { loadTex, lost, isTexLost } = await open();
  for (let i = 0; i < 3; i++) await loadTex();
  expect([isTexLost(), lost.mock.calls.length]).toEqual([false, 0]);
});

it('is asked for again by the next formula, which is drawn if it comes then', async () => {
  const { draw, lost, isTexLost } = await open();
  expect((await draw('x')).innerHTML).toBe('<code class="vi-tex-source">x</code>');
  comes = true;
  expect((await draw('y')).querySelector('.katex')).not.toBeNull();
  expect([isTexLost(), lost.mock.calls.length]).toEqual([false, 0]);
});
