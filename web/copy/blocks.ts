// What of a page can be copied, besides figures: formulas set on lines of their own, lines of derivations, the two sides of
// an identity, tables. Shuffled lines are somebody's to sort, and no formulas yet.
import type { Copying } from './control.ts';
import { texOf, texOfIdentity, texOfLine } from './formulas.ts';
import { csvOf } from './tables.ts';

const FORMULA = 'vi-formula[display]';
const LINE = '.vi-line';
const PAIR = '.vi-path-pair';
const TABLE = '.vi-wide > table, .vi-tables > table';
const BLOCK = [FORMULA, LINE, PAIR, TABLE].join(', ');
const EXCEPT = 'vi-order, vi-copies';

export function blockAt(target: Element): HTMLElement | undefined {
  const block = target.closest<HTMLElement>(BLOCK);
  return block && !block.closest(EXCEPT) ? block : undefined;
}

export function blocksIn(section: Element): HTMLElement[] {
  return [...section.querySelectorAll<HTMLElement>(BLOCK)].filter((block) => !block.closest(EXCEPT));
}

export function copyingOf(block: HTMLElement): Copying {
  if (block instanceof HTMLTableElement)
    return { label: 'Copy as CSV', text: () => csvOf(block), done: 'Table copied.', action: 'csv' };
  return { label: 'Copy TeX', text: () => blockTex(block), done: 'TeX copied.', action: 'tex' };
}

export function blockTex(block: HTMLElement): string {
  if (block.matches(LINE)) return texOfLine(block);
  return block.matches(PAIR) ? texOfIdentity(block) : texOf(block);
}
