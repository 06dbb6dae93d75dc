import { pathToFileURL } from 'node:url';
import { dist } from './support/paths.ts';
import { expect, handle, number, open, ready, test } from './support/test.ts';

test.describe('one file, opened from disk', () => {
  const file = pathToFileURL(`${dist}/lesson.html`).href;

  test('computes, and asks for nothing', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url().slice(0, 40)));
    await open(page, file);
    await expect(number(page, 'exercise1.gap')).toHaveText('0.348');
    await handle(page, 'exercise1.q_mean').focus();
    await page.keyboard.press('ArrowRight');
    await expect(number(page, 'exercise1.gap')).not.toHaveText('0.348');
    expect(asked.filter((url) => !/^(data|blob):/.test(url) && url !== file.slice(0, 40))).toEqual([]);
  });

  test('its worker tries an identity at random settings', async ({ page }) => {
    await open(page, file);
    const identity = page.locator('vi-identity[name="exercise1.gap"]');
    await identity.getByRole('button', { name: /random settings/ }).click();
    await expect(identity).toContainText(/settings tried: it held in all/, { timeout: 30_000 });
  });

  test('is restored from its link', async ({ page }) => {
    await open(page, `${file}?exercise1.q_mean=8/5`);
    await expect(number(page, 'exercise1.gap')).toHaveText('0.123');
  });
});

test.describe('the site, opened from disk', () => {
  test.use({ tolerated: /CORS policy|Failed to load resource/ });

  test('reads, and says what does open there', async ({ page }) => {
    await page.goto(pathToFileURL(`${dist}/site/index.html`).href);
    await expect(page.getByRole('alert')).toContainText('opened from disk may not load its program');
    await expect(page.getByRole('alert')).toContainText('Open lesson.html');
    await expect(number(page, 'exercise1.gap')).toHaveText('0.348');
    // No guess can be taken, so the figure that shows the answer is not kept back.
    await expect(page.locator('vi-figure[name="lottery"] figure')).toBeVisible();
  });
});

test('a sub-path with a trailing index.html works as well', async ({ page, site }) => {
  await page.goto(`${site.url}index.html`);
  await ready(page);
});
