// The packages in an LMS: a page with scorm-again in it, which keeps what it was told as a server would.
import { readFile } from 'node:fs/promises';
import type { FrameLocator, Page } from '@playwright/test';
import { lmsOut } from './support/paths.ts';
import { expect, test } from './support/test.ts';

test.use({ products: lmsOut });

const RECORD = 'lms-record';
// biome-ignore lint/suspicious/noExplicitAny: scorm-again's own tree
type Tree = any;
const frame = (page: Page) => page.frameLocator('iframe');
const line = (at: FrameLocator, name: string) => at.locator(`vi-exercise [data-line="${name}"]`);

async function launch(page: Page): Promise<FrameLocator> {
  await page.getByRole('button', { name: 'Open the lesson' }).click();
  const lesson = frame(page);
  await expect(lesson.locator('vi-lesson')).toHaveAttribute('data-state', 'ready');
  return lesson;
}

async function answer(lesson: FrameLocator, name: string, text: string): Promise<void> {
  await line(lesson, name).getByRole('textbox').fill(text);
  await line(lesson, name).getByRole('textbox').press('Enter');
}

/** What a learner does who goes home: the window closes, and at home the browser knows nothing. */
async function leaveFor(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close it' }).click();
  await page.evaluate((record) => {
    const kept = localStorage.getItem(record) ?? '{}';
    localStorage.clear();
    sessionStorage.clear();
    localStorage.setItem(record, kept);
  }, RECORD);
}

const recorded = (page: Page) =>
  page.evaluate((record) => JSON.parse(localStorage.getItem(record) ?? '{}'), RECORD);

const standing = {
  '1.2': (cmi: Tree) => [cmi.core?.lesson_status, cmi.core?.score?.raw],
  '2004': (cmi: Tree) => [cmi.completion_status, cmi.score?.raw],
};

for (const version of ['1.2', '2004'] as const) {
  test(`SCORM ${version}: what was answered, its score and the place in the text are there again at home`, async ({
    page,
    site,
  }) => {
    await page.goto(`${site.url}lms.html?version=${version}`);
    const lesson = await launch(page);
    await expect(lesson.getByRole('alert')).toHaveCount(0);
    await answer(lesson, 'estimate', '2/3');
    await expect(line(lesson, 'estimate')).toHaveAttribute('data-verdict', 'right');
    await expect.poll(async () => standing[version](await recorded(page))).toEqual(['incomplete', '50']);
    await lesson.getByRole('button', { name: 'New numbers' }).click();
    const seed = await lesson.locator('vi-exercise').getAttribute('data-seed');
    expect(seed).toMatch(/^\d+$/);
    await line(lesson, 'left').getByRole('textbox').fill('1/2 +');
    const heading = lesson.locator('.vi-section').last().getByRole('heading');
    await heading.evaluate((one) => one.scrollIntoView());
    await leaveFor(page);

    const again = await launch(page);
    await expect(
      again.getByText('Your course keeps your answers, your score and your place.'),
    ).toBeAttached();
    await expect(again.locator('.vi-section').last().getByRole('heading')).toBeInViewport();
    await expect(again.locator('vi-exercise')).toHaveAttribute('data-seed', seed ?? '');
    await expect(line(again, 'left').getByRole('textbox')).toHaveValue('1/2 +');
    await again.locator('vi-exercise [data-action="book"]').click();
    await expect(line(again, 'estimate').getByRole('textbox')).toHaveValue('2/3');
    await expect(line(again, 'estimate')).toHaveAttribute('data-verdict', 'right');
    await answer(again, 'left', '1/3');
    await expect(line(again, 'left')).toHaveAttribute('data-verdict', 'right');
    await leaveFor(page);

    const cmi = await recorded(page);
    expect(standing[version](cmi)).toEqual([version === '1.2' ? 'passed' : 'completed', '100']);
    const answers = Object.values<Tree>(cmi.interactions);
    expect(answers.map(({ id, result }) => [id, result])).toEqual([
      ['read_off.estimate', 'correct'],
      ['read_off.left', 'correct'],
    ]);
    expect(answers[0].correct_responses['0'].pattern).toBe('0.666667');
  });
}

test('reviews of cards last for the visit: cards and panel say so, and export them', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}small-deck/lms.html?version=1.2`);
  const lesson = await launch(page);
  const panel = lesson.locator('vi-data');
  const says =
    'Your course keeps your answers. Reviews of cards it does not: they last until you close this page';
  await expect(panel).toContainText(says);
  await expect(panel).not.toContainText('browser');
  const card = lesson.locator('vi-card[name="weight"]:not([in])');
  await card.getByRole('button', { name: 'Show the answer' }).click();
  await card.getByRole('button', { name: 'Good' }).click();
  await expect(card).toContainText(says);
  await expect(lesson.locator('vi-review')).toContainText(says);
  await answer(lesson, 'estimate', '2/3');
  await panel.scrollIntoViewIfNeeded();
  await expect(panel).toContainText('You have 1 review and 1 answer of this lesson.');
  await expect(panel).not.toContainText('browser');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Export' }).click(),
  ]);
  const { reviews, work } = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect([reviews.length, work.length]).toEqual([1, 1]);
  await leaveFor(page);
  const again = await launch(page);
  await expect(line(again, 'estimate').getByRole('textbox')).toHaveValue('2/3');
  await expect(again.locator('vi-data')).toContainText('You have 1 answer of this lesson.');
});

test('without an LMS the lesson works, keeps its answers in the browser, and says so', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}1.2/index.html`);
  await expect(page.locator('vi-lesson')).toHaveAttribute('data-state', 'ready');
  await expect(page.locator('.vi-notice')).toContainText('No course has answered, so nothing is reported.');
  const estimate = page.locator('vi-exercise [data-line="estimate"]');
  await estimate.getByRole('textbox').fill('2/3');
  await estimate.getByRole('textbox').press('Enter');
  await page.reload();
  await expect(estimate).toHaveAttribute('data-verdict', 'right');
});

test('an LMS that takes nothing is named, and asked again by a button', async ({ page, site }) => {
  await page.goto(`${site.url}lms.html?version=1.2&commit=false`);
  const lesson = await launch(page);
  await answer(lesson, 'estimate', '2/3');
  const notice = lesson.locator('.vi-notice');
  await expect(notice).toContainText('Your course did not take your last answers');
  await notice.getByRole('button', { name: 'Send again now' }).click();
  await expect(line(lesson, 'estimate')).toHaveAttribute('data-verdict', 'right');
  await leaveFor(page).catch(() => {});
});
