import { pathToFileURL } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/look.ts';
import { dist } from './support/paths.ts';
import { expect, open, ready, test } from './support/test.ts';

const mark = (page: Page, entry: string) => page.locator(`.vi-reference[href="#${entry}"]`).first();
const note = (page: Page) => page.getByRole('note');
const current = (page: Page) => page.locator('.vi-contents [aria-current="location"]');

/** Where a part stands in the window. */
const topOf = (part: Locator) => part.evaluate((element) => element.getBoundingClientRect().top);

async function readOn(page: Page, heading: string, below: number): Promise<void> {
  await page.locator(`#${heading}`).evaluate((element, by) => {
    element.scrollIntoView();
    scrollBy({ top: by, behavior: 'instant' });
  }, below);
  await expect(current(page)).toHaveAttribute('href', `#${heading}`);
}

test('a citation opens in the margin, moves nothing, and closes by the same press', async ({
  page,
  site,
}) => {
  await open(page, site.url);
  const cited = mark(page, 'source-haarnoja2018');
  await cited.scrollIntoViewIfNeeded();
  const next = page.locator('vi-identity[name="sac.entropy_and_kl"]');
  const before = [await topOf(cited), await topOf(next)];
  await cited.click();
  await expect(note(page)).toContainText('Tuomas Haarnoja, Aurick Zhou');
  await expect(note(page).getByRole('link')).toHaveAttribute('href', 'https://arxiv.org/abs/1801.01290');
  await expect(cited).toHaveAttribute('aria-expanded', 'true');
  expect(await topOf(cited)).toBeCloseTo(before[0]!, -1);
  expect(await topOf(next)).toBeCloseTo(before[1]!, -1);
  const [text, margin] = [await cited.locator('xpath=..').boundingBox(), await note(page).boundingBox()];
  expect(margin!.x).toBeGreaterThan(text!.x + text!.width);
  await expectAccessible(page, '.vi-note');
  await cited.click();
  await expect(note(page)).toHaveCount(0);
  await expect(page).toHaveURL(site.url);
});

for (const width of [1440, 390])
  test(`at ${width} the first key press offers the way past the contents`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, site.url);
    const skip = page.getByRole('link', { name: 'Skip to the text' });
    const isSeen = () => skip.evaluate((link) => getComputedStyle(link).clipPath === 'none');
    expect(await isSeen()).toBe(false);
    await page.keyboard.press('Tab');
    await expect(skip).toBeFocused();
    expect(await isSeen()).toBe(true);
    await expectAccessible(page, '.vi-skip');
    await page.keyboard.press('Enter');
    expect(await isSeen()).toBe(false);
    await page.keyboard.press('Tab');
    const place = await page.evaluate(
      () => document.activeElement?.closest('.vi-contents, .vi-section')?.className,
    );
    expect(place).toContain('vi-section');
  });

test('by keyboard it opens, Escape closes it, and the focus is where it was', async ({ page, site }) => {
  await open(page, site.url);
  const cited = mark(page, 'source-roeder2017');
  await cited.focus();
  await page.keyboard.press('Enter');
  await expect(note(page)).toContainText('Sticking the Landing');
  await note(page).getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await expect(note(page)).toHaveCount(0);
  await expect(cited).toBeFocused();
  await expect(cited).toHaveAttribute('aria-expanded', 'false');
});

test('on a phone a term opens under its line, one at a time', async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, site.url);
  const term = mark(page, 'term-elbo');
  await term.click();
  await expect(note(page)).toContainText('The evidence lower bound');
  await expect(note(page).locator('.katex').first()).toBeVisible();
  expect((await note(page).boundingBox())!.y).toBeGreaterThan((await term.boundingBox())!.y);
  await mark(page, 'term-gap').click();
  await expect(note(page)).toHaveCount(1);
  await expect(note(page)).toContainText('What the ELBO misses');
  await expectAccessible(page, '.vi-note');
  await expectNoSidewaysScroll(page);
});

test('beside the text the contents say which section is read', async ({ page, site }) => {
  await open(page, site.url);
  await readOn(page, 'gradients', 300);
  const column = page.locator('.vi-contents ol');
  await expect(column).toBeInViewport();
  expect((await column.boundingBox())!.x).toBeLessThan((await page.locator('#gradients').boundingBox())!.x);
  await readOn(page, 'glossary', 300);
  await expect(current(page)).toHaveCount(1);
  await expectAccessible(page, '.vi-contents');
});

test('on a phone the contents fold, and the end of each section leads back to them', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, site.url);
  const link = page.locator('.vi-contents a[href="#rlhf"]');
  await expect(link).toBeHidden();
  await page.locator('.vi-contents summary').click();
  await link.click();
  await expect(page.locator('#rlhf')).toBeInViewport();
  await page.locator('.vi-contents details').evaluate((details) => details.removeAttribute('open'));
  await page.locator('.vi-back a').first().click();
  await expect(link).toBeVisible();
});

test('a reload stays where one was; the next visit offers to go on there', async ({ page, site }) => {
  await open(page, site.url);
  await readOn(page, 'rlhf', 700);
  const place = await topOf(page.locator('#rlhf'));
  await page.reload();
  await ready(page);
  await expect.poll(() => topOf(page.locator('#rlhf'))).toBeCloseTo(place, -1);
  await expect(page.locator('.vi-place')).toHaveCount(0);
  await page.goto('about:blank');
  await open(page, site.url);
  await page.getByRole('link', { name: /^Go on at 9 · β says/ }).click();
  await expect.poll(() => topOf(page.locator('#rlhf'))).toBeCloseTo(place, -1);
  await expect(page.locator('.vi-place')).toHaveCount(0);
  // A fragment says itself where to go.
  await page.goto('about:blank');
  await open(page, `${site.url}#gradients`);
  await expect(page.locator('.vi-place')).toHaveCount(0);
});

test('after a reload the browser moves nothing, until a link of the page is followed', async ({
  page,
  site,
}) => {
  await open(page, site.url);
  await readOn(page, 'rlhf', 700);
  await page.reload();
  await ready(page);
  const restores = () => page.evaluate(() => history.scrollRestoration);
  const scrolled = () => page.evaluate(() => scrollY);
  expect(await restores()).toBe('manual');
  const before = await scrolled();
  await page.locator('.vi-contents a').first().click();
  await expect.poll(scrolled).toBeLessThan(before / 2);
  expect(await restores()).toBe('auto');
  await page.goBack();
  await expect.poll(scrolled).toBe(before);
});

test('from disk, with a storage that refuses, notes and contents work all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await open(page, pathToFileURL(`${dist}/lesson.html`).href);
  await mark(page, 'term-elbo').click();
  await expect(note(page)).toBeVisible();
  await readOn(page, 'one-identity', 300);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('marks lead to their entries, and contents are links', async ({ page, site }) => {
    await page.goto(site.url);
    await expect(page.locator('.vi-contents a').first()).toBeVisible();
    await mark(page, 'term-elbo').click();
    await expect(page.locator('#term-elbo')).toBeInViewport();
    await expect(page.locator('#term-elbo')).toContainText('The evidence lower bound');
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.locator('.vi-contents a').first()).toBeHidden();
    await page.locator('.vi-contents summary').click();
    await expect(page.locator('.vi-contents a').first()).toBeVisible();
  });
});
