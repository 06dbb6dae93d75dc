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

/** Figure and exercise go by one name. */
const lessons = [
  {
    name: 'one-step-control',
    reward: 'choice.r1',
    best: 'choice.value',
    figure: 'choice',
    right: ['policy', 'exp(4)/(exp(4)+exp(2)+1)'],
    wrong: ['value', '1.5222', /This is the mean form/],
  },
  {
    name: 'rlhf',
    reward: 'tuning.r1',
    best: 'tuning.best',
    figure: 'tuning',
    right: ['evidence', 'exp(2)/2+3*exp(1)/10+exp(-2)/5'],
    wrong: ['implied', '0.3466', /The reference is missing/],
  },
] as const;

for (const { name, reward, best, figure, right, wrong } of lessons) {
  test(`${name}: a reward is dragged, lines are answered, and nothing is wrong for axe`, async ({ page }) => {
    const site = await serve(`${dist}/lessons/${name}/site`);
    await open(page, site.url);
    const before = await value(page, best);
    await drag(page, handle(page, reward), 0, 30);
    await expect.poll(() => value(page, best)).toBeLessThan(before);
    const sum = page.locator(`vi-figure[name="${figure}"] .vi-chip`);
    await expect(sum).toHaveAttribute('data-state', /proved|numerical/);

    await answer(line(page, figure, right[0]), right[1]);
    await expect(line(page, figure, right[0])).toHaveAttribute('data-verdict', 'right');
    await slip(line(page, figure, wrong[0]), wrong[1], wrong[2]);
    await layOutAll(page);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 800 });
    await expectNoSidewaysScroll(page);
    await site.close();
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
