import { expect, number, test } from './support/test.ts';

test.describe('when the core does not come', () => {
  test.use({ tolerated: /Failed to load resource/ });
  const failures: [
    what: string,
    respond: { status: number; body: string; contentType: string } | 'abort',
    says: RegExp,
  ][] = [
    ['missing', { status: 404, body: 'no', contentType: 'text/plain' }, /404/],
    ['a sign-in page', { status: 200, body: '<html>Sign in</html>', contentType: 'text/html' }, /sign-in/],
    ['cut off', { status: 200, body: '\0asm\x01\0\0\0\x01', contentType: 'application/wasm' }, /damaged/],
    ['unreachable', 'abort', /could not be fetched/],
  ];
  for (const [what, respond, says] of failures) {
    test(`${what}: the lesson still reads, with the reason`, async ({ page, site }) => {
      await page.route('**/*.wasm', (route) =>
        respond === 'abort' ? route.abort() : route.fulfill(respond),
      );
      await page.goto(site.url);
      await expect(page.locator('vi-lesson')).toHaveAttribute('data-state', 'failed');
      await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible();
      await expect(number(page, 'exercise1.gap')).toHaveText('0.348');
      await expect(page.locator('vi-derivation[name="exercise1.kl_prior"] .katex').first()).toBeVisible();
    });
  }

  test('no WebAssembly at all', async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(globalThis, 'WebAssembly', { value: undefined }));
    await page.goto(site.url);
    await expect(page.locator('vi-lesson')).toHaveAttribute('data-state', 'failed');
    await expect(page.getByRole('alert').filter({ hasText: /no WebAssembly/ })).toBeVisible();
    await expect(number(page, 'exercise1.gap')).toHaveText('0.348');
  });
});
