// Parts of a page alone on paper. They and the way that leads down to each are marked, and print.css leaves out what lies
// beside. The way begins at the lesson.
import type { LessonSession } from '../lesson/session.ts';
import { texDrawn } from './tex.ts';

const STEP = 'data-print-path';
const PART = 'data-print-alone';
/** Some browsers open their dialog a moment after they were asked. */
const PATIENCE_MS = 1_000;
const TO_MENU = ['Control', 'Meta', 'Alt', 'F10'];
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
  const done = (event: Event) => {
    if (leadsToPrint(event)) return;
    over.abort();
    unmark();
    printing.say('');
    printing.done?.();
  };
  // A frame that may not print says nothing of it: whoever presses something is back on the page.
  for (const event of ['afterprint', 'click', 'keydown'])
    addEventListener(event, done, { signal, capture: true });
  openDialog(printing.say, signal);
}

/** Whoever reads that no dialog came goes to the menu, or presses Ctrl+P: then these parts are what is to be printed. */
function leadsToPrint(event: Event): boolean {
  if (!(event instanceof KeyboardEvent)) return false;
  return event.ctrlKey || event.metaKey || event.altKey || TO_MENU.includes(event.key);
}

/**
 * A frame of another site, or a device without a printer, may refuse without a word; a dialog is preceded by an event.
 *
 * @param over aborted once the reader is back on the page
 */
function openDialog(say: Printing['say'], over: AbortSignal): void {
  const late = setTimeout(() => say(BLOCKED), PATIENCE_MS);
  over.addEventListener('abort', () => clearTimeout(late));
  const opened = () => {
    clearTimeout(late);
    say('');
  };
  addEventListener('beforeprint', opened, { signal: over });
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
