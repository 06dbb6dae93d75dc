// The reader's place, kept from visit to visit: the last heading above the top of the window, and how far below it. After
// reload or "back" one stands there again: the browser would count pixels, of sections that are not laid out yet. On any
// other visit the place is offered, never jumped to. An address with a fragment says itself where to go.
import { KeptWork } from '../lesson/kept-work.ts';

export interface Place {
  heading: string;
  below: number;
}

/** No exercise can be called this. */
const ENTRY = ['@place'];
const HEADINGS = '.vi-section :is(h2, h3)[id]';

/** Once more where this tab stood: the preview of a lesson is drawn after it was opened. */
export function standAgain(lesson: HTMLElement): void {
  if (!isNewVisit()) stand(new TabPlace(lesson.getAttribute('lesson') ?? '').read());
}

export function keepPlace(lesson: HTMLElement): void {
  const kept = new KeptWork(lesson.getAttribute('lesson') ?? '');
  const tab = new TabPlace(lesson.getAttribute('lesson') ?? '');
  if (location.hash === '') {
    if (isNewVisit()) offer(lesson, kept.read(ENTRY, understand));
    else standFirst(tab.read());
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    const now = placeIn(lesson);
    tab.write(now);
    if (now) kept.write(ENTRY, now);
  });
}

/** Where this tab stood when it was left; nothing where the browser keeps nothing. */
class TabPlace {
  #key: string;

  constructor(lesson: string) {
    this.#key = `vi-place ${lesson}`;
  }

  read(): Place | undefined {
    try {
      return understand(JSON.parse(sessionStorage.getItem(this.#key) ?? 'null'));
    } catch {
      return undefined;
    }
  }

  write(place: Place | undefined): void {
    try {
      if (place) sessionStorage.setItem(this.#key, JSON.stringify(place));
      else sessionStorage.removeItem(this.#key);
    } catch {
      // Then the browser restores what it can.
    }
  }
}

/** Before the browser does: on a slow machine it counts its pixels after the page stood already. From the first press
 * on it restores again, so that "back" finds the way among the page's own links. */
function standFirst(place: Place | undefined): void {
  if (!place) return;
  history.scrollRestoration = 'manual';
  const giveBack = () => {
    history.scrollRestoration = 'auto';
  };
  addEventListener('click', giveBack, { once: true, capture: true });
  stand(place);
}

export function stand(place: Place | undefined): void {
  const heading = document.getElementById(place?.heading ?? '');
  if (place && heading) scrollBelow(heading, place.below);
}

function understand(entry: unknown): Place | undefined {
  const { heading, below } = (entry ?? {}) as Partial<Place>;
  return typeof heading === 'string' && Number.isFinite(below)
    ? { heading, below: Number(below) }
    : undefined;
}

function isNewVisit(): boolean {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return visit?.type === 'navigate';
}

/** Nothing on the first screen: who only looked in keeps the place of before. */
export function placeIn(lesson: HTMLElement): Place | undefined {
  if (scrollY < innerHeight) return undefined;
  const above = [...lesson.querySelectorAll(HEADINGS)].findLast((one) => one.getBoundingClientRect().top < 1);
  return above && { heading: above.id, below: Math.round(-above.getBoundingClientRect().top) };
}

function offer(lesson: HTMLElement, place: Place | undefined): void {
  const heading = document.getElementById(place?.heading ?? '');
  const section = heading?.closest('.vi-section')?.getAttribute('aria-labelledby');
  const listed = [...lesson.querySelectorAll('.vi-contents a')];
  const at = listed.findIndex((link) => link.getAttribute('href') === `#${section}`);
  if (!place || !heading || at < 0) return;

  const line = document.createElement('p');
  line.className = 'vi-place';
  const link = document.createElement('a');
  link.href = `#${place.heading}`;
  const number = listed[at]?.closest('.vi-end') ? '' : `${at + 1} · `;
  link.textContent = `Go on at ${number}${listed[at]?.textContent}`;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    line.remove();
    goOn(heading, place.below);
  });
  const dismiss = document.createElement('button');
  dismiss.type = 'button';
  dismiss.setAttribute('aria-label', 'Dismiss');
  dismiss.textContent = '×';
  dismiss.addEventListener('click', () => {
    line.remove();
    lesson.querySelector<HTMLElement>('.vi-contents a, .vi-contents summary')?.focus({ preventScroll: true });
  });
  line.append(link, dismiss);
  lesson.querySelector('.vi-head')?.append(line);
}

/** The next Tab goes on from there. */
function goOn(heading: HTMLElement, below: number): void {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollBelow(heading, below);
}

/** Twice, since what comes into view is laid out only then. */
function scrollBelow(heading: HTMLElement, below: number): void {
  const scroll = () =>
    scrollTo({ top: scrollY + heading.getBoundingClientRect().top + below, behavior: 'instant' });
  scroll();
  requestAnimationFrame(scroll);
}
