// The log of reviews in the browser's database. It only grows: an entry is added once and never written again. Each
// addition is one transaction, so two tabs lose nothing to one another.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Entry, entryOf, inOrder, type Review, understand } from './review.ts';

const NAME = 'vi-learner';
/** Of the stores, not of their entries: those say their own. */
const VERSION = 1;
/** A database that another tab holds up may never open. */
const PATIENCE_MS = 4000;

interface Stores extends DBSchema {
  reviews: { key: string; value: Entry; indexes: { at: number } };
  /** Entries that cannot be read, as they were found. */
  aside: { key: number; value: unknown };
}

export interface Found {
  reviews: Review[];
  /** How many entries were put aside, now or earlier. */
  aside: number;
  /** How many are of a later version. */
  future: number;
}

export class LogDatabase {
  #stores: IDBPDatabase<Stores>;

  private constructor(stores: IDBPDatabase<Stores>) {
    this.#stores = stores;
  }

  /**
   * Throws where the browser refuses, or where a later version of this page has been.
   *
   * @param gone the browser has closed it
   */
  static async open(gone: () => void): Promise<LogDatabase> {
    let late = false;
    const opening = openDB<Stores>(NAME, VERSION, {
      upgrade(stores) {
        stores.createObjectStore('reviews', { keyPath: 'id' }).createIndex('at', 'at');
        stores.createObjectStore('aside', { autoIncrement: true });
      },
      // A later version in another tab waits for this one to let go.
      blocking: (_, __, event) => {
        (event.target as IDBDatabase).close();
        gone();
      },
      terminated: gone,
    }).then((stores) => {
      if (late) stores.close();
      return stores;
    });
    const waited = new Promise<never>((_, reject) => {
      setTimeout(() => {
        late = true;
        reject(new Error('the database did not open'));
      }, PATIENCE_MS);
    });
    return new LogDatabase(await Promise.race([opening, waited]));
  }

  /** Everything that can be read, in order. What cannot is put aside, what is of the future stays as it is. */
  async read(): Promise<Found> {
    const entries = await this.#stores.getAll('reviews');
    const all = entries.map(understand);
    const corrupt = entries.filter((_, i) => all[i] === 'corrupt');
    if (corrupt.length > 0) await this.#putAside(corrupt);
    return {
      reviews: all.filter((one) => typeof one === 'object').sort(inOrder),
      aside: await this.#stores.count('aside'),
      future: all.filter((one) => one === 'future').length,
    };
  }

  /** @param make the reviews to add, given the time of the last one there is */
  async append(make: (last: number) => Review[]): Promise<Review[]> {
    const transaction = this.#stores.transaction('reviews', 'readwrite', { durability: 'strict' });
    const { store } = transaction;
    const work = async () => {
      let cursor = await store.index('at').openCursor(null, 'prev');
      while (cursor && typeof understand(cursor.value) === 'string') cursor = await cursor.continue();
      const added = make(cursor?.value.at ?? 0);
      for (const review of added) await store.add(entryOf(review));
      return added;
    };
    const [added] = await Promise.all([work(), transaction.done]);
    return added;
  }

  close(): void {
    this.#stores.close();
  }

  /** In one transaction: an entry is in the log or aside, whatever happens in between. */
  async #putAside(entries: Entry[]): Promise<void> {
    const transaction = this.#stores.transaction(['reviews', 'aside'], 'readwrite', { durability: 'strict' });
    const [reviews, aside] = [transaction.objectStore('reviews'), transaction.objectStore('aside')];
    const work = async () => {
      for (const { id } of entries) {
        const entry = await reviews.get(id);
        if (entry === undefined || understand(entry) !== 'corrupt') continue;
        await aside.add(entry);
        await reviews.delete(id);
      }
    };
    await Promise.all([work(), transaction.done]);
  }
}
