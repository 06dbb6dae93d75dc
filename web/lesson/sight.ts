// Which elements somebody could see now, or after a short scroll. One that nobody has asked about yet counts as seen; one
// that has left the page does not, and the browser forgets it by itself.

const MARGIN = '120px';
/** Who waits to be seen needs a moment until it is drawn. */
const SOON = '60%';
const LATER_MS = 1000;

export class Sight {
  #hidden = new WeakSet<Element>();
  #watched = new WeakSet<Element>();
  #waiting = new WeakMap<Element, () => void>();
  #observer: IntersectionObserver | undefined;
  #soon: IntersectionObserver | undefined;

  constructor() {
    if (typeof IntersectionObserver !== 'function') return;
    this.#soon = new IntersectionObserver((entries) => this.#wake(entries), { rootMargin: SOON });
    this.#observer = new IntersectionObserver((entries) => this.#note(entries), { rootMargin: MARGIN });
  }

  sees(element: Element): boolean {
    if (!this.#watched.has(element)) {
      this.#watched.add(element);
      this.#observer?.observe(element);
    }
    return !this.#hidden.has(element);
  }

  /** Once, when somebody is about to see it, and otherwise when the browser has nothing else to do. */
  await(element: Element, seen: () => void): void {
    if (!this.#soon) return seen();
    this.#waiting.set(element, seen);
    this.#soon.observe(element);
    whenIdle(() => this.#seen(element));
  }

  forget(element: Element): void {
    this.#waiting.delete(element);
    this.#soon?.unobserve(element);
  }

  #wake(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) if (isIntersecting) this.#seen(target);
  }

  #seen(element: Element): void {
    const seen = this.#waiting.get(element);
    this.forget(element);
    seen?.();
  }

  #note(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#hidden.delete(target);
      else this.#hidden.add(target);
    }
  }
}

/** Not every browser can say when that is. */
function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work);
  else setTimeout(work, LATER_MS);
}
