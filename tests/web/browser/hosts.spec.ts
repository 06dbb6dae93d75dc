import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { dist } from './support/paths.ts';
import { serve } from './support/server.ts';
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

test.describe('in another page', () => {
  test('<vi-lesson> computes inside its shadow root, twice on a page, whatever the host styles', async ({
    page,
  }) => {
    const site = await serve(`${dist}/embed`, '/embed/');
    const hostile = '<style>* { color: lime; font: 30px fantasy } p { display: none }</style>';
    const body = `<!doctype html><title>host</title>${hostile}<vi-lesson></vi-lesson><vi-lesson></vi-lesson><script src="vi-lesson.js"></script><script src="vi-lesson.js"></script>`;
    await page.route(/\/embed\/host\.html/, (route) => route.fulfill({ body, contentType: 'text/html' }));
    await page.goto(`${site.url}host.html?exercise1.x=5/2`);
    const lessons = page.locator('vi-lesson');
    for (const lesson of [lessons.first(), lessons.nth(1)]) {
      await expect(lesson).toHaveAttribute('data-state', 'ready', { timeout: 20_000 });
      await expect(lesson.locator('vi-number[name="exercise1.gap"]').first()).toHaveText('0.348');
      const paragraph = lesson.locator('p').first();
      await expect(paragraph).toBeVisible();
      await expect(paragraph).not.toHaveCSS('color', 'rgb(0, 255, 0)');
      await expect(paragraph).not.toHaveCSS('font-family', /fantasy/);
    }
    await lessons
      .first()
      .locator('vi-figure [data-parameter="exercise1.q_mean"]')
      .first()
      .press('ArrowRight');
    await expect(lessons.first().locator('vi-number[name="exercise1.gap"]').first()).not.toHaveText('0.348');
    await expect(lessons.nth(1).locator('vi-number[name="exercise1.gap"]').first()).toHaveText('0.348');
    await site.close();
  });

  test('survives being taken out and put back', async ({ page }) => {
    const site = await serve(`${dist}/embed`, '/embed/');
    const body =
      '<!doctype html><title>host</title><vi-lesson></vi-lesson><script src="vi-lesson.js"></script>';
    await page.route(/\/embed\/host\.html/, (route) => route.fulfill({ body, contentType: 'text/html' }));
    await open(page, `${site.url}host.html`);
    await page.evaluate(() => {
      const lesson = document.querySelector('vi-lesson') as Element;
      for (let i = 0; i < 50; i++) {
        lesson.remove();
        document.body.append(lesson);
      }
    });
    await page.locator('vi-figure [data-parameter="exercise1.q_mean"]').first().press('ArrowRight');
    await expect(number(page, 'exercise1.gap')).not.toHaveText('0.348');
    await site.close();
  });

  test('src shows another compiled lesson, without what could run in it', async ({ page }) => {
    const site = await serve(`${dist}/embed`, '/embed/');
    const compiled = JSON.parse(
      await readFile(`${dist}/site/variational-inference-for-rl.lesson.json`, 'utf8'),
    );
    compiled.article = `<section><h2>Other</h2><img src=x onerror="document.title='ran'"><p onclick="1">It is <vi-number name="exercise1.gap" digits="2"></vi-number></p></section>`;
    await page.route('**/other.lesson.json', (route) => route.fulfill({ json: compiled }));
    const body =
      '<!doctype html><title>host</title><vi-lesson src="other.lesson.json"></vi-lesson><script src="vi-lesson.js"></script>';
    await page.route(/\/embed\/host\.html/, (route) => route.fulfill({ body, contentType: 'text/html' }));
    await open(page, `${site.url}host.html`);
    await expect(number(page, 'exercise1.gap')).toHaveText('0.35');
    await expect(page.locator('vi-lesson img, vi-lesson [onclick]')).toHaveCount(0);
    await expect(page).toHaveTitle('host');
    await site.close();
  });

  test('the frame tells its host how high it is, and shrinks no host page', async ({ page }) => {
    const site = await serve(`${dist}/embed`, '/embed/');
    const body =
      '<!doctype html><title>host</title><iframe data-vi-lesson src="frame.html" style="width:100%;height:150px"></iframe><script src="frame-host.js"></script>';
    await page.route(/\/embed\/host\.html/, (route) => route.fulfill({ body, contentType: 'text/html' }));
    await page.goto(`${site.url}host.html`);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('vi-lesson')).toHaveAttribute('data-state', 'ready', { timeout: 20_000 });
    await expect(frame.locator('vi-number[name="exercise1.gap"]').first()).toHaveText('0.348');
    const height = () => page.locator('iframe').evaluate((element) => element.clientHeight);
    await expect.poll(height).toBeGreaterThan(2000);
    const settled = await height();
    await page.waitForTimeout(500);
    expect(Math.abs((await height()) - settled)).toBeLessThan(50);
    await site.close();
  });
});

test('a sub-path with a trailing index.html works as well', async ({ page, site }) => {
  await page.goto(`${site.url}index.html`);
  await ready(page);
});
