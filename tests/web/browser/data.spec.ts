import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { ViLesson } from '../../../web/elements/lesson/vi-lesson.ts';
import { expectAccessible, expectNoSidewaysScroll } from './support/look.ts';
import { smallDeckOut } from './support/paths.ts';
import { expect, open, ready, test } from './support/test.ts';

const MONDAY = Date.UTC(2026, 10, 23, 9);
const DAY = 86_400_000;

test.use({ products: `${smallDeckOut}/site` });

const panel = (page: Page) => page.locator('vi-data');
const answer = (page: Page) => panel(page).locator('.vi-data-answer');
const press = (page: Page, name: string | RegExp) => panel(page).getByRole('button', { name }).click();

/** What the browser is given when it is told to save. */
async function saved(page: Page, name: string | RegExp): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

async function choose(page: Page, text: string, name = 'export.json'): Promise<void> {
  const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
  await panel(page).locator('input[type=file]').setInputFiles(file);
}

/** As if a file were let go over the panel. */
function drop(page: Page, text: string): Promise<void> {
  return panel(page)
    .locator('.vi-data')
    .evaluate((box, content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], 'dropped.json'));
      box.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
      box.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, text);
}

async function grade(page: Page, name: string, word: string): Promise<void> {
  const card = page.locator(`vi-card[name="${name}"]:not([in])`);
  await card.getByRole('button', { name: 'Show the answer' }).click();
  await card.getByRole('button', { name: word }).click();
  await expect(card).toContainText('it comes back in');
}

const field = (page: Page, i: number) => page.locator('vi-exercise').getByRole('textbox').nth(i);

test('what a learner has goes to another browser by a file, and comes out of it the same', async ({
  page,
  site,
  browser,
  watch,
}) => {
  await page.clock.setFixedTime(MONDAY);
  await open(page, site.url);
  await expect(panel(page)).toContainText('Of this lesson there is nothing yet.');
  await expect(panel(page).getByRole('button', { name: 'Export' })).toBeDisabled();
  await grade(page, 'weight', 'Good');
  await grade(page, 'side', 'Again');
  await field(page, 0).fill('2/3');
  await panel(page).scrollIntoViewIfNeeded();
  await expect(panel(page)).toContainText('You have 2 reviews and 1 answer of this lesson in this browser');
  await expect(panel(page)).toContainText('The log has a copy, of 23 November 2026.');
  const file = await saved(page, 'Export');
  expect(file.name).toBe('small-deck-2026-11-23.json');
  const anki = await saved(page, 'Cards for Anki');
  expect(anki.name).toBe('small-deck-anki.txt');
  expect(anki.text.split('\n').filter((line) => line.startsWith('small-deck/'))).toHaveLength(3);

  const context = await browser.newContext();
  const other = await context.newPage();
  watch(other);
  await other.clock.setFixedTime(MONDAY + DAY);
  await open(other, site.url);
  await choose(other, file.text, 'mine.json');
  await expect(answer(other)).toBeFocused();
  await expect(answer(other)).toContainText('mine.json holds');
  await expect(answer(other)).toContainText('2 reviews: 2 new');
  await expect(answer(other)).toContainText('1 answer: 1 new');
  await press(other, 'Leave everything as it is');
  await expect(panel(other)).toContainText('Of this lesson there is nothing yet.');

  const second = await context.newPage();
  watch(second);
  await second.clock.setFixedTime(MONDAY + DAY);
  await open(second, site.url);
  await drop(other, file.text);
  await press(other, 'Add these');
  await expect(answer(other)).toContainText('Added: 2 reviews and 1 answer.');
  await expect(field(other, 0)).toHaveValue('2/3');
  await expect(other.locator('vi-review')).toContainText('2 cards are due.');
  await expect(second.locator('vi-review')).toContainText('2 cards are due.');
  expect((await saved(other, 'Export')).text).toBe(file.text);
  await choose(other, file.text);
  await expect(answer(other)).toContainText('There is nothing to add.');

  await choose(other, file.text.replace('"grade":1', '"grade":2'));
  await expect(answer(other)).toContainText('1 entry stays out: 1 damaged');
  await choose(other, file.text.slice(0, 200));
  await expect(answer(other)).toContainText('Nothing was changed. This export is damaged or cut short');
  await choose(other, '<!doctype html><title>Log in</title>');
  await expect(answer(other)).toContainText('Nothing was changed. This file is a web page');
  await choose(other, `${file.text}${' '.repeat(11 * 1024 * 1024)}`);
  await expect(answer(other)).toContainText('Nothing was changed. This file has 12 MB');
  expect((await saved(other, 'Export')).text).toBe(file.text);
  await context.close();
});

test('an import is undone, and everything forgotten, in every tab', async ({
  page,
  site,
  context,
  watch,
}) => {
  const other = await context.newPage();
  watch(other);
  await open(page, site.url);
  await open(other, site.url);
  await grade(page, 'weight', 'Good');
  await field(page, 0).fill('2/3');
  const before = await saved(page, 'Export');
  await press(page, 'Forget everything…');
  await expect(answer(page)).toContainText('This removes 1 review and 1 answer of this lesson');
  expect((await saved(page, 'Export first')).text).toBe(before.text);
  await press(page, 'Keep everything');
  await expect(panel(page).getByRole('button', { name: 'Import…' })).toBeFocused();
  await press(page, 'Forget everything…');
  await panel(page).getByRole('button', { name: 'Forget everything', exact: true }).press('Enter');
  await expect(answer(page)).toContainText('Everything of this lesson is forgotten here.');
  await expect(field(page, 0)).toHaveValue('');
  await expect(page.locator('vi-card[name="weight"]')).toContainText('Answer it once');
  await expect(other.locator('vi-review')).toContainText('You have not answered a card yet.');

  await choose(page, before.text);
  await press(page, 'Add these');
  await expect(field(page, 0)).toHaveValue('2/3');
  await press(page, 'Undo');
  await expect(answer(page)).toContainText('Everything is as it was before.');
  await expect(field(page, 0)).toHaveValue('');
  await page.reload();
  await ready(page);
  await expect(panel(page)).toContainText('Of this lesson there is nothing yet.');
});

test('a review that was damaged comes back from the copy, and the damaged one is there to download', async ({
  page,
  site,
}) => {
  await open(page, site.url);
  await grade(page, 'weight', 'Good');
  await page.evaluate(async () => {
    const { session } = document.querySelector('vi-lesson') as ViLesson;
    const id = session?.deck.log.all[0]?.id as string;
    const request = indexedDB.open('vi-learner');
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    const reviews = request.result.transaction('reviews', 'readwrite').objectStore('reviews');
    const found = reviews.get(id);
    await new Promise((resolve) => {
      found.onsuccess = resolve;
    });
    const spoilt = reviews.put({ ...found.result, at: 1 });
    await new Promise((resolve) => {
      spoilt.onsuccess = resolve;
    });
    request.result.close();
  });
  await page.reload();
  await ready(page);
  await expect(panel(page)).toContainText('You have 1 review of this lesson');
  await expect(panel(page)).toContainText('1 review was brought back from a copy.');
  const { text } = await saved(page, 'Download what was put aside');
  expect(JSON.parse(text).reviews).toMatchObject([{ card: 'small-deck/weight', at: 1 }]);
});

test('where the browser keeps nothing the panel says so, and exports all the same; on a phone, in both lights', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    for (const name of ['indexedDB', 'localStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      });
    }
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, site.url);
  await grade(page, 'weight', 'Good');
  await expect(panel(page)).toContainText('You have 1 review of this lesson.');
  await expect(panel(page)).toContainText('This browser keeps nothing for us');
  const { text } = await saved(page, 'Export');
  expect(JSON.parse(text).reviews).toHaveLength(1);
  await press(page, 'Forget everything…');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, 'vi-data');
  }
  await expectNoSidewaysScroll(page);
  await choose(page, text.replace('small-deck', 'another-lesson'));
  await expect(answer(page)).toContainText('This file belongs to another lesson, “another-lesson”.');
  await expectAccessible(page, 'vi-data');
});
