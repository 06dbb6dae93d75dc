// How the lines of an exercise stand, a letter each, derived from what the exercise keeps: nothing is stored for it. They
// are forgotten with the numbers; an LMS, which must not, keeps them (web/scorm/attempt.ts).
import { own } from './document.ts';
import type { Progress } from './events.ts';
import { isMapping, type MappingData } from './mapping-data.ts';
import { type MappingWork, readWork } from './mapping-work.ts';
import { isOrder } from './order-data.ts';
import { type OrderWork, readOrder, type Stage } from './order-work.ts';
import type { LessonSession } from './session.ts';

export type Letters = string;
export const RIGHT = 'r';
export const WRONG = 'w';
export const OPEN = '.';

export type Count = Omit<Progress, 'section'>;

export function countLetters(all: Iterable<Letters>): Count {
  const letters = [...all].flatMap((each) => [...each]);
  const open = letters.filter((one) => one === OPEN).length;
  const right = letters.filter((one) => one === RIGHT).length;
  return { right, answered: letters.length - open, total: letters.length };
}

const letter = (isRight: boolean, isAnswered: boolean) => (isRight ? RIGHT : isAnswered ? WRONG : OPEN);

/** @param name an exercise */
export function lettersOf({ document, exercises, work }: LessonSession, name: string): Letters {
  const data = own(document.exercises, name);
  if (isMapping(data))
    return ofMapping(
      data,
      work.read([name], (kept) => readWork(kept, data)),
    );
  if (isOrder(data)) {
    const stages: Stage[] = data.reasons ? ['lines', 'reasons'] : ['lines'];
    return ofOrder(
      stages,
      work.read([name], (kept) => readOrder(kept, data)),
    );
  }
  const lines = exercises.get(name)?.lines ?? [];
  return lines
    .map(({ earned, checked, shown }) => letter(earned > 0, shown || checked !== undefined))
    .join('');
}

/** Each prediction is a line, and a run answers two. */
function ofMapping({ questions }: MappingData, work: MappingWork | undefined): Letters {
  const answered = questions.map(({ answer }, i) =>
    letter(work?.answers[i] === answer, work?.answers[i] !== undefined),
  );
  const { ran = false, reached = false, named = false } = work ?? {};
  const atRun = [reached, named].map((isRight) => letter(isRight, ran || reached || named));
  return [...answered, ...atRun].join('');
}

function ofOrder(stages: Stage[], work: OrderWork | undefined): Letters {
  return stages
    .map((stage) => letter((work?.[stage].earned ?? 0) > 0, work?.[stage].checked !== undefined))
    .join('');
}
