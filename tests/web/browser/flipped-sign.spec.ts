import { flippedOut } from './support/paths.ts';
import { serve } from './support/server.ts';
import { expect, open, test } from './support/test.ts';

test('a lesson with a flipped sign: its identity turns red, on the page and before any script', async ({
  page,
}) => {
  const site = await serve(`${flippedOut}/site`);
  await open(page, site.url);
  const identity = page.locator('vi-identity').first();
  await expect(identity).toHaveAttribute('data-state', 'failed');
  expect(Math.abs(Number(await identity.getAttribute('data-residual')))).toBeGreaterThan(1e-3);
  await expect(identity).toContainText('does not hold');
  await identity.getByRole('button', { name: /random settings/ }).click();
  await expect(identity).toContainText(/it failed in/, { timeout: 30_000 });
  await site.close();
});
