// The log of reviews in the browser's database. It only grows: an entry is added once and never written again. Each
// addition is one transaction, so two tabs lose nothing to one another. Beside it lie copies of it: what a copy has and the
// log does not is put back.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { COPIES, type Copy, entriesOf, isCopyDue, missing } from './copies.ts';
import { idsOf, type Merged, merging, without } from './merge.ts';
import { type Entry, entryOf, inOrder, type Review, sorted, understand } from './review.ts';

const NAME = 'vi-learner';
/** Of the stores, not of their entries: those say their own. */
const VERSION = 2;
/** A database that another tab holds up may never open. */
const PATIENCE_MS = 4000;
const STRICT = { durability: 'strict' } as const;

interface Stores extends DBSchema {
  reviews: { key: string; value: Entry; indexes: { at: number } };
  /** Entries that cannot be read, as they were found. */
  aside: { key: number; value: unknown };
  copies: { key: number; value: Copy };
}
type Name = 'reviews' | 'aside' | 'copies';
type Writing = IDBPTransaction<Stores, Name[], 'readwrite'>;

export interface Found {
  reviews: Review[];
  /** Entries that were put aside, now or earlier. */
  aside: unknown[];
  /** How many of them no copy has brought back. */
  lost: number;
  /** How many are of a later version. */
  future: number;
  /** When the copies were made, in order. */
  copies: number[];
}

export class LogDatabase {
  /** How many reviews copies have brought back since it was opened. */
  restored = 0;
  #stores: IDBPDatabase<Stores>;

  private constructor(stores: IDBPDatabase<Stores>) {
    this.#stores = stores;
  }

  /**
   * Throws where the browser refuses, where a later version of this page has been, or where it takes too long.
   *
   * @param gone the browser has closed it
   * @param cameLate it has opened after all
   */
  static async open(gone: () => void, cameLate: (database: LogDatabase) => void): Promise<LogDatabase> {
    const opening = LogDatabase.#opened(gone);
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
    const database = await Promise.race([opening, late]);
    if (database) return database;
    opening.then(cameLate, () => {}); // that it takes too long has been said
    throw new Error('the database did not open');
  }

  static async #opened(gone: () => void): Promise<LogDatabase> {
    const stores = await openDB<Stores>(NAME, VERSION, {
      upgrade(stores, before) {
        if (before < 1) {
          stores.createObjectStore('reviews', { keyPath: 'id' }).createIndex('at', 'at');
          stores.createObjectStore('aside', { autoIncrement: true });
        }
        stores.createObjectStore('copies', { autoIncrement: true });
      },
      // A later version in another tab waits for this one to let go.
      blocking: (_, __, event) => {
        (event.target as IDBDatabase).close();
        gone();
      },
      terminated: gone,
    });
    const database = new LogDatabase(stores);
    try {
      await database.#mend();
    } catch (problem) {
      database.close();
      throw problem;
    }
    return database;
  }

  /** Everything that can be read, in order. What cannot is put aside, what is of the future stays as it is. */
  async read(): Promise<Found> {
    const looking = this.#stores.transaction(['reviews', 'aside', 'copies']);
    const [reviews, aside, copies] = await Promise.all([
      looking.objectStore('reviews').getAll(),
      looking.objectStore('aside').getAll(),
      looking.objectStore('copies').getAll(),
    ]);
    const { readable, corrupt, future } = sorted(reviews);
    if (corrupt.length > 0) {
      await this.#mend();
      return this.read();
    }
    const ids = idsOf(readable);
    return {
      reviews: readable.sort(inOrder),
      aside,
      lost: aside.filter((entry) => !ids.has((entry as Partial<Entry> | null)?.id ?? '')).length,
      future: future.length,
      copies: copies.map(({ at }) => at),
    };
  }

  /**
   * @param horizon reviews beyond it were given by a clock that was wrong
   * @param make the reviews to add, given the time of the last one before it
   */
  append(horizon: number, make: (last: number) => Review[]): Promise<Review[]> {
    return this.#write(async (writing) => {
      const reviews = writing.objectStore('reviews');
      let cursor = await reviews.index('at').openCursor(IDBKeyRange.upperBound(horizon), 'prev');
      while (cursor && typeof understand(cursor.value) === 'string') cursor = await cursor.continue();
      const added = make(cursor?.value.at ?? 0);
      // One that waited here may have come back in a file meanwhile.
      for (const review of added) if (!(await reviews.get(review.id))) await reviews.add(entryOf(review));
      return added;
    });
  }

  /** Takes in what the log lacks; what is of the future here stays. */
  merge(coming: readonly Review[]): Promise<Merged> {
    return this.#write(async (writing) => {
      const reviews = writing.objectStore('reviews');
      const { readable, future } = sorted(await reviews.getAll());
      const merged = merging(readable, without(coming, future));
      for (const review of merged.added) await reviews.put(entryOf(review));
      return merged;
    });
  }

  /** As it was before a merge. */
  unmerge({ added, replaced }: Merged): Promise<void> {
    const ids = idsOf(added);
    return this.#write(async (writing) => {
      await this.#drop(writing, ({ id = '' }) => ids.has(id));
      for (const review of replaced) await writing.objectStore('reviews').put(entryOf(review));
    });
  }

  /** The log, its copies and what was put aside: everything of the cards that are meant, and what says no card. */
  forget(isMeant: (card: string) => boolean): Promise<void> {
    const isGone = ({ card }: Partial<Entry>) => typeof card !== 'string' || isMeant(card);
    return this.#write(async (writing) => {
      await this.#drop(writing, isGone);
      const aside = writing.objectStore('aside');
      for (const key of await aside.getAllKeys()) {
        if (isGone(((await aside.get(key)) ?? {}) as Partial<Entry>)) await aside.delete(key);
      }
    });
  }

  /** A copy of the log as it is, if the last one is of another day. */
  copy(now: number): Promise<number[]> {
    return this.#write(async (writing) => {
      const copies = writing.objectStore('copies');
      const kept = await copies.getAll();
      if (!isCopyDue(kept.at(-1)?.at, now)) return kept.map(({ at }) => at);
      const { readable } = sorted(await writing.objectStore('reviews').getAll());
      await copies.add({ at: now, entries: readable.map(entryOf) });
      const keys = await copies.getAllKeys();
      for (const key of keys.slice(0, -COPIES)) await copies.delete(key);
      return [...kept.map(({ at }) => at), now].slice(-COPIES);
    });
  }

  close(): void {
    this.#stores.close();
  }

  /** An entry that cannot be read goes aside, and what a copy has comes back: in one step, whatever happens in between. */
  async #mend(): Promise<void> {
    this.restored += await this.#write(async (writing) => {
      const [reviews, aside] = [writing.objectStore('reviews'), writing.objectStore('aside')];
      const entries = await reviews.getAll();
      const lost = missing(entries, await writing.objectStore('copies').getAll());
      for (const entry of sorted(entries).corrupt) {
        await aside.add(entry);
        await reviews.delete(entry.id);
      }
      for (const review of lost) await reviews.put(entryOf(review));
      return lost.length;
    });
  }

  /** From the log and its copies: what a copy kept would come back. */
  async #drop(writing: Writing, isGone: (entry: Partial<Entry>) => boolean): Promise<void> {
    const [reviews, copies] = [writing.objectStore('reviews'), writing.objectStore('copies')];
    for (const entry of await reviews.getAll()) if (isGone(entry)) await reviews.delete(entry.id);
    for (const key of await copies.getAllKeys()) {
      const copy = (await copies.get(key)) as Copy;
      await copies.put({ ...copy, entries: entriesOf(copy).filter((entry) => !isGone(entry ?? {})) }, key);
    }
  }

  /** All of it, or nothing. */
  async #write<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    const writing = this.#stores.transaction(['reviews', 'aside', 'copies'], 'readwrite', STRICT) as Writing;
    const working = work(writing).catch((problem) => {
      abort(writing);
      throw problem;
    });
    const [result] = await Promise.all([working, writing.done]);
    return result;
  }
}

function abort(writing: Writing): void {
  try {
    writing.abort();
  } catch {
    // The browser has done so itself.
  }
}
