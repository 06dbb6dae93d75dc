// Which elements somebody could see now, or after a short scroll. One that nobody has asked about yet counts as seen; one
// that has left the page does not, and the browser forgets it by itself.

const MARGIN = '120px';

export class Sight {
  #hidden = new WeakSet<Element>();
  #watched = new WeakSet<Element>();
  #observer: IntersectionObserver | undefined;

  constructor() {
    if (typeof IntersectionObserver !== 'function') return;
    this.#observer = new IntersectionObserver((entries) => this.#note(entries), { rootMargin: MARGIN });
  }

  sees(element: Element): boolean {
    if (!this.#watched.has(element)) {
      this.#watched.add(element);
      this.#observer?.observe(element);
    }
    return !this.#hidden.has(element);
  }

  #note(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#hidden.delete(target);
      else this.#hidden.add(target);
    }
  }
}
