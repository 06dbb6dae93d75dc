// Which elements somebody could see now, or after a short scroll. An element nobody has asked about yet counts as seen.

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

  forget(element: Element): void {
    this.#watched.delete(element);
    this.#hidden.delete(element);
    this.#observer?.unobserve(element);
  }

  #note(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#hidden.delete(target);
      else this.#hidden.add(target);
    }
  }
}
