// One answer as an LMS lists it. Its name is the line's, the same for every learner, whatever numbers they were given; the
// seed of these and the slip stand beside it, so that an instructor can compare.
import type { Answer } from '../lesson/events.ts';
import type { Dialect } from './dialect.ts';
import { momentOf } from './times.ts';

export interface Told {
  at: Date;
  /** The right answer at the learner's numbers, where the page has it. */
  correct?: string;
}

/** In the order in which an LMS takes them: the name and the type come first. */
export function interactionElements(
  n: number,
  answer: Answer,
  { at, correct }: Told,
  dialect: Dialect,
): [string, string][] {
  const { exercise, line, text, verdict } = answer;
  const fit = (words: string) => words.replace(/\p{Cc}/gu, ' ').slice(0, dialect.longest);
  const told: [string, string][] = [
    ['id', `${exercise}.${line}`],
    ['type', 'fill-in'],
    ...objectives(answer).map((id, i): [string, string] => [`objectives.${i}.id`, fit(id)]),
    [dialect.interaction.time, momentOf(at, dialect)],
    ...(correct ? ([['correct_responses.0.pattern', fit(correct)]] as [string, string][]) : []),
    [dialect.interaction.response, fit(text)],
    ['result', verdict === 'right' ? 'correct' : dialect.wrong],
    ...(dialect.version === '2004' ? ([['description', fit(noteOf(answer))]] as [string, string][]) : []),
  ];
  return told.map(([name, value]) => [`cmi.interactions.${n}.${name}`, value]);
}

/** Names that both versions keep; 1.2 has no room for a note. A slip is an expression, and a name has no spaces. */
function objectives(answer: Answer): string[] {
  const { exercise, slip } = answer;
  const names = [exercise, numbersOf(answer), ...(slip ? [`slip ${slip}`] : [])];
  return names.map((name) => name.replace(/\s+/, '.').replace(/\s+/g, ''));
}

function noteOf(answer: Answer): string {
  const { exercise, line, slip } = answer;
  return `${exercise}, line ${line}, ${numbersOf(answer)}${slip ? `, slip ${slip}` : ''}`;
}

function numbersOf({ seed, own }: Answer): string {
  if (own) return 'own numbers';
  return seed === undefined ? 'book' : `seed ${seed}`;
}
