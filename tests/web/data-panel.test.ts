// @vitest-environment jsdom
// What the panel of a learner's data says when something goes wrong in it.
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { compileLesson } from '../../web/build/compile.mjs';
import type { ViData } from '../../web/elements/data/vi-data.ts';
import { startPage } from '../../web/lesson/page.ts';
import type { LessonSession } from '../../web/lesson/session.ts';
import { openCore } from './fixtures/lesson.ts';

const root = join(import.meta.dirname, '../..');

it('cards that cannot be written for Anki are told of, with what to do', async () => {
  const { compiled } = await compileLesson(join(root, 'tests/web/fixtures/lessons/small-deck'));
  document.body.innerHTML = '<vi-lesson><vi-data></vi-data></vi-lesson>';
  const session = (await startPage(await openCore(), compiled, document.body, {
    address: false,
    reviewsLast: 'They last until the tests are done.',
  })) as LessonSession;
  vi.spyOn(session, 'formulas').mockImplementation(() => {
    throw new Error('the core is gone');
  });
  const panel = document.querySelector('vi-data') as ViData;
  panel.querySelector<HTMLElement>('[data-action=anki]')?.click();
  await panel.updateComplete;
  expect(panel.querySelector('.vi-refusal')?.textContent).toBe(
    'The cards could not be written for Anki: the core is gone. Load the page anew and try again; your reviews stay as they are.',
  );
  expect(panel.textContent).toContain('They last until the tests are done.');
});
