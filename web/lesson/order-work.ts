// A learner's work at an order exercise: how lines and reasons stand, what was checked, and what it is worth. Verdicts are
// not kept: they follow from the order.
import { count, HALF, isRecord, WHOLE, worth } from './line-work.ts';
import { firstAstray, firstEarly, type OrderData } from './order-data.ts';
import { moved, shuffled } from './shuffle.ts';

/** One list that is being sorted. */
export interface Sorted {
  placed: string[];
  /** How they stood at the last check. */
  checked?: string[];
  misses: number;
  /** The page has put them in order: right from then on earns nothing. */
  shown: boolean;
  earned: number;
}

export type Stage = 'lines' | 'reasons';

export interface OrderWork extends Record<Stage, Sorted> {
  seed: number;
}

export function freshOrder(data: OrderData, seed: number): OrderWork {
  const names = data.lines.map(({ name }) => name);
  const open = (placed: string[]): Sorted => ({ placed, misses: 0, shown: false, earned: 0 });
  return {
    seed,
    lines: open(scrambled(names, seed, (placed) => firstEarly(data, placed) === undefined)),
    // Of another order than the lines, which come to stand in the derivation's.
    reasons: open(scrambled(names, seed + 1, (placed) => firstAstray(names, placed) === undefined)),
  };
}

export function move(sorted: Sorted, from: number, to: number): Sorted {
  return { ...sorted, placed: moved(sorted.placed, from, to) };
}

/** Where the first fault is, of what stands there now. */
export function fault(data: OrderData, work: OrderWork, stage: Stage): number | undefined {
  return stage === 'lines'
    ? firstEarly(data, work.lines.placed)
    : firstAstray(work.lines.placed, work.reasons.placed);
}

export function isChecked({ placed, checked }: Sorted): boolean {
  return checked !== undefined && checked.join() === placed.join();
}

/** Whether the stage is done: checked, and right. */
export function isDone(data: OrderData, work: OrderWork, stage: Stage): boolean {
  return isChecked(work[stage]) && fault(data, work, stage) === undefined;
}

/** The list after a check. To check the same order again is no second miss. */
export function checkedOrder(data: OrderData, work: OrderWork, stage: Stage): OrderWork {
  const sorted = work[stage];
  if (isChecked(sorted)) return work;
  const verdict = fault(data, work, stage) === undefined ? 'right' : 'wrong';
  const earned = Math.max(sorted.earned, worth({ ...sorted, hints: 0 }, verdict));
  const misses = sorted.misses + (verdict === 'wrong' ? 1 : 0);
  return { ...work, [stage]: { ...sorted, checked: sorted.placed, misses, earned } };
}

/** The page puts them in order. */
export function solved(data: OrderData, work: OrderWork, stage: Stage): OrderWork {
  const right = stage === 'lines' ? data.lines.map(({ name }) => name) : work.lines.placed;
  return { ...work, [stage]: { ...work[stage], placed: right, checked: right, shown: true } };
}

export function orderScore(data: OrderData, work: OrderWork): { got: number; of: number } {
  const stages: Stage[] = data.reasons ? ['lines', 'reasons'] : ['lines'];
  const got = stages.filter((stage) => isDone(data, work, stage)).map((stage) => work[stage].earned);
  return { got: got.reduce((sum, each) => sum + each, 0), of: stages.length };
}

/** What storage holds may be anybody's, or of a page with other lines: then it is of no use. */
export function readOrder(kept: unknown, data: OrderData): OrderWork | undefined {
  if (!isRecord(kept) || !Number.isInteger(kept.seed)) return undefined;
  const names = data.lines.map(({ name }) => name);
  const lines = understandSorted(kept.lines, names);
  const reasons = understandSorted(kept.reasons, names);
  return lines && reasons && { seed: kept.seed as number, lines, reasons };
}

function understandSorted(entry: unknown, names: string[]): Sorted | undefined {
  if (!isRecord(entry) || !isOrderOf(names, entry.placed)) return undefined;
  return {
    placed: entry.placed,
    ...(isOrderOf(names, entry.checked) && { checked: entry.checked }),
    misses: count(entry.misses),
    shown: entry.shown === true,
    earned: entry.earned === WHOLE || entry.earned === HALF ? entry.earned : 0,
  };
}

function isOrderOf(names: string[], placed: unknown): placed is string[] {
  return Array.isArray(placed) && [...placed].sort().join() === [...names].sort().join();
}

/** The first order from the seed on that is not right already. */
function scrambled(names: string[], seed: number, isRight: (placed: string[]) => boolean): string[] {
  const tries = Array.from({ length: 20 }, (_, i) => shuffled(names, seed + 100 * i));
  return tries.find((placed) => !isRight(placed)) ?? [...names].reverse();
}
