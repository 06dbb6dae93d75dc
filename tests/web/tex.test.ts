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
