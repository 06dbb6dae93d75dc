// What keeps a page from computing, each with what its reader is told: the lesson still reads, and the reason and a remedy
// stand at its top and where something would answer.
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/look.ts';
import { measurementOut } from './support/paths.ts';
import { expect, number, open, ready, test } from './support/test.ts';

test.use({
  products: `${measurementOut}/site`,
  tolerated: /Failed to load|MIME type|SyntaxError|Unexpected|CSP|Content Security|uncaught/,
});

const PLACES = ['vi-controls', 'vi-figure', 'vi-exercise'];
const again = (page: Page) => page.getByRole('alert').getByRole('button', { name: 'Try again' });

async function expectStill(page: Page, reason: RegExp, remedy: RegExp): Promise<void> {
  const alert = page.getByRole('alert');
  await expect(alert).toHaveCount(1);
  await expect(alert).toContainText(reason);
  await expect(alert).toContainText(remedy);
  await expect(number(page, 'first.estimate')).toHaveText('0.667');
  await expect(page.locator('vi-derivation .katex').first()).toBeVisible();
  for (const place of PLACES) {
    const line = page.locator(`${place} .vi-still`);
    await expect(line).toHaveCount(1);
    await expect(line).toContainText(reason);
    for (const sentence of (await line.innerText()).split(/\.\s/))
      expect(sentence.split(':').length).toBeLessThanOrEqual(2);
    if ((await again(page).count()) > 0)
      await expect(line.getByRole('button', { name: 'Try again' })).toBeVisible();
    else await expect(line).toContainText(remedy);
    expect(await page.locator(`${place} :is(input, button):enabled:not(.vi-still *)`).count()).toBe(0);
  }
}

type Answer = { status?: number; body: string; contentType?: string } | 'abort' | 'hang';
interface Case {
  what: string;
  /** The files that do not come as they should, and what comes instead. */
  files: string;
  answer: Answer;
  reason: RegExp;
  remedy: RegExp;
}

const html = { body: '<!DOCTYPE html><title>Sign in</title>', contentType: 'text/html' };
const wasm = (body: string) => ({ body, contentType: 'application/wasm' });

const passing: Case[] = [
  {
    what: 'the core is missing',
    files: '**/*.wasm',
    answer: { status: 404, body: 'no' },
    reason: /the core is not there: the server says 404/,
    remedy: /tell whoever runs this site that vi-\w+\.wasm does not come/,
  },
  {
    what: 'a sign-in page comes for the core',
    files: '**/*.wasm',
    answer: html,
    reason: /something else came in place of the core/,
    remedy: /Sign in/,
  },
  {
    what: 'the core is cut off',
    files: '**/*.wasm',
    answer: wasm('\0asm\x01\0\0\0\x01'),
    reason: /arrived damaged/,
    remedy: /tell whoever runs this site/,
  },
  {
    what: 'another module comes for the core',
    files: '**/*.wasm',
    answer: wasm('\0asm\x01\0\0\0'),
    reason: /do not fit together \(this module is no core\)/,
    remedy: /tell whoever runs this site/,
  },
  {
    what: 'the core cannot be reached',
    files: '**/*.wasm',
    answer: 'abort',
    reason: /could not be fetched/,
    remedy: /Check the connection/,
  },
  {
    what: 'the lesson is missing',
    files: '**/lesson-*.json',
    answer: { status: 500, body: 'no' },
    reason: /the lesson is not there: the server says 500/,
    remedy: /tell whoever runs this site that lesson-\w+\.json does not come/,
  },
  {
    what: 'a sign-in page comes for the lesson',
    files: '**/lesson-*.json',
    answer: html,
    reason: /something else came in place of the lesson/,
    remedy: /Sign in/,
  },
  {
    what: 'the lesson is cut off',
    files: '**/lesson-*.json',
    answer: { body: '{"document":{"tit' },
    reason: /something else came in place of the lesson/,
    remedy: /try again/,
  },
  {
    what: 'the page’s program is missing',
    files: '**/page-*.js',
    answer: { status: 404, body: 'no' },
    reason: /its program did not arrive/,
    remedy: /Check the connection/,
  },
  {
    what: 'a sign-in page comes for the page’s program',
    files: '**/page-*.js',
    answer: html,
    reason: /its program did not arrive/,
    remedy: /tell whoever runs this site/,
  },
  {
    what: 'the page’s program is cut off',
    files: '**/page-*.js',
    answer: { body: 'const a = {', contentType: 'text/javascript' },
    reason: /its program does not run here/,
    remedy: /Bring this browser up to date/,
  },
];

for (const { what, files, answer, reason, remedy } of passing) {
  test(`${what}: reason and remedy in each place, and to try again helps`, async ({ page, site }) => {
    await page.route(files, (route) =>
      answer === 'abort' ? route.abort() : route.fulfill(answer as object),
    );
    await page.goto(site.url);
    await expectStill(page, reason, remedy);
    await page.unroute(files);
    await again(page).click();
    await ready(page);
    await expect(page.locator('.vi-still, .vi-problem')).toHaveCount(0);
    await expect(page.locator('vi-controls input').first()).toBeEnabled();
  });
}

test('the core cannot be reached again: one alert, and a line in each place, as before', async ({
  page,
  site,
}) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(site.url);
  await expectStill(page, /could not be fetched/, /Check the connection/);
  await page.locator('vi-figure').getByRole('button', { name: 'Try again' }).click();
  await expectStill(page, /could not be fetched/, /Check the connection/);
});

test('offline at the first visit', async ({ page, site }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { value: false }));
  await page.route(/\.(wasm|json)$/, (route) => route.abort());
  await page.goto(site.url);
  await expectStill(page, /you are offline, and this browser has not kept the lesson yet/, /Connect once/);
});

test('no WebAssembly at all', async ({ page, site }) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, 'WebAssembly', { value: undefined }));
  await page.goto(site.url);
  await expectStill(page, /no WebAssembly, or a strict mode/, /Another browser will do/);
  await expect(again(page)).toHaveCount(0);
});

test('a site whose policy blocks WebAssembly', async ({ page, site }) => {
  await page.route(site.url, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': "script-src 'self' 'unsafe-inline'" };
    await route.fulfill({ response, headers });
  });
  await page.goto(site.url);
  await expectStill(page, /security policy blocks WebAssembly/, /can allow 'wasm-unsafe-eval'/);
  await expect(again(page)).toHaveCount(0);
});

test('a site whose policy blocks every script', async ({ page, site }) => {
  await page.route(site.url, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': "script-src 'none'" };
    await route.fulfill({ response, headers });
  });
  await page.goto(site.url);
  await expect(number(page, 'first.estimate')).toHaveText('0.667');
  const says = () =>
    page.locator('vi-lesson').evaluate((lesson) => {
      const { display, content } = getComputedStyle(lesson, '::before');
      return display === 'block' ? content : '';
    });
  expect(await says()).toMatch(/Scripts are blocked here.*allow its scripts and reload/);
});

for (const [what, files] of [
  ['the core', '**/*.wasm'],
  ['the page’s program', '**/page-*.js'],
] as const) {
  test(`${what} hangs: after 20 seconds the page says so, and takes it back when it comes`, async ({
    page,
    site,
  }) => {
    let come: () => void = () => {};
    const coming = new Promise<void>((resolve) => {
      come = resolve;
    });
    await page.clock.install();
    await page.route(files, async (route) => {
      await coming;
      await route.continue();
    });
    await page.goto(site.url, { waitUntil: 'commit' });
    await page.locator('#vi-exercise-read_off, vi-exercise').first().waitFor();
    await page.clock.fastForward(21_000);
    await expectStill(page, /what computes the numbers has not arrived yet/, /Wait a little/);
    come();
    await page.clock.resume();
    await ready(page);
    await expect(page.locator('.vi-still, .vi-problem')).toHaveCount(0);
  });
}

test.describe('a worker', () => {
  const trial = (page: Page) => page.locator('vi-identity .vi-trial');

  test('that is missing: the trial says so, with a remedy, and works once it is there', async ({
    page,
    site,
  }) => {
    await page.route('**/worker-*.js', (route) => route.fulfill({ status: 404, body: 'no' }));
    await open(page, site.url);
    await trial(page).getByRole('button').click();
    await expect(trial(page)).toContainText(
      /The trial stopped \(the worker stopped: .*\)\. Press the button for a fresh worker/,
    );
    await page.unroute('**/worker-*.js');
    await trial(page).getByRole('button').click();
    await expect(trial(page)).toContainText(/settings tried/, { timeout: 30_000 });
  });

  test('that never answers is ended after 2 seconds, while the page answers', async ({ page, site }) => {
    await page.route('**/worker-*.js', (route) =>
      route.fulfill({ body: 'onmessage = () => { for (;;); }', contentType: 'text/javascript' }),
    );
    await open(page, site.url);
    await trial(page).getByRole('button').click();
    await page.locator('vi-controls input[type="range"]').first().press('ArrowRight');
    await expect(number(page, 'first.estimate')).not.toHaveText('0.667');
    await expect(trial(page)).toContainText('it took longer than 2 s). Press the button for a fresh worker');
  });

  test('that dies at its work', async ({ page, site }) => {
    await page.route('**/worker-*.js', (route) =>
      route.fulfill({
        body: 'onmessage = () => { throw new Error("dead"); }',
        contentType: 'text/javascript',
      }),
    );
    await open(page, site.url);
    await trial(page).getByRole('button').click();
    await expect(trial(page)).toContainText(
      /The trial stopped \(the worker stopped: .*dead.*\)\. Press the button/,
    );
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the lesson reads, and says once what to do', async ({ page, site }) => {
    await page.goto(site.url);
    await expect(page.locator('.vi-problem')).toHaveText(
      /JavaScript is off here, or blocked.*allow JavaScript/,
    );
    await expect(number(page, 'first.estimate')).toHaveText('0.667');
    await expect(page.locator('vi-derivation .katex').first()).toBeVisible();
    await expect(page.locator('.vi-live:visible')).toHaveCount(0);
  });
});

for (const [width, colorScheme] of [
  [1440, 'light'],
  [390, 'dark'],
] as const) {
  test(`a failed page at ${width} pixels is accessible and stays in its column`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'no' }));
    await page.goto(site.url);
    await expectStill(page, /404/, /tell whoever/);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}
