import { expect, open, test } from './support/test.ts';

test.use({ sections: ['exercise-1'] });

test.describe('the worker', () => {
  test('reports progress on the way to 1,000 settings', async ({ page, site }) => {
    await open(page, site.url);
    const identity = page.locator('vi-identity[name="exercise1.gap"]');
    await page.evaluate(() => {
      const seen: number[] = [];
      Object.assign(window, { seen });
      const element = document.querySelector('vi-identity[name="exercise1.gap"]') as Element;
      new MutationObserver(() => {
        const progress = element.querySelector('progress');
        if (progress) seen.push(progress.value);
      }).observe(element, { subtree: true, childList: true, attributes: true });
    });
    await identity.getByRole('button', { name: /1,000 random settings/ }).click();
    await expect(identity).toContainText(/1,000 settings tried: it held in all/, { timeout: 30_000 });
    const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
    expect(seen.length).toBeGreaterThan(1);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });

  test('can be stopped, and asked again', async ({ page, site }) => {
    await open(page, site.url);
    const identity = page.locator('vi-identity[name="exercise1.gap"]');
    // Pressed in the same task as the start, so that no machine is too fast for it.
    await page.evaluate(async () => {
      const button = () =>
        document.querySelector<HTMLElement>('vi-identity[name="exercise1.gap"] .vi-trial button');
      button()?.click();
      await new Promise(requestAnimationFrame);
      button()?.click();
    });
    await expect(identity.getByRole('button', { name: /random settings/ })).toBeVisible();
    await expect(identity).not.toContainText(/settings tried/);
    await identity.getByRole('button', { name: /random settings/ }).click();
    await expect(identity).toContainText(/1,000 settings tried/, { timeout: 30_000 });
  });
});
