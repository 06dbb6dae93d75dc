// Figures of bars and of curves, as a reader moves them.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/look.ts';
import { figuresOut } from './support/paths.ts';
import { centre, drag, dragByFinger } from './support/pointer.ts';
import { expect, handle, open, test, value } from './support/test.ts';

test.use({ products: `${figuresOut}/site` });

const figure = (page: Page, name: string) => page.locator(`vi-figure[name="${name}"]`);

/** The figure, in view and measured: until then it is drawn once for a wide page and once for a narrow one. */
async function inView(page: Page, name: string): Promise<Locator> {
  await figure(page, name).scrollIntoViewIfNeeded();
  await expect(figure(page, name).locator('.vi-stage')).toHaveCount(1);
  return figure(page, name);
}

/** Tells where the mark along a curve stands, px. */
async function markOf(page: Page, name: string): Promise<() => Promise<number>> {
  const mark = (await inView(page, name)).locator('.vi-mark');
  return async () => Number(await mark.getAttribute('x1'));
}

/** The bars of a series, from left to right. */
async function heights(page: Page, role: string): Promise<number[]> {
  const bars = (await inView(page, 'bandit')).locator(`.vi-plot .vi-bar[data-role="${role}"]`);
  // The first is the one in the key.
  return (await bars.evaluateAll((all) => all.map((bar) => Number(bar.getAttribute('height'))))).slice(1);
}

/** log Z = ELBO + KL, to the last digits of a double. */
async function sumHolds(page: Page): Promise<void> {
  const [whole, part, rest] = await Promise.all(
    ['log_normalizer', 'elbo', 'kl'].map((name) => value(page, `bandit.${name}`)),
  );
  expect(Math.abs((whole as number) - (part as number) - (rest as number))).toBeLessThan(1e-12);
}

test('a reward dragged down lowers its action’s bar and log Z, and leaves q', async ({ page, site }) => {
  await open(page, site.url);
  const before = await heights(page, 'posterior');
  const own = await heights(page, 'q');
  await drag(page, handle(page, 'bandit.r1'), 0, 50);
  const after = await heights(page, 'posterior');
  expect(after[0]).toBeLessThan(before[0] as number);
  expect(after[1]).toBeGreaterThan(before[1] as number);
  expect(await heights(page, 'q')).toEqual(own);
  expect(await value(page, 'bandit.log_normalizer')).toBeLessThan(1.3);
  await expect(page).toHaveURL(/bandit\.r1=/);
  await sumHolds(page);
});

test('arrow keys move a reward by a step of its grid', async ({ page, site }) => {
  await open(page, site.url);
  const reward = handle(page, 'bandit.r3');
  await reward.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowUp');
  await expect(reward).toHaveAttribute('aria-valuetext', '3/4, that is 0.75');
  await expect(reward).toHaveAttribute('aria-label', 'reward of right');
  await expect(page).toHaveURL(/\?bandit\.r3=3\/4$/);
  await sumHolds(page);
});

test('a bar of q dragged up stands under the pointer, the others make room, and the ceiling stays', async ({
  page,
  site,
}) => {
  await open(page, site.url);
  const before = await heights(page, 'q');
  await drag(page, handle(page, 'bandit.w3'), 0, -40);
  const after = await heights(page, 'q');
  // As near as the weight's grid allows.
  expect(Math.abs((after[2] as number) - (before[2] as number) - 40)).toBeLessThan(6);
  expect(after[0]).toBeLessThan(before[0] as number);
  expect(await value(page, 'bandit.log_normalizer')).toBeCloseTo(1.308994, 6);
  await sumHolds(page);
  await expect(figure(page, 'bandit').locator('.vi-chip')).toHaveAttribute('data-state', /proved|numerical/);
});

test('the mark on a curve follows its handle, its numbers and what is said', async ({ page, site }) => {
  await open(page, site.url);
  const beta = handle(page, 'tilted.beta');
  const at = await markOf(page, 'tilted');
  const before = await at();
  await expect(figure(page, 'tilted').locator('.vi-dot')).toHaveCount(3);
  await drag(page, beta, 120, 0);
  expect(Math.abs((await at()) - before - 120)).toBeLessThan(25);
  await beta.focus();
  await page.keyboard.press('Home');
  await expect(beta).toHaveAttribute('aria-valuetext', '1/4, that is 0.25');
  await expect(figure(page, 'tilted').locator('.vi-worths')).toContainText('at β = 0.25');
  await expect(figure(page, 'tilted').getByRole('status').first()).toContainText('At β = 0.25:');
  await figure(page, 'tilted').getByRole('button', { name: 'Back to the book’s numbers' }).click();
  await expect(beta).toHaveAttribute('aria-valuenow', '0.5');
});

test('two values of Y: dragged together, the chord meets the curve', async ({ page, site }) => {
  await open(page, site.url);
  const worths = figure(page, 'jensen').locator('.vi-worths');
  await expect(worths).toContainText('0.916 log E Y');
  await expect(worths).toContainText('0.693 E log Y');
  await handle(page, 'jensen.low').focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight');
  await expect(worths).toContainText('1.386 log E Y');
  await expect(worths).toContainText('1.386 E log Y');
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a finger drags a reward up, and the page stays under it', async ({ page, site }) => {
    await open(page, site.url);
    const before = await heights(page, 'posterior');
    const reward = handle(page, 'bandit.r3');
    const { y } = await centre(reward);
    const scrolled = await page.evaluate(() => scrollY);
    await dragByFinger(page, reward, 0, -40);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    expect((await reward.boundingBox())?.y).toBeLessThan(y - 20);
    expect(await value(page, 'bandit.log_normalizer')).toBeGreaterThan(1.31);
    expect((await heights(page, 'posterior'))[2]).toBeGreaterThan(before[2] as number);
    await sumHolds(page);
  });

  test('a finger drags the mark along a curve', async ({ page, site }) => {
    await open(page, site.url);
    const beta = handle(page, 'tilted.beta');
    const at = await markOf(page, 'tilted');
    const before = await at();
    const scrolled = await page.evaluate(() => scrollY);
    await dragByFinger(page, beta, 60, 0);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    // As near as the grid allows, once it has come to rest.
    await expect.poll(async () => Math.abs((await at()) - before - 60)).toBeLessThan(25);
    await expect(page).toHaveURL(/tilted\.beta=/);
  });
});

test('what the core refuses is said in the figure, and the picture stays', async ({ page, site }) => {
  await open(page, `${site.url}?cut.shift=1`);
  const cut = figure(page, 'cut');
  await expect(cut.getByRole('alert')).toHaveCount(0);
  await page.locator('vi-controls [data-parameter="cut.shift"]').focus();
  await page.keyboard.press('End');
  await expect(cut.getByRole('alert')).toContainText('These numbers cannot be drawn (sqrt');
  await expect(cut.locator('.vi-curve')).toBeVisible();
  await cut.getByRole('button', { name: 'Back to the book’s numbers' }).click();
  await expect(cut.getByRole('alert')).toHaveCount(0);
});

test('names on the plots do not lie on one another, wherever the marks stand', async ({ page, site }) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const query of ['', '?tilted.beta=4&jensen.low=15/4&bandit.w1=2', '?tilted.beta=1/4&jensen.low=4']) {
      await open(page, site.url + query);
      const hits = await page.locator('.vi-plot').evaluateAll((plots) =>
        plots.flatMap((plot) => {
          const boxes = [...plot.querySelectorAll('.vi-curve-name')].map((name) =>
            name.getBoundingClientRect(),
          );
          return boxes.flatMap((a, i) =>
            boxes
              .slice(i + 1)
              .filter(
                (b) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom,
              )
              .map(() => `${plot.getAttribute('aria-label')} at ${innerWidth}`),
          );
        }),
      );
      expect(hits).toEqual([]);
    }
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing, and nothing scrolls sideways: ${colorScheme}, ${width} px`, async ({
      page,
      site,
    }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await open(page, site.url);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  }
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('bars, curves and their numbers are there to read', async ({ page, site }) => {
    await page.goto(site.url);
    await expect(figure(page, 'bandit').locator('.vi-stage:visible .vi-bar').first()).toBeVisible();
    await expect(figure(page, 'tilted').locator('.vi-stage:visible .vi-curve').first()).toBeVisible();
    await expect(figure(page, 'bandit').locator('.vi-sum')).toContainText('1.309 log Z');
    await expect(figure(page, 'tilted').locator('.vi-worths')).toContainText('2.349 expected proxy');
  });
});
