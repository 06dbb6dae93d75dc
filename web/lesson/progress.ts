// How far a learner is, derived from what the exercises keep: nothing is counted twice, and nothing stored for it.
import { own } from './document.ts';
import type { Progress } from './events.ts';
import { isMapping, type MappingData } from './mapping-data.ts';
import { type MappingWork, readWork, score } from './mapping-work.ts';
import { isOrder } from './order-data.ts';
import { type OrderWork, readOrder, type Stage } from './order-work.ts';
import type { LessonSession } from './session.ts';

type Count = Omit<Progress, 'section'>;

/** @param names the exercises that count */
export function countLines(session: LessonSession, names: Iterable<string>): Count {
  const counts = [...names].map((name) => countExercise(session, name));
  const sum = (part: keyof Count) => counts.reduce((all, count) => all + count[part], 0);
  return { right: sum('right'), answered: sum('answered'), total: sum('total') };
}

function countExercise({ document, exercises, work }: LessonSession, name: string): Count {
  const data = own(document.exercises, name);
  if (isMapping(data))
    return countMapping(
      data,
      work.read([name], (kept) => readWork(kept, data)),
    );
  if (isOrder(data)) {
    const stages: Stage[] = data.reasons ? ['lines', 'reasons'] : ['lines'];
    return countOrder(
      stages,
      work.read([name], (kept) => readOrder(kept, data)),
    );
  }
  const lines = exercises.get(name)?.lines ?? [];
  const right = lines.filter(({ earned }) => earned > 0);
  const answered = lines.filter(({ checked, shown }) => checked !== undefined || shown);
  return { right: right.length, answered: answered.length, total: lines.length };
}

/** Each prediction is a line, and a run answers two. */
function countMapping(data: MappingData, work: MappingWork | undefined): Count {
  const total = data.questions.length + 2;
  if (!work) return { right: 0, answered: 0, total };
  const ran = work.ran || work.reached || work.named ? 2 : 0;
  return { right: score(data, work).got, answered: Object.keys(work.answers).length + ran, total };
}

function countOrder(stages: Stage[], work: OrderWork | undefined): Count {
  const sorted = work ? stages.map((stage) => work[stage]) : [];
  const right = sorted.filter(({ earned }) => earned > 0);
  const answered = sorted.filter(({ checked }) => checked !== undefined);
  return { right: right.length, answered: answered.length, total: stages.length };
}
