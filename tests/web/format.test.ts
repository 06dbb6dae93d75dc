import { describe, expect, it } from 'vitest';
import { formatNumber, scientific } from '../../web/elements/format.ts';
import { describe as stateOf } from '../../web/elements/identity/chip.ts';
import { asNumber } from '../../web/lesson/look-up.ts';

describe('a number', () => {
  it.each([
    [-2.123657, 3, '\u22122.124'],
    [0.3481956702, 3, '0.348'],
    [-0.0000004, 3, '0.000'],
    [-0, undefined, '0'],
    [1.5, undefined, '1.5'],
    [2, undefined, '2'],
    [1 / 3, undefined, '0.333333'],
    [123456789, 3, '1.235×10⁸'],
    [2.2e-16, undefined, '2.20×10⁻¹⁶'],
    [Number.POSITIVE_INFINITY, 3, '∞'],
    [Number.NEGATIVE_INFINITY, 3, '\u2212∞'],
    [Number.NaN, 3, 'undefined'],
    [1e300, 3, '1.000×10³⁰⁰'],
  ])('%d to %s digits reads %s', (value, digits, text) => {
    expect(formatNumber(value, digits)).toBe(text);
  });

  it('comes from the door as a number or one of three words', () => {
    expect(['inf', '-inf', 'nan', 1, null, 'x', [1]].map(asNumber)).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      1,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has a raised exponent', () => {
    expect(scientific(-1.5e-7, 1)).toBe('\u22121.5×10⁻⁷');
  });
});

describe('the state of an identity', () => {
  const sides = { left: 1, right: 1, left_exact: null, right_exact: null, tolerance: 1e-12, says: '' };

  it('is said in words: proved, equal to within a residual, or broken', () => {
    const words = (state: 'proved' | 'numerical' | 'failed', residual: number, moving = false) =>
      stateOf({ ...sides, state, residual }, moving).words;
    expect(words('proved', 0)).toBe('proved equal');
    expect(words('numerical', 2.2e-16)).toBe('equal to within 2×10⁻¹⁶');
    expect(words('failed', -0.696)).toBe('does not hold: the sides differ by 0.696');
  });

  it('is broken, with the reason, where a side cannot be computed, at rest or moving', () => {
    const error = { code: 'domain', message: 'log of -1', where: '' };
    for (const moving of [false, true])
      expect(stateOf({ error }, moving)).toEqual({
        state: 'failed',
        words: 'cannot be computed here (log of -1)',
      });
  });

  it('is not called proved while the numbers move, and a broken one is called broken at once', () => {
    expect(stateOf({ ...sides, state: 'proved', residual: 0 }, true).state).toBe('moving');
    expect(stateOf({ ...sides, state: 'failed', residual: 1 }, true).state).toBe('failed');
  });
});
