import type { Locator, Page } from '@playwright/test';
import type { ViLesson } from '../../../web/elements/lesson/vi-lesson.ts';
import { expectAccessible, expectNoSidewaysScroll } from './support/look.ts';
import { expect, open, ready, test } from './support/test.ts';

const MONDAY = Date.UTC(2026, 10, 23, 9);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const card = (page: Page, name: string) => page.locator(`vi-card[name="${name}"]:not([in])`);
const review = (page: Page) => page.locator('vi-review');
const grades = (at: Locator) => at.getByRole('group', { name: /How well did you know it/ });
const title = (at: Locator) => at.locator('.vi-flash-title');

/** What the page's own core says: the number, or the words of the option that is right. */
function truth(at: Locator): Promise<string> {
  return at.evaluate((element) => {
    const { session } = element.closest('vi-lesson') as ViLesson;
    const card = session?.cards.get(element.getAttribute('name') ?? '');
    if (!session || !card) throw new Error('no card');
    const { guess, answer } = card.line;
    const of = (expression: string) => session.at(card.work.scene, [expression])[0] as number;
    return guess ? String(guess.options.findIndex(({ when }) => of(when) === 1)) : of(answer).toFixed(9);
  });
}

/** Its height, and where in its section it stands. */
function place(at: Locator): Promise<number[]> {
  return at.evaluate((element) => {
    const { top, height } = element.getBoundingClientRect();
    return [height, top - (element.closest('.vi-section')?.getBoundingClientRect().top ?? 0)].map(Math.round);
  });
}

async function answer(at: Locator): Promise<void> {
  // Its numbers are drawn as it comes near; until then it stands as printed, and takes nothing.
  await at.scrollIntoViewIfNeeded();
  await expect(at.getByRole('textbox').or(at.locator('button.vi-option')).first()).toBeEnabled();
  const right = await truth(at);
  const field = at.getByRole('textbox');
  if ((await field.count()) === 0) return at.locator('button.vi-option').nth(Number(right)).press('Enter');
  await field.fill(right);
  await field.press('Enter');
}

const reviews = (page: Page) =>
  page.evaluate(() => (document.querySelector('vi-lesson') as ViLesson).session?.deck.log.reviews.length);

test('a card is answered and graded by the keyboard alone, and stays where it is', async ({ page, site }) => {
  await page.clock.setFixedTime(MONDAY);
  await open(page, site.url);
  const square = card(page, 'square');
  await square.scrollIntoViewIfNeeded();
  // Its numbers are drawn as it comes near: a moment later every formula stands there.
  await expect(square.getByRole('textbox')).toBeEnabled();
  await expect(square.locator('.vi-answer-ask vi-formula:empty')).toHaveCount(0);
  const asked = await square.locator('.vi-answer-ask').textContent();
  await answer(square);
  await expect(grades(square).getByRole('button', { name: 'Good' })).toBeFocused();
  const before = await place(square);
  await page.keyboard.press('Enter');
  await expect(square).toContainText('Good: it comes back in 10 min.');
  expect(await place(square)).toEqual(before);
  await expect(square.locator('.vi-answer-ask')).toHaveText(asked ?? '');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(square.getByRole('textbox')).toBeFocused();
  await expect(square.getByRole('textbox')).toHaveValue('');
  await expect(square.locator('.vi-answer-ask')).not.toHaveText(asked ?? '');
});

test('what is due is walked through, over simulated days', async ({ page, site }) => {
  await page.clock.setFixedTime(MONDAY);
  await open(page, site.url);
  await expect(review(page)).toContainText('You have not answered a card yet.');
  for (const [name, grade] of [
    ['square', 'Good'],
    ['zeros', 'Again'],
    ['jensen', 'Easy'],
  ] as const) {
    await answer(card(page, name));
    await grades(card(page, name)).getByRole('button', { name: grade }).click();
  }
  await expect(review(page)).toContainText('Nothing is due now.');
  await expect(review(page)).toContainText('The next one comes in 1 min.');

  await page.clock.setFixedTime(MONDAY + DAY);
  await page.reload();
  await ready(page);
  await expect(review(page)).toContainText('2 cards are due.');
  await expect(card(page, 'square')).toContainText('Due now.');
  const at = review(page).locator('vi-card');
  const seen: string[] = [];
  await review(page).getByRole('button', { name: 'Begin' }).press('Enter');
  for (let i = 0; i < 2; i++) {
    seen.push((await at.getAttribute('name')) ?? '');
    await answer(at);
    await page.keyboard.press('Enter');
    await expect(at).toContainText('it comes back in');
    await review(page)
      .getByRole('button', { name: i === 0 ? 'Next card' : 'Done' })
      .press('Enter');
  }
  expect(seen).toEqual(['zeros', 'square']);
  await expect(at).toHaveCount(0);
  await expect(review(page)).toContainText('Nothing is due now.');
  expect(await reviews(page)).toBe(5);
});

test('two tabs that grade at once lose nothing, and hear of one another', async ({
  page,
  site,
  context,
  watch,
}) => {
  const other = await context.newPage();
  watch(other);
  await Promise.all([open(page, site.url), open(other, site.url)]);
  const many = (tab: Page) =>
    tab.evaluate(async () => {
      const { session } = document.querySelector('vi-lesson') as ViLesson;
      const all = Array.from({ length: 200 }, () => session?.deck.grade('square', 3));
      await Promise.all(all);
    });
  await Promise.all([many(page), many(other)]);
  await expect.poll(() => reviews(page)).toBe(400);
  await expect.poll(() => reviews(other)).toBe(400);
  await page.reload();
  await ready(page);
  await expect.poll(() => reviews(page)).toBe(400);
});

test('a browser that keeps nothing grades all the same, and a line says so', async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
  });
  await open(page, site.url);
  const zeros = card(page, 'zeros');
  await answer(zeros);
  await grades(zeros).getByRole('button', { name: 'Good' }).click();
  await expect(zeros).toContainText('This browser keeps nothing for us');
  await expect(review(page).locator('[data-problem]')).toContainText(
    'your reviews last until you close the page',
  );
});

test('a prediction that was wrong offers its card', async ({ page, site }) => {
  await open(page, site.url);
  const prediction = page.locator('vi-predict[name="which_is_infinite"]');
  await prediction.getByRole('button', { name: 'neither' }).click();
  await prediction.getByRole('link', { name: /a card asks/ }).click();
  await expect(title(card(page, 'zeros'))).toBeInViewport();
});

test('a card that is given up shows its answer and suggests to ask again', async ({ page, site }) => {
  await open(page, site.url);
  const square = card(page, 'square');
  await square.getByRole('button', { name: 'Show the answer' }).click();
  await expect(square).toContainText('The answer:');
  await expect(grades(square).getByRole('button', { name: 'Again' })).toBeFocused();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`on a phone, ${scheme}: nothing is cut off, and everything can be reached`, async ({ page, site }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, site.url);
    await answer(card(page, 'zeros'));
    await expectAccessible(page, 'vi-card[name="zeros"], vi-review');
    await expectNoSidewaysScroll(page);
  });
}
