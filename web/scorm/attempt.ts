// A learner's work on the lesson, as one LMS holds it: what the page keeps, and which lines were answered and how. To the
// page it is the storage that a browser would be.
import { isLater, timeOf } from '../learner/work.ts';
import type { Shelf } from '../lesson/entries.ts';
import { type Count, countLetters, type Letters, OPEN, RIGHT, WRONG } from '../lesson/letters.ts';
import { isAside, listed, withMore } from '../lesson/put-aside.ts';
import type { Kept } from './suspend.ts';

export class Attempt implements Shelf {
  #revision: number;
  /** Of this edition's exercises, and those that only an earlier one had. */
  #verdicts: Record<string, Letters>;
  #present = new Set<string>();
  /** In the order of writing. */
  #entries: Map<string, string>;
  #changed: () => void = () => {};

  constructor({ revision, verdicts, entries }: Kept) {
    this.#revision = revision;
    this.#verdicts = { ...verdicts };
    this.#entries = new Map(entries);
  }

  /** One follower: who carries it to the LMS. */
  follow(changed: () => void): void {
    this.#changed = changed;
  }

  getItem(key: string): string | null {
    return this.#entries.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    if (this.#entries.get(key) === text) return;
    this.#entries.delete(key);
    this.#entries.set(key, text);
    this.#change();
  }

  removeItem(key: string): void {
    if (this.#entries.delete(key)) this.#change();
  }

  get length(): number {
    return this.#entries.size;
  }

  key(i: number): string | null {
    return [...this.#entries.keys()][i] ?? null;
  }

  /** How the lines of an exercise stand now. What was right once, at whichever numbers, stays so. */
  absorb(exercise: string, letters: Letters): void {
    const before = this.#of(exercise);
    const after = better(letters, before).slice(0, letters.length);
    const isNew = !this.#present.has(exercise);
    this.#present.add(exercise);
    if (after === before && !isNew) return;
    this.#verdicts[exercise] = after;
    this.#change();
  }

  get right(): number {
    return this.#count.right;
  }

  get answered(): number {
    return this.#count.answered;
  }

  get total(): number {
    return this.#count.total;
  }

  /** As it stands, with the numbers the page is at. */
  kept(query: string): Kept {
    return {
      revision: this.#revision,
      query,
      verdicts: { ...this.#verdicts },
      entries: [...this.#entries],
    };
  }

  #of(exercise: string): Letters {
    return Object.hasOwn(this.#verdicts, exercise) ? (this.#verdicts[exercise] ?? '') : '';
  }

  #change(): void {
    this.#revision++;
    this.#changed();
  }

  get #count(): Count {
    return countLetters([...this.#present].map((exercise) => this.#of(exercise)));
  }
}

/** Two copies of one learner's work as one: of each line what was typed last, and the numbers of the one that did more. */
export function merged(one: Kept, other: Kept): Kept {
  const [newer, older] = one.revision >= other.revision ? [one, other] : [other, one];
  const entries = new Map(older.entries);
  for (const [key, text] of newer.entries) entries.set(key, later(key, text, entries.get(key)));
  const verdicts = Object.entries({ ...older.verdicts, ...newer.verdicts }).map(([exercise, letters]) => [
    exercise,
    better(letters, older.verdicts[exercise] ?? ''),
  ]);
  return {
    ...newer,
    verdicts: Object.fromEntries(verdicts),
    entries: [...entries].sort(([k, a], [l, b]) => timeOf(a) - timeOf(b) || (k < l ? -1 : 1)),
  };
}

/** Of what was put aside, all. */
function later(key: string, ours: string, theirs = ours): string {
  if (isAside(key)) return withMore(ours, listed(theirs));
  return isLater(theirs, ours) ? theirs : ours;
}

const ORDER = [OPEN, WRONG, RIGHT];

function better(one: Letters, other: Letters): Letters {
  return Array.from({ length: Math.max(one.length, other.length) }, (_, i) => {
    const [a, b] = [one[i] ?? OPEN, other[i] ?? OPEN];
    return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
  }).join('');
}
