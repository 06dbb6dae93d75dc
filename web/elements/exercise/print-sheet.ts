// One exercise alone on paper. The way from the lesson down to it is marked, and print.css leaves out what lies beside.
import type { Sheet } from './on-paper.ts';

const STEP = 'data-print-path';

export function printAlone(exercise: HTMLElement, sheet: Sheet): void {
  const lesson = exercise.closest('vi-lesson, .vi-page');
  for (let at = exercise.parentElement; at; at = at.parentElement) {
    at.setAttribute(STEP, '');
    if (at === lesson) break;
  }
  exercise.setAttribute(STEP, '');
  document.documentElement.dataset.print = sheet;
  print();
}

export function clearPrint(exercise: HTMLElement): void {
  delete document.documentElement.dataset.print;
  const marked = exercise.closest('vi-lesson, .vi-page')?.querySelectorAll(`[${STEP}]`) ?? [];
  for (const one of [exercise.closest('vi-lesson, .vi-page'), ...marked]) one?.removeAttribute(STEP);
}
