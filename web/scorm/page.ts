// What a visit hears of the page, and the page of a visit.

import { EXERCISES } from '../elements/lesson/progress.ts';
import { own } from '../lesson/document.ts';
import type { Answer } from '../lesson/events.ts';
import { lettersOf } from '../lesson/letters.ts';
import { formatQuery, stateEntries } from '../lesson/link.ts';
import type { LessonSession } from '../lesson/session.ts';
import { type Place, placeIn, stand } from '../reading/place.ts';
import { runningSearch, setSearch } from './address.ts';
import { followKeeping } from './notice.ts';
import type { Visit } from './visit.ts';

/** Practice: a card comes back as often as it must. */
const NOT_LISTED = ['card'];

/** @param launched what stood in the address when the LMS opened the page */
export function attend(lesson: HTMLElement, visit: Visit, launched: string): void {
  const sections = [...lesson.querySelectorAll('.vi-section[aria-labelledby]')];
  const last = sections.at(-1)?.getAttribute('aria-labelledby');
  let session: LessonSession | undefined;
  let section = '';
  let ended = false;

  const absorb = (name: string) => session && visit.attempt.absorb(name, lettersOf(session, name));
  visit.open(
    {
      // Not as the address has it: that is written a moment later.
      query: () => (session ? formatQuery(stateEntries(session, '')) : visit.query),
      location: () => locationOf(placeIn(lesson)) || section || visit.location,
      ended: () => ended,
    },
    followKeeping(() => visit.report()),
  );
  lesson.addEventListener('vi-ready', ({ detail }) => {
    session = detail.session;
    setSearch(runningSearch(launched, location.search));
  });
  lesson.addEventListener('vi-progress', ({ detail }) => {
    section = detail.section ?? section;
    ended ||= section !== '' && section === last;
    for (const one of lesson.querySelectorAll(EXERCISES)) absorb(one.getAttribute('name') ?? '');
  });
  lesson.addEventListener('vi-answer', ({ detail }) => {
    if (detail.verdict === 'unread' || NOT_LISTED.includes(detail.kind)) return;
    if (detail.kind !== 'prediction') absorb(detail.exercise);
    visit.answered(detail, { at: new Date(), correct: session && rightAnswer(session, detail) });
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') visit.pause();
  });
  addEventListener('pagehide', () => visit.leave());
  // A page that the browser has kept alive has ended its visit: it begins another.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}

/** Where the LMS says the reader was. */
export function standWhere(lesson: HTMLElement, text: string): void {
  const [heading = '', below = '0'] = text.split(' ');
  if (heading && lesson.querySelector(`#${CSS.escape(heading)}`))
    stand({ heading, below: Number(below) || 0 });
}

function locationOf(place: Place | undefined): string {
  return place ? `${place.heading} ${place.below}` : '';
}

/** By the core, at the numbers that stand there; nothing where it is no number. */
function rightAnswer(session: LessonSession, { exercise, line }: Answer): string | undefined {
  const data = own(session.document.exercises, exercise);
  const asked = data?.kind === 'answers' ? data.lines.find(({ name }) => name === line) : undefined;
  const scene = data && session.scene(data.scene);
  if (asked?.kind !== 'number' || !scene) return undefined;
  try {
    const [value] = session.at(scene, [asked.answer]);
    return value === undefined || Number.isNaN(value) ? undefined : String(Number(value.toPrecision(6)));
  } catch {
    return undefined;
  }
}
