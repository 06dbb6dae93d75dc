// @vitest-environment jsdom
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { startPage } from '../../web/lesson/page.ts';
import type { LessonSession } from '../../web/lesson/session.ts';
import { openCore } from './fixtures/lesson.ts';

const file = join(import.meta.dirname, '../fixtures/lessons/figures/lesson.json');
/** As in TextWidths, where no font measures anything. */
const LETTER = 7;
let session: LessonSession;

beforeAll(async () => {
  const lesson = document.createElement('vi-lesson');
  const figure = document.createElement('vi-figure');
  for (const name of ['name', 'scene']) figure.setAttribute(name, 'jensen');
  lesson.append(figure);
  document.body.replaceChildren(lesson);
  const compiled = { document: JSON.parse(await readFile(file, 'utf8')), article: '' };
  const opened = await startPage(await openCore(), compiled, document.body, { address: false });
  session = opened as LessonSession;
});

interface Written {
  left: number;
  right: number;
  y: number;
}

function written(text: Element): Written {
  const width = (text.textContent ?? '').length * LETTER;
  const share = { start: 0, middle: 0.5, end: 1 }[text.getAttribute('text-anchor') ?? 'start'] ?? 0;
  const left = Number(text.getAttribute('x')) - share * width;
  return { left, right: left + width, y: Number(text.getAttribute('y')) };
}

const collide = (a: Written, b: Written) => a.left < b.right && b.left < a.right && Math.abs(a.y - b.y) < 14;

it.each([
  ['1', '4'],
  ['15/4', '4'],
  ['4', '4'],
  ['5', '5'],
  ['1/4', '1/4'],
])('marks that crowd keep their names apart: %s and %s', async (low, high) => {
  session.scene('jensen')?.setAll({ low, high });
  await (document.querySelector('vi-figure') as unknown as { updateComplete: Promise<boolean> })
    .updateComplete;
  for (const plot of document.querySelectorAll('.vi-plot')) {
    const names = [...plot.querySelectorAll('.vi-curve-name')].map(written);
    expect(names).toHaveLength(5);
    for (const [i, name] of names.entries())
      for (const other of names.slice(i + 1)) expect(collide(name, other)).toBe(false);
  }
});
