// @vitest-environment jsdom
// What comes with a part of an article, where that stands alone.
import { describe, expect, it } from 'vitest';
import { partOf } from '../../web/embed/parts.ts';

function figureIn(html: string): string[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return partOf(body, 'vi-figure', 'one').map((node) => (node as Element).outerHTML);
}

describe('a figure', () => {
  const figure = '<vi-figure name="one" scene="s"></vi-figure>';
  const controls = '<vi-controls scene="s"></vi-controls>';

  it('comes with what was written for it and its controls, in the order of the article', () => {
    const words = '<div data-for="one">Words</div>';
    expect(figureIn(`${words}<p>Between</p>${figure}${controls}`)).toEqual([words, figure, controls]);
  });

  it.each([
    ['its controls', `<div data-for="one">${controls}</div>`, figure],
    ['another box for it', `<div data-for="one"><div data-for="one">Words</div>${controls}</div>`, figure],
    ['itself', `<div data-for="one">${figure}</div>`, controls],
  ])('comes once with a box that holds %s', (_, box, beside) => {
    expect(figureIn(box + beside)).toEqual([box, beside]);
  });
});
