// Every browser test watches the same two things besides its own: nothing is logged as an error, no request leaves home.
import { test as base, expect, type Page } from '@playwright/test';
import { excerpt } from './excerpt.ts';
import { dist } from './paths.ts';
import { type Site, serve } from './server.ts';

interface PerTest {
  /** Console errors that the test brings about on purpose. */
  tolerated: RegExp;
  watch: (page: Page) => void;
}
interface PerWorker {
  /** The folder of the site that is looked at: the real lesson's unless a file says otherwise. */
  products: string;
  /** Of that site these sections; all of them unless a file names some. */
  sections: readonly string[];
  site: Site;
}

export const test = base.extend<PerTest, PerWorker>({
  tolerated: [/^nothing$/, { option: true }],
  products: [`${dist}/site`, { option: true, scope: 'worker' }],
  sections: [[], { option: true, scope: 'worker' }],
  site: [
    async ({ products, sections }, use, { workerIndex }) => {
      const folder = sections.length > 0 ? await excerpt(products, sections, workerIndex) : products;
      const site = await serve(folder);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  watch: async ({ tolerated }, use) => {
    const problems: string[] = [];
    await use((page) => {
      const note = (text: string) => !tolerated.test(text) && problems.push(text);
      page.on('console', (message) => message.type() === 'error' && note(message.text()));
      page.on('pageerror', (problem) => note(`uncaught: ${problem.message}`));
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.hostname !== '127.0.0.1') note(`request to ${url.host}`);
      });
    });
    expect(problems).toEqual([]);
  },
  page: async ({ page, watch }, use) => {
    watch(page);
    await use(page);
  },
});

export { expect };

export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await ready(page);
}

/** On a busy machine the whole lesson has taken longer to come alive than anything that is pressed in it. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator('vi-lesson').first()).toHaveAttribute('data-state', 'ready', { timeout: 60_000 });
}

export const number = (page: Page, name: string) => page.locator(`vi-number[name="${name}"]`).first();

/** A control by the name it has in DESIGN.md; the figure's handles answer to the same names.
 * A figure that has not been in view yet holds its handles twice, for a wide and a narrow page. */
export const slider = (page: Page, name: string) =>
  page.locator(`vi-controls [data-parameter="${name}"]`).first();
export const handle = (page: Page, name: string) =>
  page.locator(`vi-figure [data-parameter="${name}"]:visible`).first();
export const field = (page: Page, name: string) => page.locator(`#vi-${name.replace('.', '-')}`);

export async function value(page: Page, name: string): Promise<number> {
  return Number(await number(page, name).getAttribute('data-value'));
}
