// Two real course sites with the lesson in them, as web/docs/course-sites.md says: it computes, and the site stays itself.
import type { Locator, Page } from '@playwright/test';
import { canInstall, findProgram } from '../../../tools/programs.mjs';
import { buildCourseSite, type CourseSite } from './support/course-site.ts';
import { drag } from './support/pointer.ts';
import { type Site, serve } from './support/server.ts';
import { expect, test } from './support/test.ts';

const INK = { light: 'rgb(29, 33, 41)', dark: 'rgb(236, 234, 228)' };
const LATE = { timeout: 30_000 };

// One worker: a site is built once.
test.describe.configure({ mode: 'default' });

function built(name: CourseSite): () => Site {
  let site: Site;
  test.beforeAll(async () => {
    test.setTimeout(300_000);
    site = await serve(await buildCourseSite(name), '/courses/rl/');
  });
  test.afterAll(() => site?.close());
  return () => site;
}

/** Number, handle and paragraph are found in a shadow root as well. */
async function expectToCompute(page: Page, within: Pick<Page, 'locator'>): Promise<void> {
  await expect(within.locator('vi-lesson')).toHaveAttribute('data-state', 'ready', LATE);
  const gap = within.locator('vi-number[name="exercise1.gap"]').first();
  await expect(gap).toHaveText('0.348');
  await drag(page, within.locator('vi-figure [data-parameter="exercise1.q_mean"]:visible').first(), 60);
  await expect(gap).not.toHaveText('0.348');
}

const lessonText = (page: Pick<Page, 'locator'>): Locator =>
  page.locator('vi-lesson .vi-section > p').first();

/** How the site draws its own heading, text and links. */
function looks(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    ['body', 'h1', 'h1 ~ p, .sl-markdown-content > p', 'a'].map((selector) => {
      const style = getComputedStyle(document.querySelector(selector) as Element);
      return [style.color, style.backgroundColor, style.font, style.margin].join(' · ');
    }),
  );
}

function courseSite(name: CourseSite, further: (site: () => Site) => void): void {
  test.describe(name, () => {
    const site = built(name);

    test('the element computes, and the page around it looks as the others do', async ({ page }) => {
      await page.goto(site().url);
      const before = await looks(page);
      await page.goto(`${site().url}lesson/`);
      await expectToCompute(page, page);
      expect(await looks(page)).toEqual(before);
    });

    test('a figure and an exercise stand between the site’s own words', async ({ page }) => {
      await page.goto(site().url);
      const before = await looks(page);
      await page.goto(`${site().url}figure/`);
      const [figure, exercise] = [
        page.locator('vi-figure[part="exercise1"]'),
        page.locator('vi-exercise[part="exercise1"]'),
      ];
      for (const element of [figure, exercise])
        await expect(element).toHaveAttribute('data-state', 'ready', LATE);
      const handle = figure.locator('[data-parameter="exercise1.q_mean"]:visible').first();
      const stood = await handle.getAttribute('aria-valuenow');
      await drag(page, handle, 60);
      await expect(handle).not.toHaveAttribute('aria-valuenow', stood ?? '');
      const line = exercise.locator('[data-line="posterior_mean"]');
      await line.getByRole('textbox').fill('1');
      await line.getByRole('textbox').press('Enter');
      await expect(line).toHaveAttribute('data-verdict', /right|wrong/);
      await expect(exercise.locator('.katex').first()).toBeVisible();
      expect(await looks(page)).toEqual(before);
    });

    test('the cards ask, one after the other, and know in this site what was reviewed', async ({ page }) => {
      await page.goto(`${site().url}figure/`);
      const cards = page.locator('vi-cards');
      await expect(cards).toHaveAttribute('data-state', 'ready', LATE);
      await expect(cards).toContainText(/\d+ are new\./);
      const fresh = async () => Number(/(\d+) are new\./.exec(await cards.innerText())?.[1]);
      const before = await fresh();
      await cards.getByRole('button', { name: 'Begin' }).click();
      const card = cards.locator('vi-card');
      await card
        .getByRole('button', { name: /Show|know/ })
        .first()
        .click();
      await card.getByRole('button', { name: 'Good' }).click();
      await expect(card).toContainText('it comes back in');
      await page.reload();
      await expect(cards).toHaveAttribute('data-state', 'ready', LATE);
      expect(await fresh()).toBe(before - 1);
    });

    test('the frame computes, and is as high as the lesson', async ({ page }) => {
      await page.goto(`${site().url}framed/`);
      const frame = page.frameLocator('iframe[data-vi-lesson]');
      await expectToCompute(page, frame);
      const hidden = () =>
        frame.locator('html').evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
      await expect.poll(hidden).toBe(0);
    });

    further(site);
  });
}

courseSite('starlight', (site) => {
  test('its choice of light or dark is the lesson’s too', async ({ page }) => {
    await page.goto(`${site().url}lesson/`);
    await expect(lessonText(page)).toHaveCSS('color', INK.light, LATE);
    await page.getByRole('combobox', { name: 'theme' }).first().selectOption('dark');
    await expect(lessonText(page)).toHaveCSS('color', INK.dark);
  });

  test('its search finds its pages', async ({ page }) => {
    await page.goto(`${site().url}lesson/`);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('evenings');
    await page.getByRole('dialog').getByRole('link', { name: 'The course' }).first().click();
    await expect(page.getByRole('heading', { name: 'The course', level: 1 })).toBeVisible();
  });
});

courseSite('mkdocs', (site) => {
  test.skip(!findProgram('mkdocs') && !canInstall, 'there is no MkDocs on this machine');

  test('its keys work beside the lesson, and do nothing while a learner types', async ({ page }) => {
    await page.goto(`${site().url}lesson/`);
    const line = page.locator('vi-exercise[name="exercise1"] [data-line="posterior_mean"]');
    const field = line.getByRole('textbox');
    await field.pressSequentially('snp?');
    await expect(field).toHaveValue('snp?');
    await expect(page).toHaveURL(`${site().url}lesson/`);
    const search = page.getByRole('dialog', { name: 'Search' });
    await expect(search).toBeHidden();
    await field.blur();
    await page.keyboard.press('s');
    await search.getByPlaceholder('Search').pressSequentially('evenings');
    await search.getByRole('link', { name: 'The course' }).first().click();
    await expect(page.getByRole('heading', { name: 'The course', level: 1 })).toBeVisible();
  });
});
