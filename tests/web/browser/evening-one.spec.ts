import type { Page } from '@playwright/test';
import { expect, number, open, test } from './support/test.ts';

// What the sections on the lottery, the bound, the two directions and the estimators state, with their rounding.
const stated: Record<string, Record<string, string>> = {
  lottery: { mean_ticket: '−0.375', ticket_worth: '3.480' },
  lottery_quarter: {
    weight_safe: '1.359',
    weight_win: '555382',
    weight_lose: '0.0080',
    ticket: '0.9999976',
    believed: '3.99999',
    earned: '−0.375',
  },
  lottery_four: { ticket: '0.4896' },
  jensen: {
    log_mean: '0.916291',
    mean_log: '0.693147',
    jensen_gap: '0.223144',
    reweighing_cost: '0.223144',
  },
  exercise1: { gap: '0.348' },
  pair_printed: { reverse: '0.30291', forward: '0.67625' },
  same_width: { reverse: '0.045', forward: '0.045' },
  zeros: { narrow_reverse: '0.693', narrow_forward: '∞', wide_reverse: '∞', wide_forward: '0.347' },
  modes: { forward_sd: '2.2361' },
  bump_fits: {
    near_sd: '2.0470',
    near_kl: '0.22651',
    below: '2.41223',
    swap: '2.80008',
    swap_middle_sd: '2.6015',
    swap_offset: '2.768',
    swap_sd: '1.0443',
    far_offset: '2.984',
    far_sd: '1.0234',
    far_kl: '0.68877',
    far_middle_kl: '0.84062',
  },
  noise: {
    value_sampled: '1.2266',
    value_closed: '2.625',
    path_mean: '2.344',
    path_log_sd: '7.875',
    closed_mean: '1.500',
    closed_log_sd: '6.000',
    landing_mean: '0.510',
    landing_log_sd: '2.375',
    score_mean: '9.358',
    score_log_sd: '48.68',
    baseline_mean: '1.891',
    baseline_log_sd: '13.03',
    settled_value_sampled: '0.000',
    settled_value_closed: '0.448',
    settled_path: '1.250',
    settled_closed: '0.800',
    settled_landing: '0.000',
    settled_baseline: '0.000',
  },
  wave: { half_square: '4.500' },
};

for (const [scene, quantities] of Object.entries(stated)) {
  test(`${scene}: every number that its section states stands on the page`, async ({ page, site }) => {
    await open(page, site.url);
    for (const [name, text] of Object.entries(quantities)) {
      await expect.soft(number(page, `${scene}.${name}`), name).toHaveText(text);
    }
  });
}

test('the variances of Exercise 1 are its fractions', async ({ page, site }) => {
  await open(page, site.url);
  const fractions = {
    value_sampled: '157/128',
    value_closed: '21/8',
    path_mean: '75/32',
    path_log_sd: '63/8',
    closed_mean: '3/2',
    closed_log_sd: '6',
    landing_mean: '49/96',
    landing_log_sd: '19/8',
    baseline_mean: '121/64',
  };
  for (const [name, exact] of Object.entries(fractions)) {
    await expect.soft(number(page, `noise.${name}`), name).toHaveAttribute('data-exact', exact);
  }
});

test.describe('a figure that shows the answer', () => {
  const veiled = (page: Page, prediction: string, figure: string) => ({
    prediction: page.locator(`vi-predict[name="${prediction}"]`),
    picture: page.locator(`vi-figure[name="${figure}"] figure`),
  });

  test('is veiled until the guess is made, and nothing moves then', async ({ page, site }) => {
    await open(page, site.url);
    const { prediction, picture } = veiled(page, 'ticket_given_success', 'lottery');
    await expect(picture).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(picture).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    const height = (await picture.boundingBox())?.height;
    await prediction.getByRole('button', { name: 'about 9 in 10' }).click();
    await expect(picture).toBeVisible();
    expect((await picture.boundingBox())?.height).toBe(height);
    const { prediction: other, picture: squash } = veiled(page, 'wider', 'squash');
    await expect(squash).toBeHidden();
    await expect(squash.getByRole('slider')).toHaveCount(0);
    await other.getByRole('button', { name: 'Show me without a guess' }).click();
    await expect(squash).toBeVisible();
    await expect(squash.getByRole('slider')).not.toHaveCount(0);
  });

  test.describe('without a core', () => {
    test.use({ tolerated: /Failed to load/ });

    test('stands open', async ({ page, site }) => {
      await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
      await page.goto(site.url);
      const { picture } = veiled(page, 'ticket_given_success', 'lottery');
      await expect(page.locator('vi-predict .vi-still').first()).toBeVisible();
      await expect(picture).toBeVisible();
    });
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('stands open', async ({ page, site }) => {
      await page.goto(site.url);
      await expect(veiled(page, 'ticket_given_success', 'lottery').picture).toBeVisible();
    });
  });
});

test('with another x, what holds at the posterior is of that x, in the section and on the sheet', async ({
  page,
  site,
}) => {
  await open(page, `${site.url}?noise.x=11/4`);
  for (const within of ['#gradients', '#cheatsheet'])
    for (const [name, text] of [
      ['settled_path', '1.250'],
      ['settled_score', '7.687'],
      ['settled_value_closed', '0.562'],
    ])
      await expect(
        page.locator(`.vi-section:has(${within}) vi-number[name="noise.${name}"]`).first(),
      ).toHaveText(text as string);
});

test('a warmer judge leaves the choice closer to the coin', async ({ page, site }) => {
  await open(page, `${site.url}?lottery.alpha=4`);
  await expect(number(page, 'lottery.ticket')).toHaveText('0.4896299');
  await expect(number(page, 'lottery_quarter.ticket')).toHaveText('0.9999976');
});
