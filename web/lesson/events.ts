// What a lesson tells the page around it: answers as they are checked, and how far the learner is. Both bubble, and leave
// a shadow root.
import type { ExerciseState } from './exercise-state.ts';
import type { LessonSession } from './session.ts';

export interface Answer {
  kind: 'exercise' | 'mapping' | 'order' | 'card' | 'prediction';
  /** The name of the exercise, card or prediction in lesson.json. */
  exercise: string;
  /** What of it: a line's name, `question-1`, `run`, `names`, `lines`, `reasons`; `choice` where there is one question. */
  line: string;
  /** What was typed; the option's words where one was chosen; names, separated by commas, where something was put in order. */
  text: string;
  /** `unread`: nothing that the core can judge, and no attempt. What follows from an earlier slip is `right`. */
  verdict: 'right' | 'wrong' | 'unread';
  /** Which usual slip it looks like: the wrong model's expression, or `rounded` or `carried`. */
  slip?: string;
  /** Of its numbers, where they are not the book's. */
  seed?: number;
  /** At numbers that the learner has set: checked, never scored. */
  own?: true;
}

/** Counts over the lines of the exercises on the page, at the numbers that stand there. Cards and predictions are not counted. */
export interface Progress {
  /** Lines that were right at a check before their solution was seen. */
  right: number;
  /** Lines that were checked, or whose solution was seen. */
  answered: number;
  total: number;
  /** The id of the section being read. */
  section: string | undefined;
}

export interface LessonEvents {
  'vi-ready': { session: LessonSession };
  'vi-failed': { problem: unknown };
  'vi-answer': Answer;
  'vi-progress': Progress;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'vi-ready': CustomEvent<LessonEvents['vi-ready']>;
    'vi-failed': CustomEvent<LessonEvents['vi-failed']>;
    'vi-answer': CustomEvent<Answer>;
    'vi-progress': CustomEvent<Progress>;
  }
}

export function tell<Name extends keyof LessonEvents>(
  element: Element,
  name: Name,
  detail: LessonEvents[Name],
): void {
  element.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
}

/** What is told of a line that was checked just now; nothing of an empty one. */
export function answerOf(kind: Answer['kind'], state: ExerciseState, i: number): Answer | undefined {
  const line = state.data.lines[i];
  const text = state.lines[i]?.text ?? '';
  if (!line || text.trim() === '') return undefined;
  return {
    kind,
    exercise: state.name,
    line: line.name,
    text,
    ...judgement(state, i),
    ...numbersOf(state),
  };
}

/** Whose numbers an answer belongs to. */
export function numbersOf({ isOwn, seed }: ExerciseState): Pick<Answer, 'own' | 'seed'> {
  if (isOwn) return { own: true };
  return seed === undefined ? {} : { seed };
}

function judgement(state: ExerciseState, i: number): Pick<Answer, 'verdict' | 'slip'> {
  const mark = state.mark(i);
  if (!mark || mark.error) return { verdict: 'unread' };
  switch (mark.verdict) {
    case 'right':
      return { verdict: 'right' };
    case 'carried':
      return { verdict: 'right', slip: 'carried' };
    case 'rounded':
      return { verdict: 'wrong', slip: 'rounded' };
    case 'wrong': {
      const slip = state.data.lines[i]?.wrong?.[mark.wrong ?? -1]?.is;
      return slip === undefined ? { verdict: 'wrong' } : { verdict: 'wrong', slip };
    }
  }
}
