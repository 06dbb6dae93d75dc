// The reader's place, kept from visit to visit: the last heading above the top of the window, and how far below it. Reload
// and "back" are the browser's to restore, and an address with a fragment says itself where to go. On any other visit the
// place is offered, never jumped to.
import { KeptWork } from '../lesson/kept-work.ts';

interface Place {
  heading: string;
  below: number;
}

const ENTRY = ['place'];
const HEADINGS = '.vi-section :is(h2, h3)[id]';

export function keepPlace(lesson: HTMLElement): void {
  const kept = new KeptWork(lesson.getAttribute('lesson') ?? '');
  const place = kept.read(ENTRY, understand);
  if (place && isNewVisit()) offer(lesson, place);
  const keep = () => {
    const now = document.visibilityState === 'hidden' ? placeIn(lesson) : undefined;
    if (now) kept.write(ENTRY, now);
  };
  document.addEventListener('visibilitychange', keep);
}

function understand(entry: unknown): Place | undefined {
  const { heading, below } = (entry ?? {}) as Partial<Place>;
  return typeof heading === 'string' && Number.isFinite(below)
    ? { heading, below: Number(below) }
    : undefined;
}

function isNewVisit(): boolean {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return location.hash === '' && visit?.type === 'navigate';
}

/** Nothing on the first screen: who only looked in keeps the place of before. */
function placeIn(lesson: HTMLElement): Place | undefined {
  if (scrollY < innerHeight) return undefined;
  const above = [...lesson.querySelectorAll(HEADINGS)].findLast((one) => one.getBoundingClientRect().top < 1);
  return above && { heading: above.id, below: Math.round(-above.getBoundingClientRect().top) };
}

function offer(lesson: HTMLElement, place: Place): void {
  const heading = document.getElementById(place.heading);
  const section = heading?.closest('.vi-section')?.getAttribute('aria-labelledby');
  const listed = [...lesson.querySelectorAll('.vi-contents a')];
  const at = listed.findIndex((link) => link.getAttribute('href') === `#${section}`);
  if (!heading || at < 0) return;

  const line = document.createElement('p');
  line.className = 'vi-place';
  const link = document.createElement('a');
  link.href = `#${place.heading}`;
  link.textContent = `Go on at ${at + 1} · ${listed[at]?.textContent}`;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    line.remove();
    goOn(heading, place.below);
  });
  const dismiss = document.createElement('button');
  dismiss.type = 'button';
  dismiss.setAttribute('aria-label', 'Dismiss');
  dismiss.textContent = '×';
  dismiss.addEventListener('click', () => line.remove());
  line.append(link, dismiss);
  lesson.querySelector('.vi-head')?.append(line);
}

/** Twice, since what comes into view is laid out only then. The next Tab goes on from there. */
function goOn(heading: HTMLElement, below: number): void {
  const scroll = () =>
    scrollTo({ top: scrollY + heading.getBoundingClientRect().top + below, behavior: 'instant' });
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scroll();
  requestAnimationFrame(scroll);
}
