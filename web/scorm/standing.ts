// Score, completion and success, from how far a learner has come.
import type { Dialect } from './dialect.ts';

export interface Standing {
  /** Lines of the lesson's exercises: right at any numbers, answered at all, and how many there are. */
  right: number;
  answered: number;
  total: number;
  /** The last section has been read. */
  ended: boolean;
}

/** What the LMS has from earlier visits. A visit that knows less takes nothing back. */
export interface Earlier {
  share: number;
  isComplete: boolean;
  isPassed: boolean;
}

/** Where the LMS names none. */
const PASS_MARK = 0.6;

/** The share of right lines that passes, from what the LMS says: percent in 1.2, a share in 2004. */
export function passMarkOf(text: string, { version }: Dialect): number {
  const mark = Number.parseFloat(text) / (version === '1.2' ? 100 : 1);
  return mark > 0 && mark <= 1 ? mark : PASS_MARK;
}

export function earlierStanding(get: (element: string) => string, { version, elements }: Dialect): Earlier {
  const word = get(version === '1.2' ? 'cmi.core.lesson_status' : 'cmi.success_status');
  const isPassed = word === 'passed';
  return {
    share: Number.parseFloat(get(`${elements.score}.raw`)) / 100 || 0,
    isPassed,
    isComplete:
      version === '1.2' ? isPassed || word === 'completed' : get('cmi.completion_status') === 'completed',
  };
}

/**
 * What the LMS is told, element by element. `failed` is never said: every line can still be put right.
 *
 * @param passMark a share
 */
export function standingElements(
  { right, answered, total, ended }: Standing,
  earlier: Earlier,
  passMark: number,
  dialect: Dialect,
): [string, string][] {
  const share = total > 0 ? Math.max(right / total, earlier.share) : 0;
  const isComplete = earlier.isComplete || (total > 0 ? answered >= total : ended);
  const isPassed = earlier.isPassed || (total > 0 && share >= passMark);
  // A visit that has not seen the lesson knows of none.
  const progress = isComplete ? 1 : total > 0 ? answered / total : undefined;
  return [
    ...(total > 0 ? scoreElements(share, dialect) : []),
    ...(dialect.version === '1.2'
      ? oneWord(isComplete, isPassed)
      : twoWords({ isComplete, isPassed, progress })),
  ];
}

function scoreElements(share: number, { version, elements }: Dialect): [string, string][] {
  const score: [string, string][] = [
    [`${elements.score}.min`, '0'],
    [`${elements.score}.max`, '100'],
    [`${elements.score}.raw`, decimal(100 * share, 2)],
  ];
  return version === '1.2' ? score : [...score, [`${elements.score}.scaled`, decimal(share, 4)]];
}

/** 1.2 has one word for both. */
function oneWord(isComplete: boolean, isPassed: boolean): [string, string][] {
  const done = isPassed ? 'passed' : 'completed';
  return [['cmi.core.lesson_status', isComplete ? done : 'incomplete']];
}

function twoWords({
  isComplete,
  isPassed,
  progress,
}: Record<'isComplete' | 'isPassed', boolean> & { progress: number | undefined }): [string, string][] {
  return [
    ['cmi.completion_status', isComplete ? 'completed' : 'incomplete'],
    ['cmi.success_status', isPassed ? 'passed' : 'unknown'],
    ...(progress === undefined ? [] : [['cmi.progress_measure', decimal(progress, 4)] as [string, string]]),
  ];
}

function decimal(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
