// The page around a lesson hears how far its learner is: once when it opens, then whenever that has changed.
import { isOpen } from '../../lesson/assignment.ts';
import { type Progress, tell } from '../../lesson/events.ts';
import { countLines } from '../../lesson/progress.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { followSection } from '../../reading/section.ts';

export const EXERCISES = 'vi-exercise[name], vi-mapping[name], vi-order[name]';

export function tellProgress(lesson: Element, page: Element, session: LessonSession): void {
  const placed = [...page.querySelectorAll(EXERCISES)].map((one) => one.getAttribute('name') ?? '');
  const names = new Set(placed.filter((name) => isOpen(session, name)));
  let section: string | undefined;
  let told = '';
  let waiting = false;
  const look = () => {
    waiting = false;
    const progress: Progress = { ...countLines(session, names), section };
    const said = JSON.stringify(progress);
    if (said === told) return;
    told = said;
    tell(lesson, 'vi-progress', progress);
  };
  // After the answer that it follows from was told.
  const changed = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(look);
  };
  session.work.follow(changed);
  session.work.followTyping(changed);
  followSection(page, (now) => {
    section = now.getAttribute('aria-labelledby') ?? undefined;
    changed();
  });
  look();
}
