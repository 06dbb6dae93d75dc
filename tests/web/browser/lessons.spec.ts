// The two short lessons as a reader meets them: ready, a bar dragged, a line answered, a slip named, and beside an embed script.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, layOutAll } from './support/look.ts';
import { dist } from './support/paths.ts';
import { drag } from './support/pointer.ts';
import { serve } from './support/server.ts';
import { expect, handle, open, ready, test, value } from './support/test.ts';

const line = (page: Page, of: string, name: string) =>
  page.locator(`vi-exercise[name="${of}"] [data-line="${name}"]`);

async function answer(at: Locator, text: string): Promise<void> {
  await at.getByRole('textbox').fill(text);
  await at.getByRole('textbox').press('Enter');
}

/** Checked twice: first it is only flagged. */
async function slip(at: Locator, text: string, says: RegExp): Promise<void> {
  await answer(at, text);
  await expect(at).toHaveAttribute('data-verdict', 'wrong');
  await at.getByRole('textbox').press('Enter');
  await expect(at.locator('.vi-mark')).toContainText(says);
}

const lessons = [
  {
    name: 'one-step-control',
    reward: 'choice.r1',
    sum: ['choice.value', 'choice.objective', 'choice.missed'],
    exercise: 'choice',
    right: ['policy', 'exp(4)/(exp(4)+exp(2)+1)'],
    wrong: ['value', '1.5222', /This is the mean form/],
  },
  {
    name: 'rlhf',
    reward: 'tuning.r1',
    sum: ['tuning.best', 'tuning.objective', 'tuning.missed'],
    exercise: 'tuning',
    right: ['evidence', 'exp(2)/2+3*exp(1)/10+exp(-2)/5'],
    wrong: ['implied', '0.3466', /The reference is missing/],
  },
] as const;

for (const { name, reward, sum, exercise, right, wrong } of lessons) {
  test.describe(name, () => {
    test.use({ products: `${dist}/lessons/${name}/site` });

    test('a reward is dragged, lines are answered, and nothing is wrong for axe', async ({ page, site }) => {
      await open(page, site.url);
      const [whole] = sum;
      const before = await value(page, whole);
      await drag(page, handle(page, reward), 0, 30);
      await expect.poll(() => value(page, whole)).toBeLessThan(before);
      const [all = 0, part = 0, rest = 0] = await Promise.all(sum.map((each) => value(page, each)));
      expect(Math.abs(all - part - rest)).toBeLessThan(1e-12);

      await answer(line(page, exercise, right[0]), right[1]);
      await expect(line(page, exercise, right[0])).toHaveAttribute('data-verdict', 'right');
      await slip(line(page, exercise, wrong[0]), wrong[1], wrong[2]);
      await layOutAll(page);
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 800 });
      await expectNoSidewaysScroll(page);
    });
  });
}

test('a further lesson is shown by the main one’s embed script', async ({ page }) => {
  const site = await serve(`${dist}/embed`, '/embed/');
  const body =
    '<!doctype html><title>host</title><vi-lesson src="rlhf.lesson.json"></vi-lesson><script src="vi-lesson.js"></script>';
  await page.route(/\/embed\/host\.html/, (route) => route.fulfill({ body, contentType: 'text/html' }));
  await page.goto(`${site.url}host.html`);
  await ready(page);
  await expect(page.locator('vi-lesson h1')).toHaveText('RLHF: what the KL to the reference holds');
  await expect(page.locator('vi-number[name="tuning.evidence"]').first()).toHaveText('4.53708');
  await site.close();
});
