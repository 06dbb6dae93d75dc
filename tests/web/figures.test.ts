import { describe, expect, it } from 'vitest';
import { barsData } from '../../web/elements/figure/bars/data.ts';
import { barsPicture, fitHeights } from '../../web/elements/figure/bars/picture.ts';
import { stepAtHeight } from '../../web/elements/figure/bars/step-at-height.ts';
import { curveData } from '../../web/elements/figure/curve/data.ts';
import { CurvePainter } from '../../web/elements/figure/curve/picture.ts';
import { logTicks, piecesOf } from '../../web/elements/figure/curve/span.ts';
import { numbersOf } from '../../web/elements/figure/values.ts';
import type { FigureData } from '../../web/lesson/document.ts';
import type { SceneState } from '../../web/lesson/scene-state.ts';
import { openFixture } from './fixtures/lesson.ts';

const session = await openFixture('figures');
const figure = (name: string) => session.document.figures?.[name] as FigureData;
const scene = (name: string) => session.scene(name) as SceneState;

describe('a figure of bars', () => {
  const data = barsData(figure('bandit'));

  it('reads a list, and one name a category, alike: each series sums to one', () => {
    const { heights, levers, range } = barsPicture(scene('bandit'), data);
    expect(heights[0]).toEqual([1 / 3, 1 / 3, 1 / 3]);
    for (const series of heights) expect(series.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 14);
    expect(heights[1]?.[0]).toBeCloseTo(0.6652409557748219, 14);
    expect(levers).toEqual([2, 1, 0]);
    expect(range).toEqual([-2, 3]);
  });

  it('splits log Z into what q reaches and what it misses', () => {
    const { gauge } = barsPicture(scene('bandit'), data);
    expect(gauge?.whole).toBeCloseTo((gauge?.part ?? 0) + (gauge?.rest ?? 0), 14);
    expect(gauge?.whole).toBeCloseTo(1.308994, 6);
  });

  it('says which name is no list of the right length', () => {
    expect(() => numbersOf(scene('bandit'), 'log_normalizer', 3)).toThrow('log_normalizer is not a list');
    expect(() => numbersOf(scene('bandit'), 'prior', 4)).toThrow('prior has 3 numbers for 4 categories');
    expect(() => numbersOf(scene('bandit'), 'polcy', 3)).toThrow('no quantity polcy');
  });

  it('finds the weight that makes a bar as high as the pointer', () => {
    const place = { of: 'q', count: 3, category: 0 };
    const state = scene('bandit');
    const weight = (height: number) => state.grids.get('w1')?.text(stepAtHeight(state, 'w1', place, height));
    expect(weight(0.5)).toBe('3/5');
    expect(weight(1)).toBe('2');
    expect(weight(0)).toBe('1/20');
  });

  it('shows probabilities on all of their axis, and any other heights on theirs', () => {
    expect(fitHeights([[0.2, 0.7], [1]])).toEqual([0, 1]);
    expect(fitHeights([[0.02, 0.1]])).toEqual([0, 0.1]);
    expect(fitHeights([[-1.3, 0.7]])).toEqual([-1.3, 0.7]);
    expect(fitHeights([[0, 0]])).toEqual([0, 1]);
  });
});

describe('a figure of curves', () => {
  it('runs over a parameter’s range, and marks where the parameter stands', () => {
    const picture = new CurvePainter(session, curveData(figure('tilted'))).paint(scene('tilted'));
    expect([picture.from, picture.to]).toEqual([0.25, 4]);
    expect(picture.now?.x).toBe(0.5);
    expect(new Set(picture.x).size).toBe(picture.x.length);
    for (const heights of picture.y) {
      const at = picture.x.indexOf(0.5);
      expect(heights[at]).toBe(picture.now?.y[picture.y.indexOf(heights)]);
    }
  });

  it('has the core compute its marks: for 1 and 4 the chord lies log(5/4) below the logarithm', () => {
    const picture = new CurvePainter(session, curveData(figure('jensen'))).paint(scene('jensen'));
    const [, , above, below] = picture.points;
    expect((above?.y ?? 0) - (below?.y ?? 0)).toBeCloseTo(Math.log(5 / 4), 14);
    expect(picture.chords[0]?.map(({ x }) => x)).toEqual([1, 4]);
    expect(picture.now).toBeUndefined();
  });

  it('follows a frontier whose slope is the number that runs along it', () => {
    const tilted = (b: string, field: string) => `tilt([1/2, 3/10, 1/5], [1, 1/2, -1], ${b}).${field}`;
    const along = { name: 'b', from: '1/8', to: '8', label: 'β', scale: 'log' as const };
    const [x, y] = [tilted('b', 'kl_to_prior'), tilted('b', 'expected_reward')];
    const data = curveData({
      ...figure('jensen'),
      paths: [{ along, x, y, label: 'best', role: 'posterior' }],
    });
    const [path] = new CurvePainter(session, data).paint(scene('jensen')).paths;
    for (const [i, { x: kl, y: reward }] of (path?.points ?? []).entries()) {
      const before = path?.points[i - 1];
      if (!before) continue;
      const slope = (reward - before.y) / (kl - before.x);
      expect(slope).toBeGreaterThan(path?.along[i - 1] ?? Number.NaN);
      expect(slope).toBeLessThan(path?.along[i] ?? Number.NaN);
    }
    expect(path?.points.length).toBeGreaterThan(40);
  });

  it('gives every doubling of a logarithmic axis the same number of samples', () => {
    const pieces = piecesOf(0.25, 3, 'log');
    expect(pieces.map(({ from, to }) => [from, to])).toEqual([
      [0.25, 0.5],
      [0.5, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(new Set(pieces.map(({ count }) => count)).size).toBe(1);
    expect(piecesOf(-1, 1, 'linear')).toHaveLength(1);
  });

  it('puts the ticks of a logarithmic axis at powers', () => {
    expect(logTicks(0.25, 4, 9)).toEqual([0.25, 0.5, 1, 2, 4]);
    expect(logTicks(0.25, 4, 4)).toEqual([0.25, 1, 4]);
    expect(logTicks(0.5, 2000, 9)).toEqual([1, 10, 100, 1000]);
  });
});
