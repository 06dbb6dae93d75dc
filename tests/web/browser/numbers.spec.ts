import { storyboard } from './support/storyboard.ts';
import { expect, number, open, test } from './support/test.ts';

// What the two sources print, with their rounding.
const printed: Record<string, Record<string, string>> = {
  worked: {
    posterior_mean: '0.5',
    posterior_variance: '0.5',
    evidence: '−1.516',
    expected_square: '1.49',
    reconstruction: '−1.664',
    kl_prior: '0.045',
    elbo: '−1.709',
    gap: '0.193',
    kl_posterior: '0.193',
  },
  exercise1: {
    posterior_mean: '1.6',
    posterior_variance: '0.8',
    evidence_variance: '5',
    evidence: '−2.124',
    expected_square: '2.5',
    reconstruction: '−2.169',
    kl_prior: '0.303',
    elbo: '−2.472',
    gap: '0.348',
    kl_posterior: '0.348',
  },
};

for (const [scene, quantities] of Object.entries(printed)) {
  test(`${scene}: every number that the sources print stands on the page`, async ({ page, site }) => {
    await open(page, site.url);
    for (const [name, text] of Object.entries(quantities)) {
      await expect.soft(number(page, `${scene}.${name}`), name).toHaveText(text);
    }
  });
}

/** Half of the last digit given, and the noise of a double. */
const tolerance = (text: string) => 0.5 * 10 ** -(text.split('.')[1]?.length ?? 0) + 1e-12;

test('every number that a section is built around stands in it, computed', async ({ page, site }) => {
  await open(page, site.url);
  for (const [section, numbers] of Object.entries(storyboard)) {
    const found = await page
      .locator(`.vi-section[aria-labelledby="${section}"] vi-number`)
      .evaluateAll((all) =>
        Object.fromEntries(
          all.map((each) => [each.getAttribute('name'), (each as HTMLElement).dataset.value]),
        ),
      );
    for (const [name, text] of Object.entries(numbers)) {
      const off = Math.abs(Number(found[name]) - Number(text));
      expect.soft(off, `${section}: ${name} is ${found[name]}, not ${text}`).toBeLessThan(tolerance(text));
    }
  }
});

test('numbers carry their double and their exact form', async ({ page, site }) => {
  await open(page, site.url);
  const gap = number(page, 'exercise1.gap');
  await expect(gap).toHaveAttribute('data-exact', '53/80 + 1/2*log(8/15)');
  expect(Number(await gap.getAttribute('data-value'))).toBeCloseTo(53 / 80 + Math.log(8 / 15) / 2, 12);
});

test('the lines of Exercise 1 have its fractions', async ({ page, site }) => {
  await open(page, site.url);
  const posterior = await page
    .locator('vi-derivation[name="exercise1.posterior"] annotation')
    .allTextContents();
  const tex = posterior.join('\n');
  expect(tex).toMatch(/5\s*z\^2/);
  expect(tex).toMatch(/-\s*8\s*x\s*z/);
  expect(tex).toMatch(/\\t?frac\{8\}\{5\}/);
  expect(tex).toMatch(/\\t?frac\{4\}\{5\}/);
});

test('both paths to the gap are proved equal', async ({ page, site }) => {
  await open(page, site.url);
  for (const scene of ['worked', 'exercise1']) {
    const identity = page.locator(`[data-identity="${scene}.gap"]`).first();
    await expect(identity).toHaveAttribute('data-state', 'proved');
  }
});
