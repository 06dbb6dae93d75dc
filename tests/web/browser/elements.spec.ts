// Parts of a lesson as elements of somebody else's page. A small lesson, since most of this is not about what is in it.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { build } from 'vite';
import { expectAccessible } from './support/look.ts';
import { dist, smallOut } from './support/paths.ts';
import { serve } from './support/server.ts';
import { test as base, expect } from './support/test.ts';

interface Host {
  /** Which products the page is put beside. */
  embed: string;
  /** Open a page of somebody else's with this in it. */
  visit: (markup: string, query?: string) => Promise<void>;
}

const test = base.extend<Host>({
  embed: [`${smallOut}/embed`, { option: true }],
  visit: async ({ page, embed }, use) => {
    const site = await serve(embed, '/embed/');
    await use(async (markup, query = '') => {
      const body = /^<!doctype/i.test(markup)
        ? markup
        : `<!doctype html><html lang="en"><title>host</title><main><h1>Host</h1>${markup}</main>`;
      await page.route(/\/embed\/host\.html/, (route) => route.fulfill({ body, contentType: 'text/html' }));
      await page.goto(`${site.url}host.html${query}`);
    });
    await site.close();
  },
});

const SCRIPT = '<script src="vi-lesson.js"></script>';
const LATE = { timeout: 20_000 };
/** Counts what the page instantiates, spawns and listens to. */
const COUNTING = `<script>
  window.counts = { instances: 0, workers: 0, listeners: 0 };
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (...given) => (counts.instances++, instantiate.call(WebAssembly, ...given));
  const { Worker: Before } = window;
  window.Worker = class extends Before { constructor(...given) { super(...given); counts.workers++; } };
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = function (...given) { counts.listeners++; return addEventListener.apply(this, given); };
    target.removeEventListener = function (...given) { counts.listeners--; return removeEventListener.apply(this, given); };
  }
</script>`;
const counts = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { counts: Record<string, number> }).counts);

async function isReady(...elements: Locator[]): Promise<void> {
  for (const element of elements) await expect(element).toHaveAttribute('data-state', 'ready', LATE);
}
const root = (page: Page, tag: string) => page.locator(`main > ${tag}`).first();
const handle = (within: Locator, name: string) =>
  within.locator(`[data-parameter="${name}"]:visible`).first();

async function answer(exercise: Locator, line: string, text: string): Promise<void> {
  const field = exercise.locator(`[data-line="${line}"] input`);
  await field.fill(text);
  await field.press('Enter');
}

test('a figure, an exercise and the cards stand by themselves, from one script that is there twice', async ({
  page,
  visit,
}) => {
  await visit(
    `${COUNTING}<vi-figure part="chord"></vi-figure><vi-exercise part="adding"></vi-exercise><vi-cards></vi-cards>${SCRIPT}${SCRIPT}`,
  );
  const [figure, exercise, cards] = [
    root(page, 'vi-figure'),
    root(page, 'vi-exercise'),
    root(page, 'vi-cards'),
  ];
  await isReady(figure, exercise, cards);
  await expect(figure.locator('figure')).toHaveCount(1);
  await expect(figure.locator('vi-controls input')).toHaveCount(4);
  await handle(figure, 'pair.high').press('ArrowRight');
  await expect(handle(figure, 'pair.high')).toHaveAttribute('aria-valuenow', '4.25');

  await answer(exercise, 'total', '5');
  await expect(exercise.locator('[data-line="total"]')).toHaveAttribute('data-verdict', 'right');

  await expect(cards).toContainText('2 are new');
  await cards.getByRole('button', { name: 'Begin' }).click();
  await expect(cards.locator('vi-card')).toHaveCount(1);

  expect(await counts(page)).toMatchObject({ instances: 1, workers: 0 });
  await expectAccessible(page);
});

test('attributes say which numbers, and are followed when they change', async ({ page, visit }) => {
  await visit(
    `<vi-figure part="chord" parameters="low=2 pair.high=3"></vi-figure><vi-exercise part="adding" seed="3"></vi-exercise>${SCRIPT}`,
    '?pair.low=1/2&seed=9',
  );
  const [figure, exercise] = [root(page, 'vi-figure'), root(page, 'vi-exercise')];
  await isReady(figure, exercise);
  const low = figure.locator('vi-controls [data-parameter="pair.low"]');
  await expect(low).toHaveAttribute('aria-valuetext', /^2\b/);
  await expect(exercise).toContainText('Seed 3');

  await figure.evaluate((element) => element.setAttribute('parameters', 'low=3/2'));
  await expect(low).toHaveAttribute('aria-valuetext', /^3\/2|^1\.5/);
  await expect(figure.locator('vi-controls [data-parameter="pair.high"]')).toHaveAttribute(
    'aria-valuetext',
    /^4/,
  );
  await exercise.evaluate((element) => element.setAttribute('part', 'again'));
  await expect(exercise).toContainText('Take one from the other');
  expect(new URL(page.url()).search).toBe('?pair.low=1/2&seed=9');
});

test('says in its place what it was asked and cannot show', async ({ page, visit }) => {
  await visit(
    `<vi-figure part="cord"></vi-figure><vi-exercise></vi-exercise><vi-lesson part="a-sum"></vi-lesson><vi-exercise part="adding" parameters="z=1" seed="x"></vi-exercise>${SCRIPT}`,
  );
  await expect(root(page, 'vi-figure')).toContainText('no figure "cord": did you mean "chord"?', LATE);
  await expect(root(page, 'vi-exercise')).toContainText('Say which with part="…"');
  await expect(root(page, 'vi-lesson')).toContainText('there is');
  await expect(root(page, 'vi-lesson')).toHaveAttribute('data-state', 'failed');
  const alert = page.locator('main > vi-exercise').nth(1).getByRole('alert');
  await expect(alert).toContainText('sum has no parameter of that name');
  await expect(alert).toContainText('a seed is a whole number');
});

test('a section brings its notes, and no other section', async ({ page, visit }) => {
  await visit(`<vi-lesson part="means"></vi-lesson>${SCRIPT}`);
  const lesson = root(page, 'vi-lesson');
  await isReady(lesson);
  await expect(lesson.locator('vi-exercise')).toHaveCount(0);
  await lesson.getByRole('link', { name: 'mean' }).first().click();
  await expect(lesson.getByRole('note')).toContainText('Half of the sum');
});

test('what the learner does reaches the page', async ({ page, visit }) => {
  await visit(
    `<script>window.told = []; for (const type of ['vi-answer', 'vi-progress']) addEventListener(type, ({ detail, target }) => told.push([target.localName, detail]));</script><vi-exercise part="adding"></vi-exercise>${SCRIPT}`,
  );
  const exercise = root(page, 'vi-exercise');
  await isReady(exercise);
  await answer(exercise, 'total', '-1');
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { told: unknown[] }).told))
    .toEqual([
      ['vi-exercise', { right: 0, answered: 0, total: 2 }],
      [
        'vi-exercise',
        { kind: 'exercise', exercise: 'adding', line: 'total', text: '-1', verdict: 'wrong', slip: 'x - y' },
      ],
      ['vi-exercise', { right: 0, answered: 1, total: 2 }],
    ]);
});

const HOSTILE = `<style>
  :root { color-scheme: light; font-size: 31px }
  body { color: lime; line-height: 3; letter-spacing: 9px; direction: rtl; text-transform: uppercase; text-align: right; word-spacing: 20px; visibility: visible; white-space: nowrap }
  * { font: 30px fantasy !important; color: lime !important; background: red !important; transform: none !important }
</style>`;

test('what the host styles does not reach inside, but its choice of light or dark does', async ({
  page,
  visit,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await visit(
    `${HOSTILE}<vi-exercise part="adding"></vi-exercise><vi-exercise part="adding" theme="dark"></vi-exercise>${SCRIPT}`,
  );
  const [plain, dark] = [
    page.locator('main > vi-exercise').nth(0),
    page.locator('main > vi-exercise').nth(1),
  ];
  await isReady(plain, dark);
  const line = plain.locator('[data-line="total"] p').first();
  for (const [property, value] of Object.entries({
    direction: 'ltr',
    'letter-spacing': 'normal',
    'text-transform': 'none',
    'word-spacing': '0px',
    'white-space': 'normal',
  }))
    await expect(line).toHaveCSS(property, value);
  await expect(line).not.toHaveCSS('font-family', /fantasy/);
  const ink = (element: Locator) =>
    element.locator('.vi-exercise .vi-box-title').evaluate((box) => getComputedStyle(box).color);
  expect(await ink(plain)).toBe('rgb(29, 33, 41)');
  expect(await ink(dark)).toBe('rgb(236, 234, 228)');
  await plain.evaluate((element) => element.setAttribute('theme', 'dark'));
  expect(await ink(plain)).toBe('rgb(236, 234, 228)');
});

test('twenty on a page share one core; a thousand moves and as many that are thrown away leave nothing behind', async ({
  page,
  visit,
}) => {
  test.setTimeout(180_000);
  const figures = '<vi-figure part="chord"></vi-figure><vi-exercise part="adding"></vi-exercise>'.repeat(10);
  await visit(`${COUNTING}${figures}${SCRIPT}`);
  await isReady(...(await page.locator('main > :is(vi-figure, vi-exercise)').all()));
  expect(await counts(page)).toMatchObject({ instances: 1, workers: 0 });
  const before = (await counts(page)).listeners;
  await page.evaluate(() => {
    const figure = document.querySelector('vi-figure') as Element;
    for (let i = 0; i < 1000; i++) {
      figure.remove();
      document.querySelector('main')?.append(figure);
    }
    for (let i = 0; i < 1000; i++) {
      const one = document.createElement('vi-exercise');
      one.setAttribute('part', 'adding');
      document.querySelector('main')?.append(one);
      one.remove();
    }
  });
  const figure = page.locator('main > vi-figure').last();
  await handle(figure, 'pair.high').press('ArrowRight');
  await expect(handle(figure, 'pair.high')).toHaveAttribute('aria-valuenow', '4.25');
  expect((await counts(page)).listeners).toBe(before);
  expect((await counts(page)).instances).toBe(1);
});

test('a view transition of the host and a move by insertBefore leave it alive', async ({ page, visit }) => {
  await visit(`<section></section><vi-exercise part="adding"></vi-exercise>${SCRIPT}`);
  await isReady(root(page, 'vi-exercise'));
  await answer(root(page, 'vi-exercise'), 'total', '4');
  await page.evaluate(async () => {
    const exercise = document.querySelector('vi-exercise') as Element;
    const transition = document.startViewTransition(() => {
      document.querySelector('section')?.insertBefore(exercise, null);
    });
    await transition.updateCallbackDone;
  });
  const exercise = page.locator('section > vi-exercise');
  await expect(exercise.locator('[data-line="total"] input')).toHaveValue('4');
  await answer(exercise, 'total', '5');
  await expect(exercise.locator('[data-line="total"]')).toHaveAttribute('data-verdict', 'right');
});

/** What an author of the host's page would do with their own elements. */
async function litTwo(): Promise<string> {
  const input = new URL('../fixtures/lit-2-page.ts', import.meta.url).pathname;
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, rollupOptions: { input, output: { format: 'iife' } } },
  });
  const [chunk] = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  if (chunk?.type !== 'chunk') throw new Error('Vite made no script');
  return chunk.code;
}

for (const policies of ['', "lit-html vi-loader 'allow-duplicates'"])
  test(`lives beside and inside elements of Lit 2${policies && ', under trusted types'}`, async ({
    page,
    visit,
  }) => {
    const host = await litTwo();
    await page.route('**/host.js', (route) => route.fulfill({ body: host, contentType: 'text/javascript' }));
    const trusted = policies
      ? `<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'; trusted-types ${policies}">`
      : '';
    await visit(
      `<!doctype html><head><title>host</title>${trusted}</head><main><script src="host.js"></script><course-part></course-part><vi-exercise part="adding"></vi-exercise>${SCRIPT}</main>`,
    );
    const part = page.locator('main > course-part');
    await isReady(part.locator('vi-figure').first(), root(page, 'vi-exercise'));
    await expect(part).toContainText('High is 3.');
    await expect(handle(part, 'pair.high')).toHaveAttribute('aria-valuenow', '3');
    await part.getByRole('button', { name: 'Move it' }).click();
    await expect(part).toContainText('High is 7/2.');
    await expect(handle(part, 'pair.high')).toHaveAttribute('aria-valuenow', '3.5');
    await answer(root(page, 'vi-exercise'), 'total', '5');
    await expect(root(page, 'vi-exercise').locator('[data-line="total"]')).toHaveAttribute(
      'data-verdict',
      'right',
    );
  });

test('an assignment fixes its numbers, says so, and opens what it names', async ({ page, visit }) => {
  await visit(`<vi-lesson mode="assignment" open="adding" parameters="sum.x=3/2"></vi-lesson>${SCRIPT}`);
  const lesson = root(page, 'vi-lesson');
  await isReady(lesson);
  await expect(lesson).toContainText('Your course has set this up');
  await expect(lesson).toContainText('“Take one from the other” is not part of this assignment');
  await expect(lesson.locator('.vi-closed + vi-exercise')).toBeHidden();
  const exercise = lesson.locator('vi-exercise[name="adding"]');
  await expect(exercise).toContainText('Set by your course');
  await expect(exercise.getByRole('button', { name: /New numbers|Back to the book/ })).toHaveCount(0);
  await answer(exercise, 'total', '9/2');
  await expect(exercise).toContainText('Score 1 of 2');
  // What no exercise asks about can still be explored.
  await expect(lesson.locator('[data-parameter="pair.high"]:visible').first()).not.toHaveAttribute(
    'aria-disabled',
  );
  await expectAccessible(page);
});

test('the controls of an assignment do not move', async ({ page, visit }) => {
  await visit(`<vi-figure part="chord" mode="assignment" parameters="high=3"></vi-figure>${SCRIPT}`);
  const figure = root(page, 'vi-figure');
  await isReady(figure);
  const knob = figure.locator('.vi-handle[data-parameter="pair.high"]:visible').first();
  await expect(knob).toHaveAttribute('aria-disabled', 'true');
  await knob.press('ArrowRight');
  await expect(knob).toHaveAttribute('aria-valuenow', '3');
  await expect(figure.locator('vi-controls input:enabled')).toHaveCount(0);
  await expect(figure).toContainText('Your course has set these numbers');
});

test('a frame passes on what its address asks for, and hears nobody but its host', async ({
  page,
  visit,
}) => {
  test.setTimeout(180_000);
  const query =
    'part=adding&x=5/2&theme=dark&mode=assignment&%3Cscript%3E=%00&__proto__=1&seed=-1#%22onload=alert(1)';
  await visit(
    `<iframe data-vi-lesson src="frame.html?${query}" style="height:150px"></iframe><iframe id="other" srcdoc="<p>"></iframe><script src="frame-host.js"></script>`,
  );
  const frame = page.frameLocator('iframe[data-vi-lesson]');
  await expect(frame.locator('body > main > vi-lesson')).toHaveAttribute('data-state', 'ready', LATE);
  await expect(frame.locator('body > main > vi-lesson')).toHaveAttribute('theme', 'dark');
  await expect(frame.locator('vi-exercise')).toContainText('Set by your course');
  await expect(frame.getByRole('alert')).toContainText('sum has no parameter of that name');
  const height = () => page.locator('iframe[data-vi-lesson]').evaluate((element) => element.clientHeight);
  await expect.poll(height).toBeGreaterThan(250);
  const settled = await height();
  await page.evaluate(() => {
    const lesson = document.querySelector<HTMLIFrameElement>('iframe[data-vi-lesson]')
      ?.contentWindow as Window;
    const other = document.querySelector<HTMLIFrameElement>('#other')?.contentWindow as Window;
    const hostile = [
      null,
      0,
      'vi-hello',
      { type: 'vi-height', height: 9e9 },
      { type: 'vi-height', height: 'NaN' },
      'x'.repeat(10_000_000),
    ];
    for (const message of hostile) {
      lesson.postMessage(message, '*');
      window.postMessage(message, '*');
    }
    for (let i = 0; i < 10_000; i++) lesson.postMessage({ type: 'vi-hello', i }, '*');
    const script = other.document.createElement('script');
    script.textContent = "parent.postMessage({ type: 'vi-height', height: 5000 }, '*')";
    other.document.body.append(script);
  });
  await frame.locator('[data-line="total"] input').fill('5');
  await frame.locator('[data-line="total"] input').press('Enter');
  await expect(frame.locator('[data-line="total"]')).toHaveAttribute('data-verdict', /./);
  await page.waitForTimeout(300);
  expect(Math.abs((await height()) - settled)).toBeLessThan(200);
});

test.describe('the examples of the documentation', () => {
  test.use({ embed: `${dist}/embed` });

  test('run as they are written', async ({ page, visit }) => {
    test.setTimeout(180_000);
    const text = await readFile(new URL('../../../web/docs/embedding.md', import.meta.url), 'utf8');
    const examples = [...text.matchAll(/^```html\n([\s\S]*?)^```/gm)].map(([, example]) => example as string);
    expect(examples.length).toBeGreaterThan(6);
    for (const example of examples) {
      await page.unroute(/\/embed\/host\.html/);
      await visit(example);
      const inside = example.includes('<iframe')
        ? page.frameLocator('iframe').locator('body > main > vi-lesson')
        : page.locator('body > :is(vi-lesson, vi-figure, vi-exercise, vi-cards)');
      await expect(inside.first()).toHaveAttribute('data-state', 'ready', LATE);
      await expect(page.getByRole('alert')).toHaveCount(0);
    }
  });
});
