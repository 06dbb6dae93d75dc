// @vitest-environment jsdom
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { texOf, texOfIdentity, texOfLine } from '../../web/copy/formulas.ts';
import { plainColour } from '../../web/copy/paint.ts';
import { csvOf } from '../../web/copy/tables.ts';
import { ROLE_MACROS, trustsRole, withoutRoles } from '../../web/roles.mjs';

type Child = Node | string;

function made(tag: string, attributes: Record<string, string>, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** As the page draws it. */
function formula(...tex: string[]): HTMLElement {
  const element = document.createElement('vi-formula');
  for (const one of tex) {
    const box = document.createElement('span');
    katex.render(one, box, { macros: { ...ROLE_MACROS }, trust: trustsRole, strict: 'ignore' });
    element.append(box);
  }
  return element;
}

const number = (shown: string, value: string) => made('vi-number', { 'data-value': value }, shown);

function table(...rows: Child[][][]): HTMLTableElement {
  const body = rows.map((cells) => made('tr', {}, ...cells.map((cell) => made('td', {}, ...cell))));
  return made('table', {}, made('tbody', {}, ...body)) as HTMLTableElement;
}

describe('a table as CSV', () => {
  it.each<[string, Child[], string]>([
    ['words', ['a policy'], 'a policy'],
    ['a comma', ['one, two'], '"one, two"'],
    ['quotation marks', ['the "best"'], '"the ""best"""'],
    ['line breaks of the source', ['two\n   words '], 'two words'],
    ['a number typed with a true minus', ['−2.50'], '-2.50'],
    ['a minus in words', ['−2.50 or less'], '−2.50 or less'],
    ['a live number, in full', [number('0.348', '0.34819567028881293')], '0.34819567028881293'],
    ['a live number that could not be computed', [made('vi-number', {}, 'undefined')], 'undefined'],
    ['a formula', [formula('p(x\\mid z)')], '$p(x\\mid z)$'],
    ['words around a formula', ['the gap, ', formula('\\frac{1}{2}')], '"the gap, $\\frac{1}{2}$"'],
    ['a formula for what has no exact form', [formula('')], ''],
    ['a formula that is not drawn yet', [formula()], ''],
    ['a note that was opened', ['word', made('div', { class: 'vi-note' }, 'its meaning')], 'word'],
    ['nothing', [], ''],
  ])('%s', (_, cell, text) => {
    expect(csvOf(table([cell]))).toBe(`${text}\r\n`);
  });

  it('a line a row, ended as RFC 4180 wants it', () => {
    expect(csvOf(table([['a'], ['b']], [[''], ['1']]))).toBe('a,b\r\n,1\r\n');
  });
});

describe('the TeX of what is displayed', () => {
  it('goes without the colours', () => {
    expect(texOf(formula('\\mathrm{KL}(\\q{q_{\\phi}}\\,\\|\\,\\prior{p\\{z\\}})'))).toBe(
      '\\mathrm{KL}(q_{\\phi}\\,\\|\\,p\\{z\\})',
    );
    expect(withoutRoles('\\posterior{a\\q{b}c}\\qquad d')).toBe('abc\\qquad d');
  });

  it('of formulas side by side is one formula', () => {
    expect(texOf(formula('a=1', 'b=2'))).toBe('a=1 \\qquad b=2');
  });

  it('of a line is its left side and its parts', () => {
    const line = made(
      'div',
      {},
      formula('\\displaystyle \\log Z'),
      formula('\\displaystyle {}= 1+1'),
      formula('\\displaystyle {}= 2'),
    );
    expect(texOfLine(line)).toBe('\\log Z = 1+1 = 2');
  });

  it('of an identity says when its sides differ', () => {
    const pair = (sign: string) => {
      const side = (tex: string) =>
        made('div', { class: 'vi-path-formula' }, formula(`\\displaystyle ${tex}`));
      return made('div', {}, side('a'), made('span', { class: 'vi-equals' }, sign), side('b'));
    };
    expect(texOfIdentity(pair('='))).toBe('a = b');
    expect(texOfIdentity(pair('≠'))).toBe('a \\ne b');
  });
});

describe('a formula may set the four colours and nothing else of the page', () => {
  it.each([
    ['\\htmlClass', 'vi-in-prior', true],
    ['\\htmlClass', 'vi-in-prior vi-live', false],
    ['\\htmlClass', 'vi-live', false],
    ['\\href', undefined, false],
  ])('%s %s', (command, name, trusted) => {
    expect(trustsRole({ command, class: name })).toBe(trusted);
  });
});

describe('computed colours as every reader of SVG spells them', () => {
  it.each([
    ['rgb(179, 36, 110)', 'rgb(179, 36, 110)', 1],
    ['rgba(179, 36, 110, 0.08)', 'rgb(179, 36, 110)', 0.08],
    ['color(srgb 0.5 0 1 / 0.25)', 'rgb(128, 0, 255)', 0.25],
    ['color(srgb 1 1 1)', 'rgb(255, 255, 255)', 1],
    ['url("#hatch")', 'url(#hatch)', 1],
    ['none', 'none', 1],
  ])('%s', (computed, rgb, alpha) => {
    expect(plainColour(computed)).toEqual({ rgb, alpha });
  });
});
