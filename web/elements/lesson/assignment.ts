// What a reader sees of an assignment: that there is one, and in place of each exercise that is not part of it a line.
import { isOpen } from '../../lesson/assignment.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { EXERCISES } from './progress.ts';

const SAYS =
  'Your course has set this up: the numbers of its exercises are fixed. This is a courtesy and no lock; the lesson without it is one address away.';

export function showAssignment(page: Element, session: LessonSession): void {
  if (!session.assignment) return;
  for (const exercise of page.querySelectorAll<HTMLElement>(EXERCISES)) {
    const name = exercise.getAttribute('name') ?? '';
    if (isOpen(session, name)) continue;
    const title = session.document.exercises?.[name]?.title ?? name;
    exercise.hidden = true;
    exercise.before(line('vi-closed', `“${title}” is not part of this assignment.`));
  }
  page.prepend(line('vi-assignment', SAYS));
}

function line(className: string, words: string): HTMLElement {
  const paragraph = document.createElement('p');
  paragraph.className = className;
  paragraph.textContent = words;
  return paragraph;
}
