import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './support/look.ts';
import { expect, open, test } from './support/test.ts';

const card = (page: Page, name: string) =>
  page.locator(`vi-section vi-card[name="${name}"]:not([in])`.replace('vi-section ', ''));
const review = (page: Page) => page.locator('vi-review');
const grades = (at: Locator) => at.getByRole('group', { name: /How well did you know it/ });
/** The right option, as the page marks it once the card is decided. */
const shoot = process.env.SHOOT;

test('look', async ({ page, site }) => {
  test.skip(!shoot);
  await open(page, site.url);
  for (const name of ['square', 'zeros', 'luck']) {
    await card(page, name).scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    await card(page, name).screenshot({ path: `${shoot}/${name}.png` });
  }
  const square = card(page, 'square');
  await square.getByRole('textbox').fill('3');
  await square.getByRole('textbox').press('Enter');
  await square.getByRole('textbox').press('Enter');
  await square.screenshot({ path: `${shoot}/square-wrong.png` });
  await square.getByRole('button', { name: 'Show the solution' }).click();
  await square.screenshot({ path: `${shoot}/square-shown.png` });
  await grades(square).getByRole('button').first().click();
  await square.screenshot({ path: `${shoot}/square-graded.png` });
  const zeros = card(page, 'zeros');
  await zeros.getByRole('button').nth(1).click();
  await zeros.screenshot({ path: `${shoot}/zeros-decided.png` });
  await review(page).scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${shoot}/review.png` });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await zeros.scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${shoot}/narrow-dark.png` });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, 'vi-card[name="zeros"]');
});
