import { readFile } from 'node:fs/promises';
import { dist } from './support/paths.ts';
import { serve } from './support/server.ts';
import { test as base, expect, number, ready } from './support/test.ts';

interface Host {
  /** Open a page of somebody else's that holds this markup. */
  visit: (markup: string, query?: string) => Promise<void>;
}

const test = base.extend<Host>({
  visit: async ({ page }, use) => {
    const site = await serve(`${dist}/embed`, '/embed/');
    await use(async (markup, query = '') => {
      const body = `<!doctype html><title>host</title>${markup}`;
      await page.route(/\/embed\/host\.html/, (route) => route.fulfill({ body, contentType: 'text/html' }));
      await page.goto(`${site.url}host.html${query}`);
    });
    await site.close();
  },
});

const SCRIPT = '<script src="vi-lesson.js"></script>';
const LATE = { timeout: 20_000 };

test('computes inside its shadow root, twice on a page, whatever the host styles', async ({
  page,
  visit,
}) => {
  const hostile = '<style>* { color: lime; font: 30px fantasy } p { display: none }</style>';
  await visit(
    `${hostile}<vi-lesson></vi-lesson><vi-lesson></vi-lesson>${SCRIPT}${SCRIPT}`,
    '?exercise1.x=5/2',
  );
  const [first, second] = [page.locator('vi-lesson').first(), page.locator('vi-lesson').nth(1)];
  for (const lesson of [first, second]) {
    await expect(lesson).toHaveAttribute('data-state', 'ready', LATE);
    await expect(lesson.locator('vi-number[name="exercise1.gap"]').first()).toHaveText('0.348');
    const paragraph = lesson.locator('p').first();
    await expect(paragraph).toBeVisible();
    await expect(paragraph).not.toHaveCSS('color', 'rgb(0, 255, 0)');
    await expect(paragraph).not.toHaveCSS('font-family', /fantasy/);
  }
  await first.locator('vi-figure [data-parameter="exercise1.q_mean"]:visible').first().press('ArrowRight');
  await expect(first.locator('vi-number[name="exercise1.gap"]').first()).not.toHaveText('0.348');
  await expect(second.locator('vi-number[name="exercise1.gap"]').first()).toHaveText('0.348');
});

test('survives being taken out and put back', async ({ page, visit }) => {
  // A whole lesson joins its host anew each time.
  test.setTimeout(180_000);
  await visit(`<vi-lesson></vi-lesson>${SCRIPT}`);
  await ready(page);
  await page.evaluate(() => {
    const lesson = document.querySelector('vi-lesson') as Element;
    for (let i = 0; i < 10; i++) {
      lesson.remove();
      document.body.append(lesson);
    }
  });
  await page.locator('vi-figure [data-parameter="exercise1.q_mean"]:visible').first().press('ArrowRight');
  await expect(number(page, 'exercise1.gap')).not.toHaveText('0.348');
});

test('shows another compiled lesson, without what could run in it', async ({ page, visit }) => {
  const compiled = JSON.parse(
    await readFile(`${dist}/site/variational-inference-for-rl.lesson.json`, 'utf8'),
  );
  compiled.article = `<section><h2>Other</h2><img src=x onerror="document.title='ran'"><p onclick="1">It is <vi-number name="exercise1.gap" digits="2"></vi-number></p></section>`;
  await page.route('**/other.lesson.json', (route) => route.fulfill({ json: compiled }));
  await visit(`<vi-lesson src="other.lesson.json"></vi-lesson>${SCRIPT}`);
  await ready(page);
  await expect(number(page, 'exercise1.gap')).toHaveText('0.35');
  await expect(page.locator('vi-lesson img, vi-lesson [onclick]')).toHaveCount(0);
  await expect(page).toHaveTitle('host');
});

test('a link inside it goes to its section, a mark opens its note', async ({ page, visit }) => {
  await visit(`<vi-lesson></vi-lesson>${SCRIPT}`);
  await ready(page);
  await page.locator('vi-lesson a[href="#exercise-1"]').first().click();
  await expect(page.locator('vi-lesson #exercise-1')).toBeInViewport();
  await page.locator('vi-lesson a[href="#term-elbo"]').first().click();
  await expect(page.getByRole('note')).toContainText('The evidence lower bound');
  await expect(page.locator('vi-lesson .vi-back').first()).toBeHidden();
});

test.describe('when its lesson is not there', () => {
  test.use({ tolerated: /Failed to load resource/ });

  test('it says so, where the lesson would stand', async ({ page, visit }) => {
    await visit(`<vi-lesson src="gone.lesson.json"></vi-lesson>${SCRIPT}`);
    await expect(page.locator('vi-lesson')).toHaveAttribute('data-state', 'failed', LATE);
    await expect(page.getByRole('alert')).toContainText('gone.lesson.json');
    await expect(page.getByRole('alert')).toBeVisible();
  });
});

test('a frame tells its host how high it is, and does not grow for ever', async ({ page, visit }) => {
  const frameMarkup = '<iframe data-vi-lesson src="frame.html" style="width:100%;height:150px"></iframe>';
  await visit(`${frameMarkup}<script src="frame-host.js"></script>`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('vi-lesson')).toHaveAttribute('data-state', 'ready', LATE);
  await expect(frame.locator('vi-number[name="exercise1.gap"]').first()).toHaveText('0.348');
  const height = () => page.locator('iframe').evaluate((element) => element.clientHeight);
  await expect.poll(height).toBeGreaterThan(2000);
  const settled = await height();
  await page.waitForTimeout(500);
  expect(Math.abs((await height()) - settled)).toBeLessThan(50);
});
