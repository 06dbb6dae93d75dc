// How far a learner is: the lines that stand right, and those that are answered, at the numbers that stand there.
import { type Count, countLetters, lettersOf } from './letters.ts';
import type { LessonSession } from './session.ts';

/** @param names the exercises that count */
export function countLines(session: LessonSession, names: Iterable<string>): Count {
  return countLetters([...names].map((name) => lettersOf(session, name)));
}
