// One visit to the lesson in an LMS: what earlier visits left is taken up, what changes is reported now and then, and all of
// it on leaving. Whatever the LMS does meanwhile, the page works on.
import type { Answer } from '../lesson/events.ts';
import { Attempt, merged } from './attempt.ts';
import { interactionElements, type Told } from './interaction.ts';
import type { Runtime } from './runtime.ts';
import { type Earlier, earlierStanding, passMarkOf, standingElements } from './standing.ts';
import { type Kept, nothingKept, pack, unpack } from './suspend.ts';
import { spanOf } from './times.ts';
import { WaitingCopy } from './waiting.ts';

/** An answer is with the LMS after this, unless the LMS is slow. */
const SOON_MS = 1000;
/** From one report to the next; longer where the last one took long, or failed. */
const GAP_MS = 10_000;
const PATIENCE = 50;
const MOST_DOUBLINGS = 5;
/** A place in the text is worth a report of its own only so often. */
const READING_MS = 60_000;
/** So many answers every LMS of the newer version promises to list. */
const MOST_INTERACTIONS = 250;

/** What the visit asks the page for when it reports. */
export interface Page {
  /** The numbers it is at, as its address has them. */
  query(): string;
  /** Where its reader is. */
  location(): string;
  /** Whether the last section has been read. */
  ended(): boolean;
}

/** How the keeping goes, for the line that says so. */
export interface Keeping {
  /** Why the LMS has not taken the last report. */
  problem?: string;
  /** Answers that had no room. */
  left?: number;
  /** What an earlier visit left cannot be read: `aside` where it could be put aside, else it is left as it is. */
  unread?: 'aside' | 'untouched';
  /** This browser keeps no copy of what the LMS has not taken. */
  lost?: boolean;
}

export class Visit {
  readonly attempt: Attempt;
  /** As the lesson was left: the numbers, and the place in the text. */
  readonly query: string;
  readonly location: string;
  keeping: Keeping = {};
  #runtime: Runtime;
  #copy: WaitingCopy;
  #passMark: number;
  #earlier: Earlier;
  #page: Page = { query: () => '', location: () => '', ended: () => false };
  #said: (keeping: Keeping) => void = () => {};
  #answers: [Answer, Told][] = [];
  #listed: number;
  #began = performance.now();
  #reported = '';
  #notBefore = 0;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading: ReturnType<typeof setInterval> | undefined;
  #hasLeft = false;

  /** @param name the lesson's folder */
  constructor(runtime: Runtime, name: string) {
    const { elements } = runtime.dialect;
    this.#runtime = runtime;
    this.#copy = new WaitingCopy(name, runtime.get(elements.learner));
    const kept = this.#takeUp(runtime.get(elements.suspend));
    this.attempt = new Attempt(kept);
    this.query = kept.query;
    this.location = runtime.get(elements.location);
    this.#passMark = passMarkOf(runtime.get(elements.passMark), runtime.dialect);
    this.#earlier = earlierStanding((element) => runtime.get(element), runtime.dialect);
    this.#listed = Number.parseInt(runtime.get('cmi.interactions._count'), 10) || 0;
  }

  /** From here on the page is reported. */
  open(page: Page, said: (keeping: Keeping) => void): void {
    this.#page = page;
    this.#said = said;
    this.attempt.follow(() => this.#plan());
    this.#reading = setInterval(() => this.#hasMoved && this.#plan(), READING_MS);
    this.#plan();
    said(this.keeping);
  }

  /** An answer was judged: this browser has it at once, and the LMS soon. */
  answered(answer: Answer, told: Told): void {
    if (this.#listed + this.#answers.length < MOST_INTERACTIONS) this.#answers.push([answer, told]);
    this.#copy.write(this.attempt.kept(this.#page.query()));
    this.#plan();
  }

  /** Tell the LMS all that it does not know yet. */
  report(): void {
    if (this.#hasLeft) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const from = performance.now();
    const isKept = this.#tell();
    const to = performance.now();
    this.#failures = isKept ? 0 : this.#failures + 1;
    const gap = GAP_MS * 2 ** Math.min(this.#failures, MOST_DOUBLINGS);
    this.#notBefore = to + Math.max(gap, PATIENCE * (to - from));
    if (isKept) this.#copy.remove();
    else this.#plan();
    this.#said(this.keeping);
  }

  /** The page is out of sight, and may never come back. */
  pause(): void {
    if (this.#timer !== undefined || this.#hasMoved) this.report();
  }

  /** The page goes away, and the visit ends. */
  leave(): void {
    if (this.#hasLeft) return;
    this.report();
    clearTimeout(this.#timer);
    clearInterval(this.#reading);
    this.#hasLeft = true;
    this.#runtime.terminate();
  }

  get #hasMoved(): boolean {
    return this.#where !== this.#reported;
  }

  /** What changes without an answer. */
  get #where(): string {
    return `${this.#page.location()} ${this.#page.query()}`;
  }

  #plan(): void {
    if (this.#timer !== undefined || this.#hasLeft) return;
    const wait = Math.max(SOON_MS, this.#notBefore - performance.now());
    this.#timer = setTimeout(() => this.report(), wait);
  }

  /** What the LMS has and what waits in this browser, as one. */
  #takeUp(text: string): Kept {
    const found = text === '' ? nothingKept() : unpack(text);
    if (!found)
      this.keeping = this.#copy.putAside(text) ? { unread: 'aside' } : { unread: 'untouched', lost: true };
    const kept = found ?? nothingKept();
    const waiting = this.#copy.read();
    return waiting ? merged(waiting, kept) : kept;
  }

  /** Whether the LMS has what must not be lost. */
  #tell(): boolean {
    this.#list();
    const { elements } = this.#runtime.dialect;
    const { text, left } = pack(this.attempt.kept(this.#page.query()));
    const set = (element: string, value: string) => this.#runtime.set(element, value);
    for (const [element, value] of this.#standing()) set(element, value);
    set(elements.location, this.#page.location());
    set(elements.exit, 'suspend');
    set(elements.time, spanOf(performance.now() - this.#began, this.#runtime.dialect));
    const takes = this.keeping.unread !== 'untouched' && set(elements.suspend, text);
    const refusal = takes ? undefined : this.#runtime.problem;
    const isKept = this.#runtime.commit() && takes;
    const problem = refusal ?? this.#runtime.problem;
    this.keeping = { ...this.keeping, left, problem: isKept ? undefined : problem, lost: false };
    if (isKept) this.#reported = this.#where;
    else this.keeping.lost = !this.#copy.write(this.attempt.kept(this.#page.query()));
    return isKept;
  }

  #standing(): [string, string][] {
    const { right, answered, total } = this.attempt;
    const standing = { right, answered, total, ended: this.#page.ended() };
    return standingElements(standing, this.#earlier, this.#passMark, this.#runtime.dialect);
  }

  /** One that the LMS refuses waits, and those behind it. */
  #list(): void {
    while (this.#answers.length > 0) {
      const [answer, told] = this.#answers[0] as [Answer, Told];
      const elements = interactionElements(this.#listed, answer, told, this.#runtime.dialect);
      const [[element, id] = ['', ''], ...rest] = elements;
      if (!this.#runtime.set(element, id)) return;
      for (const [name, value] of rest) this.#runtime.set(name, value);
      this.#answers.shift();
      this.#listed++;
    }
  }
}
