// Exercise 2, by somebody with a keyboard, and once by a finger.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/look.ts';
import { expect, open, ready, test } from './support/test.ts';

test.use({ sections: ['exercise-2', 'glossary', 'sources'] });

const exercise = (page: Page, name = 'rlhf_mapping') => page.locator(`vi-mapping[name="${name}"]`);
const menu = (page: Page, slot: string) => exercise(page).locator(`[data-slot="${slot}"] select`);

/** Tab and arrows end in this: the menu has the focus, and a key chooses. */
async function choose(page: Page, placed: Record<string, string>): Promise<void> {
  for (const [slot, card] of Object.entries(placed)) {
    await menu(page, slot).focus();
    await page.keyboard.press('Home');
    for (let i = 0; i < 12 && (await menu(page, slot).inputValue()) !== card; i++)
      await page.keyboard.press('ArrowDown');
    await expect(menu(page, slot)).toHaveValue(card);
  }
}

async function run(page: Page): Promise<void> {
  await exercise(page).getByRole('button', { name: 'Run my mapping' }).focus();
  await page.keyboard.press('Enter');
}

const NAMES = { context: 'prompt', latent: 'response', evidence: 'success' };
const RIGHT = { ...NAMES, prior: 'reference', q: 'tuned', log_likelihood: 'evidence' };
const outcome = (page: Page) => exercise(page).locator('.vi-mapping-outcome');

test('the right mapping gives the objective, and scores', async ({ page, site }) => {
  await open(page, site.url);
  await choose(page, RIGHT);
  await run(page);
  const status = exercise(page).locator('.vi-mapping-status');
  await expect(status).toBeFocused();
  await expect(status).toHaveText('The same objective. Context, latent and evidence: all right.');
  await expect(outcome(page).locator('tbody tr').first()).toContainText('0.629961');
  await expect(exercise(page)).toContainText('Score 2 of 4.');
});

test('prior and posterior swapped: another objective, and an identity that closes', async ({
  page,
  site,
}) => {
  await open(page, site.url);
  await choose(page, { ...RIGHT, prior: 'tuned', q: 'reference' });
  await run(page);
  await expect(outcome(page)).toHaveAttribute('data-verdict', 'different');
  await expect(outcome(page)).toContainText('0.830299 = 0.426266 + 0.404033');
  await expect(outcome(page)).toContainText('no proof of the right mapping');
  await expect(outcome(page)).toContainText('Swapped.');
  const residual = await outcome(page).locator('.vi-mapping-residual').innerText();
  expect(residual).toMatch(/^(0|.×10⁻1[6-9])$/);
  await expect(exercise(page)).toContainText('Score 1 of 4.');
});

test('the old policy as prior is half right: a mirror step', async ({ page, site }) => {
  await open(page, site.url);
  await choose(page, { ...RIGHT, prior: 'old' });
  await run(page);
  await expect(outcome(page)).toContainText('How far the two are apart changes by');
  await expect(outcome(page)).toContainText('Half right.');
  await expect(outcome(page)).toContainText('0.6690');
});

test('the reference folded into the reward is right, up to β log 3', async ({ page, site }) => {
  await open(page, site.url);
  await choose(page, { ...NAMES, prior: 'uniform', q: 'tuned', log_likelihood: 'folded' });
  await run(page);
  await expect(outcome(page)).toContainText('At every policy the two are 0.549306 apart.');
  await expect(exercise(page)).toContainText('Score 2 of 4.');
});

test('wrong names are told what they are, and an unfit card why it cannot be run', async ({ page, site }) => {
  await open(page, site.url);
  await choose(page, { ...RIGHT, context: 'response', latent: 'prompt', evidence: 'score' });
  await run(page);
  await expect(outcome(page)).toContainText('Nobody observed the reward');
  await expect(exercise(page)).toContainText('Score 1 of 4.');
  await choose(page, { prior: 'success' });
  await expect(outcome(page)).toHaveCount(0);
  await run(page);
  await expect(exercise(page).locator('.vi-mapping-status')).toContainText('it is no distribution');
});

test('work survives a reload; starting over or another seed clears it', async ({ page, site }) => {
  await open(page, site.url);
  await choose(page, RIGHT);
  await run(page);
  await exercise(page).getByRole('button', { name: 'Double it' }).press('Enter');
  const words = exercise(page).locator('textarea');
  await words.fill('Whatever the reference never says.');
  await page.reload();
  await ready(page);
  await expect(words).toHaveValue('Whatever the reference never says.');
  await expect(menu(page, 'prior')).toHaveValue('reference');
  await expect(outcome(page)).toContainText('0.629961');
  await expect(exercise(page)).toContainText('Score 3 of 4.');
  await exercise(page).getByRole('button', { name: 'Show a model answer' }).press('Enter');
  await expect(exercise(page)).toContainText('A model answer.');
  await exercise(page)
    .getByRole('button', { name: /^Start over/ })
    .press('Enter');
  await expect(menu(page, 'prior')).toHaveValue('');
  await expect(words).toHaveValue('');
  await expect(exercise(page)).toContainText('Score 0 of 4.');
  await words.fill('once more');
  await open(page, `${site.url}?seed=41`);
  await expect(words).toHaveValue('');
});

test('starting over brings other cards first, other numbers, and the way back to the book’s', async ({
  page,
  site,
}) => {
  await open(page, site.url);
  const cards = () =>
    exercise(page)
      .locator('[data-card]')
      .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.card));
  const given = exercise(page).locator('.vi-mapping-given');
  const [before, numbers] = [await cards(), await given.innerText()];
  await exercise(page)
    .getByRole('button', { name: /^Start over/ })
    .press('Enter');
  expect(await cards()).not.toEqual(before);
  await expect(given).not.toHaveText(numbers);
  await expect(page).toHaveURL(/rlhf\./);
  await choose(page, RIGHT);
  await run(page);
  await expect(exercise(page)).toContainText('Score 2 of 4.');
  await page.reload();
  await ready(page);
  await expect(menu(page, 'prior')).toHaveValue('reference');
  await expect(outcome(page)).toContainText('The two agree');
  await exercise(page).getByRole('button', { name: 'Back to the book’s numbers' }).press('Enter');
  await expect(outcome(page)).toContainText('0.629961');
});

test('starting over hands the names of the actions around, in question and table alike', async ({
  page,
  site,
}) => {
  await open(page, `${site.url}?seed=5`);
  const sac = page.locator('vi-mapping[name="sac_mapping"]');
  const options = (await sac.getByRole('button', { name: /^It never plays/ }).textContent()) ?? '';
  const [, name] = /never plays (left|stay|right),/.exec(options) ?? [];
  await expect(sac).toContainText(`The prior gives ${name} a probability of 0, although ${name} has`);
  for (const [slot, card] of [
    ['prior', 'uniform'],
    ['q', 'policy'],
    ['log_likelihood', 'evidence'],
  ] as const)
    await sac.locator(`[data-slot="${slot}"] select`).selectOption(card);
  await sac.getByRole('button', { name: 'Run my mapping' }).press('Enter');
  await expect(sac.locator('caption')).toContainText(`probabilities to ${name},`);
  await expect(sac.locator('.vi-mapping-status')).toContainText('The same objective');
});

test('a run follows the scene’s numbers', async ({ page, site }) => {
  await open(page, `${site.url}?rlhf.beta=1`);
  await choose(page, RIGHT);
  await run(page);
  await expect(outcome(page)).toContainText('The two agree');
  await expect(outcome(page)).not.toContainText('0.629961');
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('tap a card, then a slot', async ({ page, site }) => {
    await open(page, site.url);
    const card = exercise(page).locator('[data-card="reference"]');
    await card.tap();
    await expect(card).toHaveAttribute('aria-pressed', 'true');
    await exercise(page).getByRole('button', { name: 'Put it in prior' }).tap();
    await expect(menu(page, 'prior')).toHaveValue('reference');
    await expect(card).toHaveAttribute('aria-pressed', 'false');
    const widest = await page
      .locator('vi-mapping')
      .evaluateAll((all) =>
        Math.max(...all.map((each) => each.getBoundingClientRect().left + each.scrollWidth)),
      );
    expect(widest).toBeLessThanOrEqual(390);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is accessible with everything open, ${colorScheme}`, async ({ page, site }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await open(page, site.url);
    await choose(page, RIGHT);
    await run(page);
    await exercise(page).getByRole('button', { name: 'Halve it' }).press('Enter');
    await exercise(page).getByRole('button', { name: 'Show a model answer' }).press('Enter');
    await exercise(page).locator('[data-card="old"]').press('Enter');
    await expectAccessible(page, 'vi-mapping[name="rlhf_mapping"]');
  });
}

test('reads without JavaScript', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.url);
  await expect(exercise(page, 'regression_mapping')).toContainText('A weighted regression');
  await expect(exercise(page, 'regression_mapping')).toContainText('What does this');
  await expect(exercise(page, 'regression_mapping')).toContainText('Nothing: its weight is 0');
  await context.close();
});
