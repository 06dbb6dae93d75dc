/** Who is told when something has changed. Anyone may come or leave while the others are being told. */
export class Listeners {
  #all = new Set<() => void>();

  /** Answers how to leave. */
  add(changed: () => void): () => void {
    this.#all.add(changed);
    return () => this.#all.delete(changed);
  }

  tell(): void {
    for (const changed of [...this.#all]) changed();
  }
}
