// Lines put in order, by mouse, by finger and by keyboard.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/look.ts';
import { centre, dragByFinger } from './support/pointer.ts';
import { expect, open, ready, test } from './support/test.ts';

test.use({ sections: ['why-a-bound', 'worked-example', 'glossary', 'sources'] });

const exercise = (page: Page, name = 'bound_order') => page.locator(`vi-order[name="${name}"]`);
const list = (page: Page, stage = 'lines') => exercise(page).locator(`[data-stage="${stage}"].vi-sort`);
const items = (page: Page, stage = 'lines') =>
  list(page, stage)
    .locator('[data-item]')
    .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.item));
const said = (page: Page, stage = 'lines') => exercise(page).locator(`.vi-mark[data-stage="${stage}"]`);
const grip = (page: Page, item: string) => list(page).locator(`[data-item="${item}"] .vi-sort-grip`);
const PROOF = ['joint', 'multiplied', 'average', 'jensen', 'split', 'elbo'];

/** By the buttons alone, from the top down. */
async function sort(page: Page, stage = 'lines', wanted = PROOF): Promise<void> {
  for (const [to, item] of wanted.entries()) {
    const up = list(page, stage).locator(`[data-item="${item}"] [data-move="up"]`);
    await up.focus();
    for (let at = (await items(page, stage)).indexOf(item); at > to; at--) await page.keyboard.press('Enter');
    await expect(up).toBeFocused();
  }
}

async function check(page: Page, label: string): Promise<void> {
  await exercise(page).getByRole('button', { name: label }).press('Enter');
}

/** Where a row must be dropped to stand where another stands. */
async function below(row: Locator): Promise<number> {
  const box = await row.boundingBox();
  return box ? box.y + box.height - 3 : 0;
}

test('by keyboard: lines, then reasons; a row keeps the focus and says where it stands', async ({
  page,
  site,
}) => {
  await open(page, site.url);
  expect(await items(page)).not.toEqual(PROOF);
  await sort(page);
  expect(await items(page)).toEqual(PROOF);
  await expect(exercise(page).locator('.vi-unseen')).toContainText(/Line \d is now line \d of 6\./);
  await check(page, 'Check the order');
  await expect(said(page)).toBeFocused();
  await expect(said(page)).toContainText('right · 1');
  await sort(page, 'reasons');
  await check(page, 'Check the reasons');
  await expect(said(page, 'reasons')).toContainText('right · 1');
  await expect(exercise(page)).toContainText('Score 2 of 2.');
});

test('the first line that stands too high is named, with the author’s reason', async ({ page, site }) => {
  await open(page, site.url);
  await sort(page, 'lines', ['joint', 'multiplied', 'jensen', 'average', 'split', 'elbo']);
  await check(page, 'Check the order');
  await expect(said(page)).toContainText('not yet: line 3');
  await expect(said(page)).toContainText('moves a logarithm inside an average');
  await expect(list(page).locator('[data-wrong] [data-item]')).toHaveAttribute('data-item', 'jensen');
  await list(page).locator('[data-item="jensen"] [data-move="down"]').press('Enter');
  await expect(list(page).locator('[data-wrong]')).toHaveCount(0);
  await check(page, 'Check the order');
  await expect(said(page)).toContainText('right · ½');
});

test('another order that is right counts as well', async ({ page, site }) => {
  await open(page, site.url);
  const other = exercise(page, 'kl_order');
  for (const [to, item] of ['square', 'sd', 'ratio', 'log', 'form', 'sum'].entries()) {
    const row = other.locator(`[data-item="${item}"]`);
    const place = async () =>
      (
        await other
          .locator('[data-item]')
          .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.item))
      ).indexOf(item);
    for (let at = await place(); at > to; at--) await row.locator('[data-move="up"]').press('Enter');
  }
  await other.getByRole('button', { name: 'Check the order' }).press('Enter');
  await expect(other.locator('.vi-mark')).toContainText('right · 1');
});

test('a line is dragged by its grip, and the page does not jump', async ({ page, site }) => {
  await open(page, site.url);
  const before = await items(page);
  const [first] = before as string[];
  const from = await centre(grip(page, first as string));
  const height = (await exercise(page).boundingBox())?.height;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const to = await below(list(page).locator('.vi-sort-item').nth(2));
  for (let step = 1; step <= 12; step++) await page.mouse.move(from.x, from.y + ((to - from.y) * step) / 12);
  await expect(list(page).locator('[data-held]')).toHaveCount(1);
  await page.mouse.up();
  await expect(list(page).locator('[data-held]')).toHaveCount(0);
  expect(await items(page)).toEqual([before[1], before[2], first, ...before.slice(3)]);
  expect((await exercise(page).boundingBox())?.height).toBe(height);
});

test('work survives a reload; starting over shuffles anew', async ({ page, site }) => {
  await open(page, site.url);
  await sort(page);
  await check(page, 'Check the order');
  await page.reload();
  await ready(page);
  await expect(said(page)).toContainText('right · 1');
  await expect(exercise(page)).toContainText('Score 1 of 2.');
  await exercise(page)
    .getByRole('button', { name: /^Start over/ })
    .press('Enter');
  await expect(said(page)).toBeEmpty();
  expect(await items(page)).not.toEqual(PROOF);
});

test('the page puts the lines in order for who asks, for no point', async ({ page, site }) => {
  await open(page, site.url);
  await exercise(page).getByRole('button', { name: 'Show me' }).press('Enter');
  await expect(said(page)).toContainText('shown · no points');
  await expect(list(page, 'reasons')).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a finger drags a line, and the page stays', async ({ page, site }) => {
    await open(page, site.url);
    const before = await items(page);
    const [first] = before as string[];
    await grip(page, first as string).evaluate((box) => box.scrollIntoView({ block: 'center' }));
    const held = grip(page, first as string);
    const { y } = await centre(held);
    const to = await below(list(page).locator('.vi-sort-item').nth(1));
    const scrolled = await page.evaluate(() => scrollY);
    await dragByFinger(page, held, 0, to - y);
    expect(await items(page)).toEqual([before[1], first, ...before.slice(2)]);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    const move = list(page).locator('[data-move="down"]').first();
    expect((await move.boundingBox())?.width).toBeGreaterThanOrEqual(44);
    await expectNoSidewaysScroll(page);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is accessible with a wrong line and with reasons open, ${colorScheme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, site.url);
    await check(page, 'Check the order');
    await expectAccessible(page, 'vi-order[name="bound_order"]');
    await exercise(page).getByRole('button', { name: 'Show me' }).press('Enter');
    await check(page, 'Check the reasons');
    await expectAccessible(page, 'vi-order[name="bound_order"]');
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the lines are there to read, with nothing to press', async ({ page, site }) => {
    await page.goto(site.url);
    await expect(list(page).locator('.katex').first()).toBeVisible();
    await expect(exercise(page).getByRole('button')).toHaveCount(0);
  });
});
