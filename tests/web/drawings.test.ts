import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { shortenDrawings } from '../../web/build/drawings.mjs';

const numbers = (text: string) => (text.match(/-?\d*\.?\d+/g) ?? []).map(Number);
/** Some hundred points whose distances cannot be written with one digit. */
const points = Array.from({ length: 300 }, (_, i) => [i * 1.2345678, 100 + 80 * Math.sin(i / 7)] as const);

/** Where steps lead, added up from the first point on. */
function walked(path: string): [number, number][] {
  const [x0 = 0, y0 = 0, ...steps] = numbers(path);
  const places: [number, number][] = [[x0, y0]];
  for (let i = 0; i < steps.length; i += 2) {
    const [x, y] = places.at(-1) as [number, number];
    places.push([x + (steps[i] as number), y + (steps[i + 1] as number)]);
  }
  return places;
}

it('a printed figure is said shorter, and no point of it moves by more than a tenth of a pixel', () => {
  const path = `M${points.map((point) => point.join(',')).join('L')}`;
  const katex = '<span class="katex"><svg><path d="M95.123,702 c-2.7654,0"></path></svg></span>';
  const { document } = new JSDOM(
    `<vi-figure><svg><path d="${path}"></path><g transform="translate(3.14159, 2)"><circle cx="-0.04" cy="7.26" r="5"></circle></g></svg></vi-figure>${katex}`,
  ).window;
  shortenDrawings(document.body);
  const short = document.querySelector('path')?.getAttribute('d') ?? '';
  expect(short.length).toBeLessThan(path.length / 3);
  expect(short).toMatch(/^M[^A-Z]*$/);
  walked(short).forEach(([x, y], i) => {
    expect(Math.abs(x - (points[i]?.[0] ?? Number.NaN))).toBeLessThan(0.1);
    expect(Math.abs(y - (points[i]?.[1] ?? Number.NaN))).toBeLessThan(0.1);
  });
  expect(document.querySelector('g')?.outerHTML).toBe(
    '<g transform="translate(3.1, 2)"><circle cx="0" cy="7.3" r="5"></circle></g>',
  );
  expect(document.querySelector('.katex')?.outerHTML).toBe(katex);
});
