// The site after one visit: without a network, with a new release on the server, behind a sign-in page.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Page } from '@playwright/test';
import { serve } from '../../../tools/serve.mjs';
import { writeServiceWorker } from '../../../web/build/offline.mjs';
import { figuresOut } from './support/paths.ts';
import { expect, open, ready, test, value } from './support/test.ts';

const BASE = '/courses/lesson/';
const TITLE = 'vi-lesson h1';

test.use({ serviceWorkers: 'allow', tolerated: /Failed to load resource|service worker|Service Worker/ });

let folder: string;
let server: { url: string; close(): Promise<void> };

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vi-site-'));
  await cp(`${figuresOut}/site`, folder, { recursive: true });
  server = await serve(folder, { base: BASE });
});
test.afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const port = () => Number(new URL(server.url).port);

/** One visit, until all files of the release are kept. */
async function visit(page: Page): Promise<void> {
  await open(page, server.url);
  await expect(page.getByText('This lesson is kept on this device')).toBeAttached();
}

/** Another release: the same lesson under another title. */
async function release(title: string): Promise<void> {
  const index = join(folder, 'index.html');
  const html = await readFile(index, 'utf8');
  await writeFile(index, html.replace(/(<h1[^>]*>)[^<]*/, `$1${title}`));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'service-worker.js');
  await writeServiceWorker(
    folder,
    files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))),
  );
}

/** Runs in the page: looks for a release now, and tells what became of it. */
async function fateOfNextRelease(): Promise<string | undefined> {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.update();
  const worker = registration?.installing;
  if (!worker) return undefined;
  return new Promise((done) =>
    worker.addEventListener('statechange', () => worker.state !== 'installing' && done(worker.state)),
  );
}

test('after one visit it opens and computes with the server gone, at the numbers of a link', async ({
  page,
}) => {
  await visit(page);
  await server.close();
  await page.goto(`${server.url}?bandit.r3=2`);
  await ready(page);
  expect(await value(page, 'bandit.log_normalizer')).toBeGreaterThan(1.31);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a new release waits until its reader agrees', async ({ page }) => {
  await visit(page);
  const old = await page.locator(TITLE).textContent();
  await release('The second edition');
  await page.reload();
  await ready(page);
  await expect(page.locator(TITLE)).toHaveText(old as string);
  const notice = page.getByRole('status').filter({ hasText: 'A new edition of this lesson has arrived' });
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Load it' }).click();
  await expect(page.locator(TITLE)).toHaveText('The second edition');
  await ready(page);
});

test('one who does not want it now keeps the release at hand, and is asked at the next visit', async ({
  page,
}) => {
  await visit(page);
  const old = await page.locator(TITLE).textContent();
  await release('The second edition');
  await page.reload();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByText('A new edition')).toHaveCount(0);
  await page.reload();
  await ready(page);
  await expect(page.locator(TITLE)).toHaveText(old as string);
  await expect(page.getByText('A new edition of this lesson has arrived')).toBeVisible();
});

test('another tab is told, and loses nothing', async ({ page, context }) => {
  await visit(page);
  await release('The second edition');
  await page.reload();
  const other = await context.newPage();
  await open(other, server.url);
  await page.getByRole('button', { name: 'Load it' }).click();
  await expect(other.getByText('A new edition of this lesson was loaded in another tab.')).toBeVisible();
  await other.getByRole('button', { name: 'Load it here' }).click();
  await expect(other.locator(TITLE)).toHaveText('The second edition');
});

test('a sign-in page in place of every file is never kept', async ({ page }) => {
  await visit(page);
  const at = port();
  await server.close();
  const portal = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in to the network</h1>'),
  );
  await new Promise<void>((done) => portal.listen(at, '127.0.0.1', done));
  await page.reload();
  await ready(page);
  await expect(page.locator('body')).not.toContainText('Sign in');
  await new Promise((done) => portal.close(done).closeAllConnections());
  server = await serve(folder, { base: BASE, port: at });
  await page.reload();
  await ready(page);
  await expect(page.getByText('A new edition')).toHaveCount(0);
});

test('a release that is damaged on the server is not taken', async ({ page }) => {
  await visit(page);
  const old = await page.locator(TITLE).textContent();
  await release('The second edition');
  await writeFile(join(folder, 'index.html'), 'cut off');
  expect(await page.evaluate(fateOfNextRelease)).toBe('redundant');
  await page.reload();
  await ready(page);
  await expect(page.locator(TITLE)).toHaveText(old as string);
  await expect(page.getByText('A new edition')).toHaveCount(0);
});
