// What a reader's browser fetches, compressed as a server would (brotli): bytes, since times on a busy machine are noise.
// `wish` is what a lesson of one chapter would weigh; this one has fourteen sections, and ARCHITECTURE.md says where they go.
import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Response } from '@playwright/test';
import { dist } from './support/paths.ts';
import { expect, ready, test } from './support/test.ts';

const KB = 1000;

/** Kilobytes: at most so many until the page computes, and what was wished for. */
const UNTIL_READY = {
  'the article': { of: /\/(?:\?.*)?$/, most: 131, wish: 6 },
  'script and style': { of: /\.(?:js|css)$/, most: 98, wish: 14 },
  fonts: { of: /\.woff2$/, most: 70, wish: 110 },
  'the core': { of: /\.wasm$/, most: 155, wish: 85 },
  'the lesson as data': { of: /lesson-\w+\.json$/, most: 53, wish: 0 },
  'everything until it computes': { of: /./, most: 503, wish: 215 },
};
const ALL_AT_REST = { most: 567, wish: 280 };
const PRODUCTS = {
  'lesson.html': { most: 561, wish: 450 },
  'embed/vi-lesson.js': { most: 477, wish: 180 },
  'embed/vi-lesson-small.js': { most: 99, wish: 100 },
};

test('until the page computes, and at rest after it, so much is fetched', async ({ page, site }) => {
  const fetched: Response[] = [];
  page.on('response', (response) => fetched.push(response));
  // KaTeX is for formulas that change: nothing of it is waited for.
  const late: string[] = [];
  await page.route(/katex-\w+\.js$/, async (route) => {
    late.push(route.request().url());
    await ready(page);
    await route.continue();
  });
  await page.goto(site.url);
  await ready(page);
  const before = await sizes(fetched.filter((response) => !late.includes(response.url())));
  for (const [what, { of, most }] of Object.entries(UNTIL_READY)) {
    const weight = before.filter(({ url }) => of.test(url)).reduce((total, { size }) => total + size, 0) / KB;
    expect.soft(weight, `${what}: kilobytes`).toBeGreaterThan(0);
    expect.soft(weight, `${what}: kilobytes`).toBeLessThanOrEqual(most);
  }
  await expect.poll(() => late.length, 'KaTeX comes when the page is at rest').toBe(1);
  await page.waitForLoadState('networkidle');
  const all = (await sizes(fetched)).reduce((total, { size }) => total + size, 0) / KB;
  expect(all, 'all that is fetched: kilobytes').toBeLessThanOrEqual(ALL_AT_REST.most);
});

for (const [file, { most }] of Object.entries(PRODUCTS)) {
  test(`${file} weighs at most ${most} kilobytes`, async () => {
    expect(compressed(await readFile(`${dist}/${file}`)) / KB).toBeLessThanOrEqual(most);
  });
}

async function sizes(responses: Response[]): Promise<{ url: string; size: number }[]> {
  return Promise.all(
    responses.map(async (response) => ({
      url: response.url(),
      size: compressed(await response.body()),
    })),
  );
}

function compressed(bytes: Buffer): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}
