// A table as CSV (RFC 4180): for a spreadsheet, so live numbers go in full precision, with the minus of the keyboard, and
// formulas as TeX between dollars.
import { texOf } from './formulas.ts';

/** What a reader opened beside a cell is no part of the table. */
const ASIDE = '.vi-note';
const NUMBER = /^\u2212?\d+(?:\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;

export function csvOf(table: HTMLTableElement): string {
  const rows = [...table.rows].map(({ cells }) => [...cells].map((cell) => field(cellText(cell))).join(','));
  return rows.map((row) => `${row}\r\n`).join('');
}

function field(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function cellText(cell: Element): string {
  const text = written(cell).replace(/\s+/g, ' ').trim();
  return NUMBER.test(text) ? text.replace('\u2212', '-') : text;
}

function written(node: Node): string {
  if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
  if (node.matches(ASIDE)) return '';
  if (node.localName === 'vi-formula') return formulaText(node);
  if (node.localName === 'vi-number') return (node as HTMLElement).dataset.value ?? node.textContent ?? '';
  return [...node.childNodes].map(written).join('');
}

/** A number without an exact form leaves a formula with nothing in it. */
function formulaText(formula: Element): string {
  const tex = texOf(formula);
  return tex ? `$${tex}$` : '';
}
