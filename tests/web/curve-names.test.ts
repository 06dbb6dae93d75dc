// @vitest-environment jsdom
// Names on a narrow figure of the lesson: beside what they name, and on no dot.
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileLesson } from '../../web/build/compile.mjs';
import { startPage } from '../../web/lesson/page.ts';
import { openCore } from './fixtures/lesson.ts';

/** As in TextWidths, where no font measures anything. */
const LETTER = 7;

const scenes: Record<string, string> = { leave: 'leave', frontier: 'rlhf' };

beforeAll(async () => {
  const lesson = document.createElement('vi-lesson');
  for (const [name, scene] of Object.entries(scenes)) {
    const figure = document.createElement('vi-figure');
    figure.setAttribute('name', name);
    figure.setAttribute('scene', scene);
    lesson.append(figure);
  }
  document.body.replaceChildren(lesson);
  const folder = join(import.meta.dirname, '../../lessons/variational-inference-for-rl');
  const { compiled } = await compileLesson(folder);
  await startPage(await openCore(), { ...compiled, article: '' } as never, document.body, { address: false });
}, 60_000);

interface Name {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}
interface Dot {
  x: number;
  y: number;
}

function drawn(figure: string): { names: Name[]; dots: Dot[] } {
  const plot = document.querySelector(`vi-figure[name="${figure}"] [data-layout="narrow"] .vi-plot`);
  const number = (element: Element, name: string) => Number(element.getAttribute(name));
  const names = [...(plot?.querySelectorAll('.vi-curve-name') ?? [])].map((element) => {
    const text = element.textContent ?? '';
    const width = text.length * LETTER;
    const share = { start: 0, middle: 0.5, end: 1 }[element.getAttribute('text-anchor') ?? 'start'] ?? 0;
    const left = number(element, 'x') - share * width;
    const y = number(element, 'y');
    return { text, left, right: left + width, top: y - 11, bottom: y + 3 };
  });
  const dots = [...(plot?.querySelectorAll('.vi-dot') ?? [])].map((element) => ({
    x: number(element, 'cx'),
    y: number(element, 'cy'),
  }));
  return { names, dots };
}

const away = ({ left, right, top, bottom }: Name, { x, y }: Dot) =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

describe.each(Object.keys(scenes))('the names in %s', (figure) => {
  it('stand on no dot', () => {
    const { names, dots } = drawn(figure);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) for (const dot of dots) expect(away(name, dot)).toBeGreaterThan(5);
  });
});

it('a point’s name stands beside its dot, and beside no other', () => {
  const { names, dots } = drawn('frontier');
  for (const [i, label] of ['reference', 'best policy', 'your policy', 'best of 4'].entries()) {
    const name = names.find(({ text }) => text === label) as Name;
    const far = dots.map((dot) => away(name, dot));
    expect(far.indexOf(Math.min(...far)), label).toBe(i);
    expect(Math.min(...far), label).toBeLessThan(35);
  }
});
