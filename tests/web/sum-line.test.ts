// @vitest-environment jsdom
import { render } from 'lit';
import { expect, it } from 'vitest';
import { sumLine, sumTable } from '../../web/elements/figure/sum-line.ts';
import type { SceneState } from '../../web/lesson/scene-state.ts';

const names = { whole: 'log Z', part: 'ELBO', rest: 'KL' };

function line(whole: number, part: number, rest: number): string {
  const box = document.createElement('div');
  render(sumLine({} as SceneState, { whole, part, rest }, names, undefined), box);
  return (box.textContent ?? '').replace(/\s+/g, ' ').trim();
}

it('the sum below a figure says "equal" only of digits that add up', () => {
  // Exercise 1, and the lottery, where each number is right to its last digit and their sum is one off.
  expect(line(-2.123657, -2.471853, 0.348196)).toBe('−2.124 log Z = −2.472 ELBO + 0.348 KL');
  expect(line(13.227414, 0.385743, 12.841671)).toBe('13.227 log Z ≈ 0.386 ELBO + 12.842 KL');
  expect(line(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0)).toContain('=');
});

it('the table below it sets exact values as formulas, which the core writes', () => {
  const box = document.createElement('div');
  render(sumTable({ name: 'exercise1' } as SceneState, [['gap', 'gap', 0.348196]]), box);
  const cells = [...box.querySelectorAll('tbody td')];
  expect(cells[0]?.textContent).toBe('0.348196');
  const formula = cells[1]?.querySelector('vi-formula');
  expect(['scene', 'name', 'faces'].map((name) => formula?.getAttribute(name))).toEqual([
    'exercise1',
    'gap',
    'exact',
  ]);
});
