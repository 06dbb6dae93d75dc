import { blocksIn, blockTex, copyingOf } from '../../copy/blocks.ts';
import { copyControl } from '../../copy/control.ts';
import { Leaf } from '../member.ts';
import { drawTex } from '../tex.ts';

/** What brings something to copy into a section. */
const SOURCES = 'vi-formula[display], vi-derivation, vi-identity, vi-exercise, table';

/**
 * What a section holds to be copied, as a list that opens at its end: one stop for the keyboard, whatever is in it.
 */
export class ViCopies extends Leaf {
  enter(): void {
    const section = this.closest('.vi-section');
    if (!section?.querySelector(SOURCES)) return this.replaceChildren();
    const summary = document.createElement('summary');
    summary.textContent = 'Copy formulas and tables';
    const details = document.createElement('details');
    details.className = 'vi-copies vi-live';
    details.append(summary);
    details.addEventListener('toggle', () => {
      details.querySelector('ol')?.remove();
      if (details.open) details.append(listOf(section));
    });
    this.replaceChildren(details);
  }
}

function listOf(section: Element): HTMLElement {
  const list = document.createElement('ol');
  for (const [i, block] of blocksIn(section).entries()) {
    const item = document.createElement('li');
    const copying = copyingOf(block);
    item.append(preview(block), copyControl({ ...copying, name: `${copying.label}, number ${i + 1}` }));
    list.append(item);
  }
  return list;
}

function preview(block: HTMLElement): HTMLElement {
  const shown = document.createElement('span');
  shown.className = 'vi-copies-what';
  if (block instanceof HTMLTableElement) shown.textContent = nameOf(block);
  else drawTex(shown, blockTex(block));
  return shown;
}

/** A table by its caption, or by its columns. */
function nameOf(table: HTMLTableElement): string {
  const heads = [...(table.rows[0]?.cells ?? [])].map(wordsOf).filter(Boolean);
  return `Table: ${table.caption?.textContent ?? heads.join(', ')}`;
}

/** In words: a formula's MathML is for the eye and the ear, and its text is neither. */
function wordsOf(cell: Element): string {
  const copy = cell.cloneNode(true) as Element;
  for (const formula of copy.querySelectorAll('vi-formula'))
    formula.replaceWith(formula.querySelector('.katex-mathml math semantics > mrow')?.textContent ?? '');
  return copy.textContent?.trim() ?? '';
}
