// The values a slider or a handle can take: book + k * step, k an integer, inside the range. Since a control holds k and
// not a float, ten steps to the right and ten back are the same number again, and every value has an exact form.
import { ViError } from '../core/core.mjs';
import type { ParameterInfo } from '../core/door.ts';
import {
  parseRational,
  plusTimes,
  type Rational,
  sameRational,
  stepsBetween,
  toNumber,
  toText,
} from './rational.ts';

export class Grid {
  /** The least and the greatest k inside the range. */
  readonly first: number;
  readonly last: number;
  #info: ParameterInfo;
  #book: Rational | undefined;
  #step: Rational;

  constructor(name: string, info: ParameterInfo) {
    this.#info = info;
    this.#book = parseRational(info.book);
    this.#step = readStep(name, info.step);
    const start = this.#book ?? { n: 0n, d: 1n };
    const [low, high] = info.range.map((text) => parseRational(text)) as [Rational?, Rational?];
    this.last = high ? stepsBetween(high, start, this.#step).k : 0;
    const least = low ? stepsBetween(low, start, this.#step) : { k: 0, exact: true };
    this.first = Math.min(0, least.exact ? least.k : least.k + 1);
  }

  /** The value at k as the text that travels to the core: always in lowest terms, at k = 0 as the book writes it. */
  text(k: number): string {
    const at = this.clamp(k);
    if (at === 0) return this.#info.book;
    if (this.#book) return toText(plusTimes(this.#book, at, this.#step));
    return `${this.#info.book} + ${toText(plusTimes({ n: 0n, d: 1n }, at, this.#step))}`;
  }

  clamp(k: number): number {
    return Math.max(this.first, Math.min(this.last, Math.round(k)));
  }

  /** The k nearest to a plain number, for a pointer on its way. */
  nearest(value: number): number {
    const start = this.#book ? toNumber(this.#book) : 0;
    return this.clamp((value - start) / toNumber(this.#step));
  }

  /** The k next to a value in a direction: off the grid that is its neighbour, on the grid the one after. */
  beside(text: string, value: number, steps: number): number {
    const parsed = parseRational(text);
    if (!parsed || !this.#book) return this.clamp(this.nearest(value) + steps);
    const { k, exact } = stepsBetween(parsed, this.#book, this.#step);
    if (exact) return this.clamp(k + steps);
    return this.clamp(steps > 0 ? k + steps : k + 1 + steps);
  }

  /** Whether a text is the book's number, however it is written: 1.5 is 3/2. */
  isBook(text: string): boolean {
    const parsed = parseRational(text);
    return parsed && this.#book ? sameRational(parsed, this.#book) : text.trim() === this.#info.book;
  }
}

// A control that moved by another step than the lesson's would look right and be wrong.
function readStep(name: string, text: string): Rational {
  const step = parseRational(text);
  if (step && step.n > 0n) return step;
  throw new ViError({
    code: 'lesson',
    message: `the step of parameter "${name}" is "${text}", which is no fraction above 0`,
    where: name,
    hint: 'write it as 1/4 or 0.25',
  });
}
