// Parts of a page alone on paper. They and the way that leads down to each are marked, and print.css leaves out what lies
// beside. The way begins at the lesson.
const STEP = 'data-print-path';
const PART = 'data-print-alone';

/**
 * @param what said to the style sheet as `data-print` of the document's root
 * @param after when the sheet has been printed, or has not
 */
export function printAlone(parts: HTMLElement[], what: string, after = (): void => {}): void {
  const marked = new Map<Element, string>();
  for (const part of parts) {
    marked.set(part, PART);
    const lesson = part.closest('vi-lesson, .vi-page');
    for (let at = part.parentElement; at; at = at.parentElement) {
      marked.set(at, STEP);
      if (at === lesson) break;
    }
  }
  for (const [element, mark] of marked) element.setAttribute(mark, '');
  document.documentElement.dataset.print = what;
  const done = () => {
    delete document.documentElement.dataset.print;
    for (const [element, mark] of marked) element.removeAttribute(mark);
    after();
  };
  addEventListener('afterprint', done, { once: true });
  print();
}
