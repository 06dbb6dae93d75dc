// Parts of a page alone on paper. They and the way that leads down to each are marked, and print.css leaves out what lies
// beside. The way begins at the lesson.
import type { LessonSession } from '../lesson/session.ts';
import { texDrawn } from './tex.ts';

const STEP = 'data-print-path';
const PART = 'data-print-alone';

/**
 * Once all formulas are right: they take turns, and may still be coming.
 *
 * @param what said to the style sheet as `data-print` of the document's root
 * @param after when the sheet has been printed, or has not
 */
export async function printAlone(
  { turns }: LessonSession,
  parts: HTMLElement[],
  what: string,
  after = (): void => {},
): Promise<void> {
  await turns.drain();
  await texDrawn();
  const unmark = mark(parts, what);
  const over = new AbortController();
  const { signal } = over;
  const done = () => {
    over.abort();
    unmark();
    after();
  };
  // A frame that may not print says nothing of it: whoever presses something is back on the page.
  for (const event of ['afterprint', 'pointerdown', 'keydown'])
    addEventListener(event, done, { signal, capture: true });
  print();
}

function mark(parts: HTMLElement[], what: string): () => void {
  const marked = new Map<Element, string>();
  for (const part of parts) {
    marked.set(part, PART);
    const lesson = part.closest('vi-lesson, .vi-page');
    for (let at = part.parentElement; at; at = at.parentElement) {
      marked.set(at, STEP);
      if (at === lesson) break;
    }
  }
  for (const [element, name] of marked) element.setAttribute(name, '');
  document.documentElement.dataset.print = what;
  return () => {
    delete document.documentElement.dataset.print;
    for (const [element, name] of marked) element.removeAttribute(name);
  };
}
