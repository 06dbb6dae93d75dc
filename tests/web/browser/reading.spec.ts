import { type ConfigData, HtmlValidate } from 'html-validate';
import rules from '../../../tools/html-validate.json' with { type: 'json' };
import { expectAccessible, expectNoSidewaysScroll, layOutAll } from './support/look.ts';
import { dist } from './support/paths.ts';
import { expect, number, open, test } from './support/test.ts';

for (const [colorScheme, width] of [
  ['light', 1440],
  ['dark', 390],
] as const) {
  test(`axe finds nothing, ${colorScheme}, ${width} px wide`, async ({ page, site }) => {
    // The whole lesson on one page: slow on a busy machine.
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await open(page, site.url);
    await layOutAll(page);
    await expectAccessible(page);
  });
}

test('a phone scrolls down, never sideways', async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, site.url);
  await layOutAll(page);
  await expectNoSidewaysScroll(page);
});

test('a short formula with a relation is not torn at the end of a line', async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, site.url);
  await layOutAll(page);
  const rows = await page.evaluate(() => {
    const short = [...document.querySelectorAll('vi-formula:not([display])')].filter((formula) =>
      /^(?=.*=).{1,14}$/.test(formula.querySelector('annotation')?.textContent ?? ''),
    );
    return short.map((formula) => {
      const pieces = [...formula.querySelectorAll('.katex-base > .katex-strut')];
      return Math.max(
        ...pieces.map((piece) =>
          Math.abs(piece.getBoundingClientRect().bottom - formula.getBoundingClientRect().bottom),
        ),
      );
    });
  });
  expect(rows.length).toBeGreaterThan(20);
  expect(Math.max(...rows)).toBeLessThan(16);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the lesson reads, with its numbers and formulas', async ({ page, site }) => {
    await page.goto(site.url);
    await expect(page.locator('vi-lesson')).toHaveAttribute('data-state', 'static');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(number(page, 'exercise1.gap')).toHaveText('0.348');
    await expect(number(page, 'worked.gap')).toHaveText('0.193');
    await expect(page.locator('vi-derivation[name="exercise1.kl_prior"] .katex').first()).toBeVisible();
    await expect(page.locator('vi-figure svg path').first()).toBeVisible();
  });
});

test('the page moves little when it comes alive', async ({ page, site }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    const note = (list: PerformanceObserverEntryList) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    };
    new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true });
  });
  await open(page, site.url);
  await page.waitForTimeout(500);
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThan(0.02);
});

for (const file of ['site/index.html', 'lesson.html', 'embed/frame.html']) {
  test(`${file} is valid HTML`, async () => {
    const htmlvalidate = new HtmlValidate(rules as ConfigData);
    const { results } = await htmlvalidate.validateFile(`${dist}/${file}`);
    const messages = results.flatMap((result) => result.messages);
    expect(
      messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
    ).toEqual([]);
  });
}
