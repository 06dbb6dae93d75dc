// Formulas are dear to draw, numbers are not. While something is dragged the formulas in view are redrawn by turns, as
// many as fit into a few milliseconds of each frame; when it comes to rest all of them are, those in view first.
import type { Sight } from './sight.ts';

export interface Turn {
  readonly element: Element;
  /** Redraw what has changed. */
  settle(): void;
}

/** Milliseconds of a frame that formulas may take while a drag goes on, and when it is over. */
const MOVING = 4;
const RESTING = 24;

export function nextFrame(step: () => void): void {
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(step);
  else setTimeout(step, 0);
}

export class Turns {
  /** In insertion order: who was redrawn last waits longest. */
  #stale = new Set<Turn>();
  #sight: Sight;
  #draining: Promise<void> | undefined;
  #isMoving = false;
  #isWaking = false;

  constructor(sight: Sight) {
    this.#sight = sight;
  }

  /** At rest nobody has to ask for the turns to go on. */
  mark(turn: Turn): void {
    this.#stale.add(turn);
    if (this.#isWaking) return;
    this.#isWaking = true;
    queueMicrotask(() => {
      this.#isWaking = false;
      if (!this.#isMoving) this.drain();
    });
  }

  remove(turn: Turn): void {
    this.#stale.delete(turn);
  }

  /** Everything in view has been redrawn. */
  get idle(): boolean {
    for (const turn of this.#stale) if (this.#seen(turn)) return false;
    return true;
  }

  /** One frame of a drag. */
  run(): void {
    this.#isMoving = true;
    this.#settle(MOVING, this.#seen);
  }

  /** Everything, over as many frames as it takes. */
  drain(): Promise<void> {
    this.#isMoving = false;
    this.#draining ??= this.#empty().finally(() => {
      this.#draining = undefined;
    });
    return this.#draining;
  }

  async #empty(): Promise<void> {
    this.#settle(RESTING, this.#seen);
    while (this.#stale.size > 0) {
      await new Promise<void>(nextFrame);
      const end = this.#settle(RESTING, this.#seen);
      if (performance.now() < end) this.#settle(end - performance.now(), () => true);
    }
  }

  #seen = (turn: Turn): boolean => this.#sight.sees(turn.element);

  /** One that is marked by another, as the formulas of a derivation are, still has its turn in this frame. */
  #settle(budget: number, wanted: (turn: Turn) => boolean): number {
    const end = performance.now() + budget;
    for (const turn of this.#stale) {
      if (!wanted(turn)) continue;
      this.#stale.delete(turn);
      turn.settle();
      if (performance.now() >= end) break;
    }
    return end;
  }
}
