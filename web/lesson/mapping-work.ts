// What a learner has done in one mapping exercise: kept over a reload, read back with care, and scored.
import { type MappingData, PLAIN_SLOTS, type Placement, SLOTS } from './mapping-data.ts';

export interface MappingWork {
  /** The order of the cards. */
  seed: number;
  placed: Placement;
  /** The first answer to each question, by its place. */
  answers: Record<number, number>;
  /** The mapping on the page has been run. */
  ran: boolean;
  /** A run has given the algorithm's objective. */
  reached: boolean;
  /** Context, latent and evidence were all right at a run. */
  named: boolean;
  sentence: string;
  compared: boolean;
}

export function freshWork(seed: number): MappingWork {
  return {
    seed,
    placed: {},
    answers: {},
    ran: false,
    reached: false,
    named: false,
    sentence: '',
    compared: false,
  };
}

const LONGEST_SENTENCE = 600;

/** What storage holds may be anybody's, or an older page's: whatever no longer fits is left out. */
export function readWork(kept: unknown, data: MappingData): MappingWork | undefined {
  if (!kept || typeof kept !== 'object') return undefined;
  const from = kept as Partial<MappingWork>;
  if (!Number.isInteger(from.seed)) return undefined;
  const placed = SLOTS.flatMap((slot) => {
    const card = from.placed?.[slot];
    return typeof card === 'string' && Object.hasOwn(data.cards, card) ? [[slot, card]] : [];
  });
  const answers = data.questions.flatMap(({ options }, i) => {
    const answer = from.answers?.[i];
    return typeof answer === 'number' && answer in options ? [[i, answer]] : [];
  });
  return {
    seed: from.seed as number,
    placed: Object.fromEntries(placed),
    answers: Object.fromEntries(answers),
    ran: from.ran === true,
    reached: from.reached === true,
    named: from.named === true,
    sentence: typeof from.sentence === 'string' ? from.sentence.slice(0, LONGEST_SENTENCE) : '',
    compared: from.compared === true,
  };
}

/** A card stands in one slot at most. */
export function place(placed: Placement, slot: (typeof SLOTS)[number], card: string): Placement {
  const others = Object.entries(placed).filter(([where, which]) => where !== slot && which !== card);
  return Object.fromEntries(card ? [...others, [slot, card]] : others);
}

export function namesRight(data: MappingData, placed: Placement): boolean {
  return PLAIN_SLOTS.every((slot) => placed[slot] === data.slots[slot].card);
}

export function score(data: MappingData, work: MappingWork): { got: number; of: number } {
  const right = data.questions.filter(({ answer }, i) => work.answers[i] === answer).length;
  return { got: right + Number(work.reached) + Number(work.named), of: data.questions.length + 2 };
}
