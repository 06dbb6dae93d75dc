// The cards of a lesson. Each is opened, and its numbers drawn, when it is first seen or asked for: all of them at once would
// hold up a page that shows two or three.
import type { CardState } from './card-state.ts';

export class Cards {
  readonly names: readonly string[];
  #opened = new Map<string, CardState>();
  #open: (name: string) => CardState;

  constructor(names: readonly string[], open: (name: string) => CardState) {
    this.names = names;
    this.#open = open;
  }

  get size(): number {
    return this.names.length;
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  get(name: string): CardState | undefined {
    if (!this.has(name)) return undefined;
    const card = this.#opened.get(name) ?? this.#open(name);
    this.#opened.set(name, card);
    return card;
  }

  isOpen(name: string): boolean {
    return this.#opened.has(name);
  }
}
