// The script without anything in it, and what has to lie beside it.
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { smallOut } from './support/paths.ts';
import { type Site, serve } from './support/server.ts';
import { test as base, expect } from './support/test.ts';

const LATE = { timeout: 20_000 };
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  'worker-src blob:',
  "require-trusted-types-for 'script'",
  'trusted-types lit-html vi-loader',
].join('; ');

interface Host {
  files: Site;
  /** An empty one, removed afterwards. */
  folder: string;
  /** Open a page of somebody else's with this in it. */
  visit: (markup: string, headers?: Record<string, string>) => Promise<void>;
}

const test = base.extend<Host>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright's way to say that a fixture needs no other.
  files: async ({}, use) => {
    const site = await serve(`${smallOut}/embed`, '/deep/in/vi/');
    await use(site);
    await site.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'vi-disk-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
  visit: async ({ page, files }, use) => {
    await use(async (markup, headers = {}) => {
      const body = `<!doctype html><title>host</title><main>${markup}</main>`;
      await page.route(/\/host\.html$/, (route) =>
        route.fulfill({ body, contentType: 'text/html', headers }),
      );
      await page.goto(new URL('/host.html', files.url).href);
    });
  },
});

const MARKUP =
  '<vi-lesson part="means"></vi-lesson><vi-figure part="chord"></vi-figure><script src="/deep/in/vi/vi-lesson-small.js"></script>';
const lesson = (page: Page) => page.locator('main > vi-lesson');
const formulas = (page: Page) => lesson(page).locator('.katex');
const faces = (page: Page) =>
  page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').length);

async function isReady(page: Page): Promise<void> {
  for (const element of await page.locator('main > *:not(script)').all())
    await expect(element).toHaveAttribute('data-state', 'ready', LATE);
}

test('fetches each file once, from beside the script, wherever the page is', async ({ page, visit }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await visit(MARKUP);
  await isReady(page);
  await expect(formulas(page).first()).toBeVisible();
  const beside = await readdir(`${smallOut}/embed`);
  const needed = beside.filter((name) => /\.(wasm|woff2|lesson\.json)$|^katex-|-small\.js$/.test(name));
  expect(needed.length).toBeGreaterThan(6);
  expect(asked.filter((path) => path.startsWith('/deep/in/vi/')).sort()).toEqual(
    needed.map((name) => `/deep/in/vi/${name}`).sort(),
  );
  const fonts = needed.filter((name) => name.endsWith('.woff2'));
  expect(await faces(page)).toBe(fonts.length);
});

test('needs of a strict policy what the whole edition needs, and connect-src', async ({ page, visit }) => {
  await visit(MARKUP, { 'content-security-policy': POLICY });
  await isReady(page);
  await expect(formulas(page).first()).toBeVisible();
  expect(await faces(page)).toBeGreaterThan(4);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('works from another origin that lets it', async ({ page, visit }) => {
  const other = await serve(`${smallOut}/embed`, '/cdn/');
  await page.route(`${other.url}**`, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'access-control-allow-origin': '*' };
    await route.fulfill({ response, headers });
  });
  await visit(MARKUP.replace('/deep/in/vi/', other.url));
  await isReady(page);
  await expect(formulas(page).first()).toBeVisible();
  expect(await faces(page)).toBeGreaterThan(4);
  await other.close();
});

test.describe('without one of its files', () => {
  test.use({ tolerated: /Failed to load resource|Refused|violates|CORS policy/ });

  test('the core: it still reads, and says why it does not compute', async ({ page, visit }) => {
    await page.route('**/vi.wasm', (route) => route.fulfill({ status: 404 }));
    await visit(MARKUP);
    await expect(lesson(page)).toHaveAttribute('data-state', 'failed', LATE);
    await expect(lesson(page).getByRole('alert')).toContainText('vi.wasm');
    await expect(lesson(page)).toContainText(/Between 1.00 and 4.00 the mean .+ is 2.50\./);
  });

  for (const [what, files, says] of [
    ['KaTeX', '**/katex-*.js', /Formulas stand as they are written, because .*tell whoever.*katex-\w+\.js/],
    [
      'a font',
      '**/KaTeX_Math-Italic-*',
      /a font is not there: the server says 404.*KaTeX_Math-Italic-\w+\.woff2/,
    ],
  ] as const)
    test(`${what}: it computes, and formulas stay as text, with the reason`, async ({ page, visit }) => {
      await page.route(files, (route) => route.fulfill({ status: 404 }));
      await visit(MARKUP);
      await isReady(page);
      await expect(lesson(page).getByRole('alert')).toContainText(says);
      await expect(formulas(page)).toHaveCount(0);
      await expect(lesson(page).locator('.vi-tex-source').first()).toBeVisible();
      await expect(lesson(page).locator('vi-number').first()).toHaveAttribute('data-value', /\d/);
    });

  test('opened from disk, where none can be fetched: it says which edition opens there', async ({
    page,
    folder,
  }) => {
    await symlink(`${smallOut}/embed`, join(folder, 'vi'));
    const body = MARKUP.replace('/deep/in/vi/', 'vi/');
    await writeFile(join(folder, 'host.html'), `<!doctype html><title>host</title><main>${body}</main>`);
    await page.goto(pathToFileURL(join(folder, 'host.html')).href);
    await expect(lesson(page)).toHaveAttribute('data-state', 'failed', LATE);
    const alert = lesson(page).getByRole('alert');
    await expect(alert).toContainText('a page that is opened from disk may not fetch the');
    await expect(alert).toContainText('take vi-lesson.js');
    await expect(alert).not.toContainText('connection');
    await expect(alert.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  });

  test('KaTeX kept out by a policy is said as such', async ({ page, visit }) => {
    const only = POLICY.replace(
      "script-src 'self'",
      'script-src http://127.0.0.1:*/deep/in/vi/vi-lesson-small.js',
    );
    await visit(MARKUP, { 'content-security-policy': only });
    await isReady(page);
    await expect(lesson(page).getByRole('alert')).toContainText('a security policy (CSP) keeps it out');
  });
});
