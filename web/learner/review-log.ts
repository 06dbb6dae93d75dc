// The log of reviews as the page has it: what the browser keeps, and what it would not take. Where it keeps nothing, all
// goes on in memory, and `problem` says so in one line.
import { Listeners } from '../listeners.ts';
import { isCopyDue } from './copies.ts';
import { type Found, LogDatabase } from './database.ts';
import { type Merged, merging, without } from './merge.ts';
import { Persistence } from './persistence.ts';
import { type Grade, inOrder, type Review } from './review.ts';
import { foundWords, refusalWords } from './words.ts';

const CHANNEL = 'vi-learner';
const NOTHING: Found = { reviews: [], aside: [], lost: 0, future: 0, copies: [] };
/** A clock that is off by less is a time zone's, or a summer's, and time goes on from the last review. */
const DAY_MS = 24 * 3_600_000;

export class ReviewLog {
  /** Everything, in order of time. */
  all: readonly Review[] = [];
  /** What counts: a review that is far ahead of the clock does not, until its day has come. */
  reviews: readonly Review[] = [];
  readonly persistence = new Persistence();
  /** What the browser keeps has been read, or will not be. */
  isRead = false;
  #found = NOTHING;
  /** Not in the database: tried again with the next one. */
  #unsaved: Review[] = [];
  #database: LogDatabase | undefined;
  #isWanted = false;
  #refusal: string | undefined;
  #now: () => number;
  #channel: BroadcastChannel | undefined;
  #listeners = new Listeners();
  /** Reading and writing take turns, so that neither overtakes what the other has found. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param now milliseconds since 1970, by a clock that may be anything */
  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.persistence.follow(() => this.#listeners.tell());
  }

  /**
   * Never throws. Until it is done, and where the browser refuses, the log is in memory. What was refused before may be
   * taken now.
   */
  open(): Promise<void> {
    this.#isWanted = true;
    return this.#inTurn(async () => {
      const gone = () => this.#gone();
      this.#database ??= await LogDatabase.open(gone, (database) => this.#cameLate(database));
      await this.#begin();
    })
      .catch((problem) => this.#refuse(problem))
      .finally(() => {
        this.isRead = true;
        this.#listeners.tell();
      });
  }

  async #begin(): Promise<void> {
    this.#refusal = undefined;
    this.#listen();
    await this.#read();
    await this.#save();
    void this.persistence.look();
  }

  /** A busy machine took longer than was waited for: what was reviewed meanwhile is kept after all. */
  #cameLate(database: LogDatabase): void {
    this.#inTurn(async () => {
      if (!this.#isWanted || this.#database) return database.close();
      this.#database = database;
      await this.#begin();
    }).catch((problem) => this.#refuse(problem));
  }

  /** In place of opening it: nothing is asked of the browser, and `problem` is the reason. */
  stayInMemory(reason: string): void {
    this.#refusal = reason;
    this.isRead = true;
    this.#listeners.tell();
  }

  /** It takes its turn: closed while it opens, it lets go of what it gets. */
  close(): Promise<void> {
    this.#isWanted = false;
    return this.#inTurn(async () => {
      this.#database?.close();
      this.#database = undefined;
      this.#channel?.close();
      this.#channel = undefined;
    });
  }

  /** The present: never before a review that counts. */
  get now(): number {
    return Math.max(this.#now(), this.#last);
  }

  /** Whether the browser keeps it. */
  get isKept(): boolean {
    return this.#database !== undefined && this.#refusal === undefined;
  }

  /** What the learner has to know of the keeping, in a line; undefined where all is well. */
  get problem(): string | undefined {
    return this.#refusal ?? foundWords(this.#found, this.all.length - this.reviews.length);
  }

  /** When copies of the log were made, in order. */
  get copies(): readonly number[] {
    return this.#found.copies;
  }

  /** How many reviews copies have brought back since the page was opened. */
  get restored(): number {
    return this.#database?.restored ?? 0;
  }

  /** Entries that could not be read, as they were found. */
  get aside(): readonly unknown[] {
    return this.#found.aside;
  }

  follow(changed: () => void): () => void {
    return this.#listeners.add(changed);
  }

  /** Resolves when the browser has it for good, or has refused it: `problem` then says so. */
  async append(card: string, grade: Grade): Promise<void> {
    const isFirst = this.all.length === 0;
    const review = { id: crypto.randomUUID(), card, at: Math.max(this.#now(), this.#last + 1), grade };
    this.#unsaved = [...this.#unsaved, review];
    this.#collect();
    await this.#inTurn(() => this.#save()).catch((problem) => this.#refuse(problem));
    if (isFirst && this.isKept) void this.persistence.ask();
  }

  /** Takes in reviews of another log; throws where the browser refuses, and nothing has changed then. */
  merge(coming: readonly Review[]): Promise<Merged> {
    return this.#inTurn(async () => {
      const merged = this.#database ? await this.#database.merge(coming) : merging(this.all, coming);
      await this.#changed((reviews) => [...without(reviews, merged.added), ...merged.added]);
      return merged;
    });
  }

  /** As it was before a merge. */
  unmerge(merged: Merged): Promise<void> {
    return this.#inTurn(async () => {
      await this.#database?.unmerge(merged);
      await this.#changed((reviews) => [...without(reviews, merged.added), ...merged.replaced]);
    });
  }

  /** All reviews of the cards that are meant, and what cannot be read. */
  forget(isMeant: (card: string) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      await this.#database?.forget(isMeant);
      const others = (reviews: Review[]) => reviews.filter(({ card }) => !isMeant(card));
      this.#unsaved = others(this.#unsaved);
      await this.#changed(others);
    });
  }

  get #horizon(): number {
    return this.#now() + DAY_MS;
  }

  get #last(): number {
    return this.all.findLast(({ at }) => at <= this.#horizon)?.at ?? 0;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {}); // whoever asked for the work hears of it
    return done;
  }

  async #save(): Promise<void> {
    const waiting = this.#unsaved;
    if (!this.#database || waiting.length === 0) return;
    const added = await this.#database.append(this.#horizon, (last) =>
      waiting.map((each, i) => after(each, last + i)),
    );
    this.#unsaved = without(this.#unsaved, added);
    this.#found = { ...this.#found, reviews: [...this.#found.reviews, ...added] };
    this.#refusal = undefined;
    if (isCopyDue(this.#found.copies.at(-1), this.now)) await this.#copy(this.#database);
    this.#channel?.postMessage('appended');
    this.#collect();
  }

  /** The review is kept, whatever becomes of the copy: the next one tries again, and the panel says of when the last is. */
  async #copy(database: LogDatabase): Promise<void> {
    const copies = await database.copy(this.now).catch(() => this.#found.copies);
    this.#found = { ...this.#found, copies };
  }

  async #read(): Promise<void> {
    if (!this.#database) return;
    this.#found = await this.#database.read();
    this.#collect();
  }

  /** The database has changed; or memory does as it would. */
  async #changed(inMemory: (reviews: Review[]) => Review[]): Promise<void> {
    if (!this.#database) {
      this.#found = { ...this.#found, reviews: inMemory(this.#found.reviews) };
      return this.#collect();
    }
    await this.#read();
    this.#channel?.postMessage('changed');
  }

  #collect(): void {
    const known = new Map([...this.#unsaved, ...this.#found.reviews].map((each) => [each.id, each]));
    this.all = [...known.values()].sort(inOrder);
    this.reviews = this.all.filter(({ at }) => at <= this.#horizon);
    this.#listeners.tell();
  }

  /** What another tab appends is read from the database, never from its message. */
  #listen(): void {
    if (this.#channel || typeof BroadcastChannel === 'undefined') return;
    this.#channel = new BroadcastChannel(CHANNEL);
    this.#channel.onmessage = () => {
      this.#inTurn(() => this.#read()).catch((problem) => this.#refuse(problem));
    };
  }

  #gone(): void {
    this.#database = undefined;
    this.#refuse(new Error('the browser closed the database'));
  }

  #refuse(problem: unknown): void {
    this.#refusal = refusalWords(problem);
    this.#collect();
  }
}

/** The clock of this tab may be behind what another tab has seen. */
function after(review: Review, last: number): Review {
  return review.at > last ? review : { ...review, at: last + 1 };
}
