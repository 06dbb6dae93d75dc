// What a learner predicted, kept for this visit: a reload shows the guess again, another day starts afresh.

export class Guesses {
  #kept = new Map<string, number>();
  #key: string;

  constructor(lesson: string) {
    this.#key = `vi-guesses ${lesson}`;
    for (const [name, choice] of Object.entries(this.#read())) {
      if (Number.isInteger(choice)) this.#kept.set(name, choice as number);
    }
  }

  get(name: string): number | undefined {
    return this.#kept.get(name);
  }

  set(name: string, choice: number): void {
    this.#kept.set(name, choice);
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(this.#kept)));
    } catch {
      // Storage may be refused or full; the guess then lasts as long as the page.
    }
  }

  #read(): Record<string, unknown> {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(this.#key) ?? '{}');
      return kept && typeof kept === 'object' ? (kept as Record<string, unknown>) : {};
    } catch {
      return {};
    }
  }
}
