// An instructor's link: `?mode=assignment&exercise1.x=5/2&seed=7&open=exercise1`. Its numbers stay as it sets them, and of
// the exercises only those named take answers; without `open`, all do. A courtesy: whoever leaves `mode` out has the lesson.
import { didYouMean } from '../did-you-mean.mjs';
import type { Entry } from './link.ts';
import type { LessonSession } from './session.ts';

export const MODE = 'mode';
export const OPEN = 'open';
export const ASSIGNMENT = 'assignment';
const MOST = 32;
const SHOWN = 48;

export interface Assignment {
  /** Which exercises take answers; undefined for all. */
  open: ReadonlySet<string> | undefined;
}

/** Fixes what an assignment fixes. The sentences say what of the entries was not taken, and why. */
export function applyAssignment(session: LessonSession, entries: Entry[]): string[] {
  const mode = entries.find(({ key }) => key === MODE)?.text;
  if (mode === undefined) return [];
  if (mode !== ASSIGNMENT) return [`${MODE}=${shorten(mode)}: there is one mode, ${MODE}=${ASSIGNMENT}.`];
  const names = entries
    .filter(({ key }) => key === OPEN)
    .flatMap(({ text }) => text.split(/[\s,]+/))
    .filter((name) => name !== '')
    .slice(0, MOST);
  const known = exercisesOf(session);
  const open = names.filter((name) => known.includes(name));
  const unknown = names.filter((name) => !known.includes(name));
  session.assignment = { open: open.length > 0 ? new Set(open) : undefined };
  for (const scene of fixedScenes(session, entries)) scene.locked = true;
  for (const exercise of session.exercises.values()) if (exercise.scene.locked) exercise.fix();
  return unknown.map(
    (name) =>
      `${OPEN}=${shorten(name)}: this lesson has no such exercise; ${didYouMean(shorten(name), known)}`,
  );
}

function exercisesOf({ document, cards }: LessonSession): string[] {
  return Object.keys(document.exercises ?? {}).filter((name) => !cards.has(name));
}

/** Those that the link names, and those of the open exercises: every other figure can still be explored. */
function fixedScenes(session: LessonSession, entries: Entry[]) {
  const named = entries.map(({ key }) => key.split('.')[0] ?? '');
  const asked = exercisesOf(session)
    .filter((name) => isOpen(session, name))
    .map((name) => session.document.exercises?.[name]?.scene ?? '');
  return [...new Set([...named, ...asked])].flatMap((name) => session.scenes.get(name) ?? []);
}

export function isOpen({ assignment }: LessonSession, exercise: string): boolean {
  return assignment?.open?.has(exercise) ?? true;
}

function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
