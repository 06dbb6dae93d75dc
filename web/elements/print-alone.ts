// Parts of a page alone on paper. They and the way that leads down to each are marked, and print.css leaves out what lies
// beside. The way begins at the lesson.
import type { LessonSession } from '../lesson/session.ts';
import { texDrawn } from './tex.ts';

const STEP = 'data-print-path';
const PART = 'data-print-alone';
/** Some browsers open their dialog a moment after they were asked. */
const PATIENCE_MS = 1_000;
const BLOCKED =
  'No print dialog came: this browser blocks it here. Print from its menu, or from this page in a tab of its own.';

export interface Printing {
  /** Takes a sentence for beside the button, where the browser prints nothing, and the empty one when it does. */
  say: (text: string) => void;
  /** The sheet has been printed, or has not. */
  done?: () => void;
}

/**
 * Once all formulas are right: they take turns, and may still be coming.
 *
 * @param what said to the style sheet as `data-print` of the document's root
 */
export async function printAlone(
  { turns }: LessonSession,
  parts: HTMLElement[],
  what: string,
  printing: Printing,
): Promise<void> {
  await turns.drain();
  await texDrawn();
  const unmark = mark(parts, what);
  const over = new AbortController();
  const { signal } = over;
  const done = () => {
    over.abort();
    unmark();
    printing.done?.();
  };
  // A frame that may not print says nothing of it: whoever presses something is back on the page.
  for (const event of ['afterprint', 'pointerdown', 'keydown'])
    addEventListener(event, done, { signal, capture: true });
  openDialog(printing.say);
}

/** A frame of another site, or a device without a printer, may refuse without a word; a dialog is preceded by an event. */
function openDialog(say: Printing['say']): void {
  const asked = new AbortController();
  addEventListener(
    'beforeprint',
    () => {
      asked.abort();
      say('');
    },
    { signal: asked.signal },
  );
  print();
  setTimeout(() => {
    if (!asked.signal.aborted) say(BLOCKED);
  }, PATIENCE_MS);
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
