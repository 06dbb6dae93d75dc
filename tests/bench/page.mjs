// The built page in Chromium: what moves and what blocks while it comes alive, what a frame of a drag costs the main thread,
// and when the last formula follows.
import { chromium } from '@playwright/test';
import { launchOptions } from '../../tools/chromium.mjs';
import { serve } from '../../tools/serve.mjs';
import { median } from './measure.mjs';

const site = new URL('../../dist/site', import.meta.url).pathname;
const HANDLE = 'vi-figure [data-parameter="exercise1.q_mean"]:visible';

export async function measurePage({ short }) {
  const server = await serve(site, { base: '/bench/' });
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    await page.addInitScript(watchLoading);
    await page.goto(server.url);
    await page.locator('vi-lesson[data-state="ready"]').waitFor();
    await page.waitForTimeout(1000);
    const { shift, longest, blocked } = await page.evaluate(() => window.viLoading);
    const tries = [];
    for (let i = 0; i < (short ? 2 : 4); i++) tries.push(await drag(page, short ? 60 : 120));
    const best = (key) => Math.min(...tries.map((each) => each[key]));
    return [
      { what: 'layout shift while it comes alive', value: shift, unit: '', most: 0.02 },
      { what: 'longest task at the start', value: longest, unit: 'ms' },
      { what: 'tasks beyond 50 ms, together', value: blocked, unit: 'ms' },
      { what: 'a frame of a drag', value: best('frame'), unit: 'ms', most: 16 },
      { what: 'formulas settled after a drag', value: best('settled'), unit: 'ms', most: 150 },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

// Runs in the page, before anything of it.
function watchLoading() {
  const seen = { shift: 0, longest: 0, blocked: 0 };
  window.viLoading = seen;
  const observe = (type, note) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) note(entry);
    }).observe({ type, buffered: true });
  observe('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) seen.shift += value;
  });
  observe('longtask', ({ duration }) => {
    seen.longest = Math.max(seen.longest, duration);
    seen.blocked += duration - 50;
  });
}

async function drag(page, moves) {
  const handle = page.locator(HANDLE).first();
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.evaluate(record);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  for (let i = 1; i <= moves; i++)
    await page.mouse.move(at.x + 60 * Math.sin((i / moves) * 2 * Math.PI), at.y);
  await page.mouse.up();
  await page.waitForTimeout(600);
  const { frames, released, lastChange } = await page.evaluate(() => window.viRecord());
  if (frames.length < moves / 4)
    throw new Error(`a drag of ${moves} moves drew only ${frames.length} frames`);
  return { frame: median(frames), settled: Math.max(0, lastChange - released) };
}

// Runs in the page. A frame's cost is from its first pointer event or callback to the first message after it was laid out
// and painted; only frames in which a number changed count.
function record() {
  const frames = [];
  let begun;
  let changed = false;
  let released = 0;
  let lastChange = 0;
  let stopped = false;
  const begin = () => {
    begun ??= performance.now();
  };
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    if (begun !== undefined && changed && released === 0) frames.push(performance.now() - begun);
    begun = undefined;
    changed = false;
  };
  const frame = () => {
    if (stopped) return;
    begin();
    port2.postMessage(0);
    requestAnimationFrame(frame);
  };
  // Not the figure's line for screen readers, which waits on purpose until nothing moves.
  const isComputed = ({ target }) =>
    (target.closest ? target : target.parentElement)?.closest(
      'vi-formula, vi-derivation, vi-number, vi-identity',
    );
  const observer = new MutationObserver((changes) => {
    changed = true;
    if (changes.some(isComputed)) lastChange = performance.now();
  });
  const lesson = document.querySelector('vi-lesson');
  observer.observe(lesson, { subtree: true, childList: true, characterData: true });
  const release = () => {
    released = performance.now();
  };
  addEventListener('pointermove', begin, { capture: true });
  addEventListener('pointerup', release, { capture: true });
  requestAnimationFrame(frame);
  window.viRecord = () => {
    stopped = true;
    observer.disconnect();
    removeEventListener('pointermove', begin, { capture: true });
    removeEventListener('pointerup', release, { capture: true });
    return { frames, released, lastChange };
  };
}
