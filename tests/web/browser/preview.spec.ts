// Somebody writes a lesson, with its preview open: what they save they see, and what is wrong they are told on the page.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLesson } from '../../../web/author/new.mjs';
import { preview } from '../../../web/author/preview.mjs';
import { expect, ready, slider, test } from './support/test.ts';

// At the end the preview is stopped.
test.use({ tolerated: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING/ });

const MORE = `# More of it\n\n${'A paragraph that takes its room on the page.\n\n'.repeat(40)}## Here\n\n${'And on it goes.\n\n'.repeat(40)}`;

test('a saved change is shown where the reader stands, and a fault over the last good page', async ({
  page,
}) => {
  const home = await mkdtemp(join(tmpdir(), 'vi-preview-'));
  const folder = join(home, 'mine');
  await startLesson(folder);
  await writeFile(join(folder, '02-more.md'), MORE);
  const edit = async (file: string, from: string, to: string) => {
    const text = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), text.replace(from, to));
  };
  const shown = await preview(folder);
  const logged: string[] = [];
  const missing: string[] = [];
  page.on('console', (message) => logged.push(message.text()));
  page.context().on('response', (response) => response.status() === 404 && missing.push(response.url()));
  const box = page.locator('.vi-preview');
  try {
    await page.goto(shown.url);
    await ready(page);
    await expect(box).toHaveAttribute('data-state', 'fine');
    await slider(page, 'first.x').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.evaluate(() => location.search)).toBe('?first.x=5/4');
    const here = page.getByRole('heading', { name: 'Here' });
    await here.evaluate((heading) => heading.scrollIntoView());
    await page.mouse.wheel(0, 120);
    await expect.poll(async () => (await here.boundingBox())?.y).toBeLessThan(-60);
    const before = (await here.boundingBox())?.y as number;

    await edit('01-start.md', 'You measured', 'You have measured');
    await expect(page.getByText('You have measured')).toBeAttached();
    await ready(page);
    await expect.poll(async () => (await here.boundingBox())?.y).toBeCloseTo(before, -1);
    await expect(slider(page, 'first.x')).toHaveAttribute('aria-valuetext', /5\/4|1\.25/);

    await edit('01-start.md', '{{estimate:3}}', '{{estimat:3}}');
    await expect(box).toHaveAttribute('data-state', 'broken');
    await expect(box).toContainText('01-start.md:4');
    await expect(box).toContainText('did you mean "estimate"?');
    await expect(page.getByText('You have measured')).toBeAttached();

    await edit('01-start.md', '{{estimat:3}}', '{{estimate:3}}');
    await edit('lesson.json', 'x/(1 + noise)', 'x/(2 + noise)');
    await expect(box).toHaveAttribute('data-state', 'remarks');
    await box.locator('summary').click();
    await expect(box).toContainText('lesson.json:18 at /sets/measurement/identities/weights');
    expect({ logged, missing }).toEqual({ logged: [], missing: [] });
  } finally {
    await shown.close();
    await rm(home, { recursive: true });
  }
  await expect(box).toContainText('The preview has stopped');
});
