import { describe, expect, it } from 'vitest';
import type { ParameterInfo } from '../../web/core/door.ts';
import { Grid } from '../../web/lesson/grid.ts';
import { parseRational, plusTimes, toNumber, toText } from '../../web/lesson/rational.ts';

const info = (book: string, range: [string, string], step: string): ParameterInfo => ({
  symbol: 'x',
  label: 'x',
  kind: 'number',
  min: toNumber(parseRational(range[0]) ?? { n: 0n, d: 1n }),
  max: toNumber(parseRational(range[1]) ?? { n: 0n, d: 1n }),
  range,
  step,
  book,
});

describe('a fraction', () => {
  it.each([
    ['5/2', '5/2'],
    ['-1.6', '-8/5'],
    ['\u22121/2', '-1/2'],
    ['.25', '1/4'],
    ['6/4', '3/2'],
    ['0.0', '0'],
  ])('%s is read as %s', (text, shortest) => {
    expect(toText(parseRational(text) ?? { n: 99n, d: 1n })).toBe(shortest);
  });

  it.each(['', '.', '1/0', 'sqrt(2)', '1e3', '1,5', '1/2/3', '9'.repeat(40)])(
    '"%s" is left to the core',
    (text) => {
      expect(parseRational(text)).toBeUndefined();
    },
  );
});

describe('a grid', () => {
  it('walks ten thousand tenths and back to the same number, where floats would not', () => {
    const tenth = parseRational('0.1') ?? { n: 1n, d: 1n };
    const far = plusTimes(parseRational('3/10') ?? tenth, 10_000, tenth);
    expect(toText(far)).toBe('10003/10');
    expect(toText(plusTimes(far, -10_000, tenth))).toBe('3/10');
  });

  it('writes every value in lowest terms, and the book as the book does', () => {
    const grid = new Grid('x', info('3/2', ['1/10', '9'], '1/10'));
    expect([grid.text(0), grid.text(1), grid.text(-5), grid.text(-7)]).toEqual(['3/2', '8/5', '1', '4/5']);
  });

  it('has no value outside the range, also where the range is off the grid', () => {
    const grid = new Grid('x', info('1', ['-1/3', '2.95'], '1/2'));
    expect(grid.text(-99)).toBe('0');
    expect(grid.text(99)).toBe('5/2');
    expect(grid.nearest(1e9)).toBe(grid.last);
  });

  it('takes the neighbour of a number between its values, and the next one of a number on it', () => {
    const grid = new Grid('x', info('1', ['-6', '6'], '1/10'));
    const beside = (text: string, steps: number) =>
      grid.text(grid.beside(text, toNumber(parseRational(text)!), steps));
    expect([beside('8/5', 1), beside('8/5', -1)]).toEqual(['17/10', '3/2']);
    expect([beside('5/7', 1), beside('5/7', -1)]).toEqual(['4/5', '7/10']);
  });

  it('knows the book however it is written', () => {
    const grid = new Grid('x', info('3/2', ['0', '9'], '1/2'));
    expect(['1.5', '6/4', ' 3/2 '].every((text) => grid.isBook(text))).toBe(true);
    expect(grid.isBook('1.4999')).toBe(false);
  });

  it.each(['sqrt(2)', '0', '-1/2', '', '1/0'])('refuses the step "%s", and names its parameter', (step) => {
    expect(() => new Grid('noise', info('1', ['0', '4'], step))).toThrow(/step of parameter "noise"/);
  });

  it('steps from a book value that is no fraction', () => {
    const grid = new Grid('x', info('sqrt(2)', ['0', '4'], '1/4'));
    expect([grid.text(0), grid.text(2)]).toEqual(['sqrt(2)', 'sqrt(2) + 1/2']);
  });
});
