// The log of reviews as the page has it: what the browser keeps, and what it would not take. Where it keeps nothing, all
// goes on in memory, and `problem` says so in one line.
import { Listeners } from '../listeners.ts';
import { type Found, LogDatabase } from './database.ts';
import { type Grade, inOrder, type Review } from './review.ts';

const CHANNEL = 'vi-learner';
const NOTHING: Found = { reviews: [], aside: 0, future: 0 };

export class ReviewLog {
  /** In order of time. */
  reviews: readonly Review[] = [];
  #found = NOTHING;
  /** Not in the database: tried again with the next one. */
  #unsaved: Review[] = [];
  #database: LogDatabase | undefined;
  #refusal: string | undefined;
  #now: () => number;
  #channel: BroadcastChannel | undefined;
  #listeners = new Listeners();
  /** Reading and writing take turns, so that neither overtakes what the other has found. */
  #turn: Promise<void> = Promise.resolve();

  /** @param now milliseconds since 1970, by a clock that may be anything */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Never throws. Until it is done, and where the browser refuses, the log is in memory. */
  async open(): Promise<void> {
    try {
      this.#database = await LogDatabase.open(() => this.#gone());
      this.#listen();
      await this.#read();
      await this.#inTurn(() => this.#save());
    } catch (problem) {
      this.#refuse(problem);
    }
  }

  close(): void {
    this.#database?.close();
    this.#database = undefined;
    this.#channel?.close();
  }

  /** The present: never before anything the log has seen. */
  get now(): number {
    return Math.max(this.#now(), this.reviews.at(-1)?.at ?? 0);
  }

  /** What the learner has to know of the keeping, in a line; undefined where all is well. */
  get problem(): string | undefined {
    const { aside, future } = this.#found;
    if (this.#refusal) return this.#refusal;
    if (future > 0)
      return `A newer version of this page has kept ${counted(future, 'review')} that this one cannot read. Nothing of it is lost: load the page anew.`;
    if (aside > 0)
      return `${counted(aside, 'review')} could not be read any more, and ${aside === 1 ? 'is' : 'are'} put aside.`;
    return undefined;
  }

  follow(changed: () => void): () => void {
    return this.#listeners.add(changed);
  }

  /** Resolves when the browser has it for good, or has refused it: `problem` then says so. */
  async append(card: string, grade: Grade): Promise<void> {
    const review = { id: crypto.randomUUID(), card, at: Math.max(this.#now(), this.#last + 1), grade };
    this.#unsaved = [...this.#unsaved, review];
    this.#collect();
    await this.#inTurn(() => this.#save());
  }

  get #last(): number {
    return this.reviews.at(-1)?.at ?? 0;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work).catch((problem) => this.#refuse(problem));
    return this.#turn;
  }

  async #save(): Promise<void> {
    const waiting = this.#unsaved;
    if (!this.#database || waiting.length === 0) return;
    const added = await this.#database.append((last) => waiting.map((each, i) => after(each, last + i)));
    const ids = new Set(added.map(({ id }) => id));
    this.#unsaved = this.#unsaved.filter(({ id }) => !ids.has(id));
    this.#found = { ...this.#found, reviews: [...this.#found.reviews, ...added] };
    this.#refusal = undefined;
    this.#channel?.postMessage('appended');
    this.#collect();
  }

  async #read(): Promise<void> {
    if (!this.#database) return;
    this.#found = await this.#database.read();
    this.#collect();
  }

  #collect(): void {
    const known = new Map([...this.#unsaved, ...this.#found.reviews].map((each) => [each.id, each]));
    this.reviews = [...known.values()].sort(inOrder);
    this.#listeners.tell();
  }

  /** What another tab appends is read from the database, never from its message. */
  #listen(): void {
    if (typeof BroadcastChannel === 'undefined') return;
    this.#channel = new BroadcastChannel(CHANNEL);
    this.#channel.onmessage = () => {
      this.#inTurn(() => this.#read());
    };
  }

  #gone(): void {
    this.#database = undefined;
    this.#refuse(new Error('the browser closed the database'));
  }

  #refuse(problem: unknown): void {
    this.#refusal = said(problem);
    this.#collect();
  }
}

/** The clock of this tab may be behind what another tab has seen. */
function after(review: Review, last: number): Review {
  return review.at > last ? review : { ...review, at: last + 1 };
}

function said(problem: unknown): string {
  const name = problem instanceof Error || problem instanceof DOMException ? problem.name : '';
  if (name === 'VersionError')
    return 'A newer version of this page has kept your reviews: they are untouched, and what you do here lasts until you close it. Load the page anew.';
  if (name === 'QuotaExceededError')
    return 'This browser has no room left: what you review now lasts until you close the page.';
  return 'This browser keeps nothing for us: your reviews last until you close the page.';
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
