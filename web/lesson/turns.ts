// Formulas are dear to draw, numbers are not. While something is dragged the formulas in view are redrawn by turns, as
// many as fit into a few milliseconds of each frame; when it comes to rest all of them are, those in view first.

export interface Turn {
  readonly element: Element;
  /** Redraw at the present settings. */
  settle(): void;
}

/** Milliseconds of a frame that formulas may take while a drag goes on, and when it is over. */
const MOVING = 6;
const RESTING = 24;

export function nextFrame(step: () => void): void {
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(step);
  else setTimeout(step, 0);
}

export class Turns {
  /** In insertion order: who was redrawn last waits longest. */
  #stale = new Set<Turn>();
  #hidden = new Set<Element>();
  #observer: IntersectionObserver | undefined;
  #draining: Promise<void> | undefined;

  /** A newcomer is drawn as soon as its turn comes, whatever else goes on. */
  add(turn: Turn): void {
    this.#observer ??= this.#watch();
    this.#observer?.observe(turn.element);
    this.mark(turn);
    queueMicrotask(() => this.drain());
  }

  remove(turn: Turn): void {
    this.#stale.delete(turn);
    this.#hidden.delete(turn.element);
    this.#observer?.unobserve(turn.element);
  }

  mark(turn: Turn): void {
    this.#stale.add(turn);
  }

  /** One frame of a drag. */
  run(): void {
    this.#settle(MOVING, (turn) => !this.#hidden.has(turn.element));
  }

  /** Everything, over as many frames as it takes. */
  drain(): Promise<void> {
    this.#draining ??= this.#empty().finally(() => {
      this.#draining = undefined;
    });
    return this.#draining;
  }

  async #empty(): Promise<void> {
    this.#settle(RESTING, (turn) => !this.#hidden.has(turn.element));
    while (this.#stale.size > 0) {
      await new Promise<void>(nextFrame);
      this.#settle(RESTING, (turn) => !this.#hidden.has(turn.element));
      this.#settle(RESTING, () => true);
    }
  }

  #settle(budget: number, wanted: (turn: Turn) => boolean): void {
    const end = performance.now() + budget;
    for (const turn of [...this.#stale]) {
      if (!wanted(turn)) continue;
      this.#stale.delete(turn);
      turn.settle();
      if (performance.now() >= end) return;
    }
  }

  #watch(): IntersectionObserver | undefined {
    if (typeof IntersectionObserver !== 'function') return undefined;
    const note = (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.#hidden.delete(target);
        else this.#hidden.add(target);
      }
    };
    return new IntersectionObserver(note, { rootMargin: '120px' });
  }
}
