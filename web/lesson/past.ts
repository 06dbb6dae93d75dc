// The settings before each change, for undo. A whole drag is one change.
import type { Settings } from './scene-state.ts';

const MOST = 200;

export class Past {
  #settings: Settings[] = [];
  #isOneChange = false;

  get isEmpty(): boolean {
    return this.#settings.length === 0;
  }

  push(settings: Settings): void {
    this.#settings.push(settings);
    if (this.#settings.length > MOST) this.#settings.shift();
  }

  /** Only the first of a movement counts, until `moved`. */
  pushOnce(settings: Settings): void {
    if (!this.#isOneChange) this.push(settings);
    this.#isOneChange = true;
  }

  moved(): void {
    this.#isOneChange = false;
  }

  pop(): Settings | undefined {
    return this.#settings.pop();
  }
}
