// A list that is put in order: rows are dragged by their grips, or moved by a pair of buttons.
import { html, type TemplateResult } from 'lit';

export interface SortRow {
  /** What is moved, by its own name. */
  item: string;
  /** Where it stands, from 0, and among how many. */
  at: number;
  of: number;
  /** What one of them is called. */
  noun: string;
  content: TemplateResult;
  move(from: number, to: number): void;
}

/** What moves: a grip, what it holds, and the two buttons. At an end a button stays, so that the focus has a place. */
export function sortRow({ item, at, of, noun, content, move }: SortRow): TemplateResult {
  const button = (way: 'up' | 'down', to: number) =>
    html`<button type="button" class="vi-sort-move" data-move=${way} aria-label="Move ${noun} ${at + 1} ${way}" aria-disabled=${String(to < 0 || to >= of)}
      @click=${() => to >= 0 && to < of && move(at, to)}><span aria-hidden="true">${way === 'up' ? '↑' : '↓'}</span></button>`;
  return html`<div class="vi-sort-row" data-item=${item}>
    <span class="vi-sort-grip vi-live" aria-hidden="true"></span>
    <div class="vi-sort-content">${content}</div>
    <span class="vi-sort-moves vi-live">${button('up', at - 1)}${button('down', at + 1)}</span>
  </div>`;
}

/** A pointer on a list: the row whose grip it took hold of changes places with those it passes. */
export class Sorting {
  #held: string | undefined;
  #pointer = 0;

  get held(): string | undefined {
    return this.#held;
  }

  start(event: PointerEvent): boolean {
    const grip = (event.target as Element).closest('.vi-sort-grip');
    if (!grip || event.button !== 0 || !event.isPrimary) return false;
    this.#held = grip.closest<HTMLElement>('.vi-sort-row')?.dataset.item;
    this.#pointer = event.pointerId;
    (event.currentTarget as Element).setPointerCapture?.(event.pointerId);
    event.preventDefault();
    return true;
  }

  /** One place at a time: past the middle of a neighbour. */
  move(event: PointerEvent, change: (from: number, to: number) => void): void {
    if (this.#held === undefined || event.pointerId !== this.#pointer) return;
    const rows = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('.vi-sort-row')];
    const at = rows.findIndex(({ dataset }) => dataset.item === this.#held);
    const middle = (row: HTMLElement | undefined, none: number) => {
      const box = row?.getBoundingClientRect();
      return box ? box.top + box.height / 2 : none;
    };
    if (event.clientY < middle(rows[at - 1], Number.NEGATIVE_INFINITY)) change(at, at - 1);
    else if (event.clientY > middle(rows[at + 1], Number.POSITIVE_INFINITY)) change(at, at + 1);
  }

  /** Whether something was held. */
  end(event: PointerEvent): boolean {
    if (event.pointerId !== this.#pointer) return false;
    const was = this.#held !== undefined;
    this.#held = undefined;
    return was;
  }
}
