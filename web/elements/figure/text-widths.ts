// How wide words are: estimated until they have been drawn, then as the font has them.

/** Advance of a letter, roughly. */
const LETTER = 7;

export class TextWidths {
  #widths = new Map<string, number>();

  /** Of the word that goes by this name. */
  of(name: string, letters: number): number {
    return this.#widths.get(name) ?? letters * LETTER;
  }

  /** Take the widths as drawn of all words with a `data-name`; true if one of them was estimated wrongly. */
  measure(root: ParentNode): boolean {
    let off = false;
    for (const text of root.querySelectorAll<SVGTextElement>('text[data-name]')) {
      const width = text.getComputedTextLength?.();
      const { name = '' } = text.dataset;
      if (!width || Math.abs(width - (this.#widths.get(name) ?? 0)) < 2) continue;
      this.#widths.set(name, width);
      off = true;
    }
    return off;
  }
}
