// How the lines of an exercise stand, a letter each: the same lines as web/lesson/progress.ts counts, which forgets them when
// the numbers change, and an LMS must not.
import { own } from '../lesson/document.ts';
import { isMapping, type MappingData } from '../lesson/mapping-data.ts';
import { type MappingWork, readWork } from '../lesson/mapping-work.ts';
import { isOrder } from '../lesson/order-data.ts';
import { type OrderWork, readOrder, type Stage } from '../lesson/order-work.ts';
import type { LessonSession } from '../lesson/session.ts';

export type Letters = string;
export const RIGHT = 'r';
export const WRONG = 'w';
export const OPEN = '.';

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

function ofMapping({ questions }: MappingData, work: MappingWork | undefined): Letters {
  const answered = questions.map(({ answer }, i) =>
    letter(work?.answers[i] === answer, work?.answers[i] !== undefined),
  );
  const ran = [work?.reached, work?.named].map((isRight) => letter(isRight === true, work?.ran === true));
  return [...answered, ...ran].join('');
}

function ofOrder(stages: Stage[], work: OrderWork | undefined): Letters {
  return stages
    .map((stage) => letter((work?.[stage].earned ?? 0) > 0, work?.[stage].checked !== undefined))
    .join('');
}
