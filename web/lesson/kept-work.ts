// What a learner typed, kept from visit to visit. Each line of an exercise is an entry of its own, so that two tabs at
// different lines never overwrite each other. Where the browser keeps nothing, the page does until it is closed.
import { isLater, isObject, type Work } from '../learner/work.ts';
import { Listeners } from '../listeners.ts';

const PREFIX = 'vi-work';
/** After this an entry is of no use to us, and still the learner's. */
const ASIDE = ' (not understood)';
/** What stood there before an import. */
const REPLACED = ' (replaced)';
/** Before what is the page's own, and no work. */
const OWN = '@';

/** Where entries lie: the browser's storage, or what stands for it. */
export type Shelf = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

export class KeptWork {
  #lesson: string;
  #storage: Shelf | undefined;
  #now: () => number;
  #memory = new Map<string, string>();
  /** What the browser had no room for: tried again with the next one. */
  #unsaved = new Set<string>();
  #listeners = new Listeners();
  #typing = new Listeners();

  constructor(
    lesson: string,
    storage: Shelf | undefined = openStorage(),
    now: () => number = () => Date.now(),
  ) {
    this.#lesson = lesson;
    this.#storage = storage;
    this.#now = now;
  }

  /** The browser refused, or its room is full: what is typed lasts as long as the page. */
  get isLost(): boolean {
    return this.#storage === undefined || this.#unsaved.size > 0;
  }

  /** Told when work has come or gone that nobody typed here. */
  follow(changed: () => void): () => void {
    return this.#listeners.add(changed);
  }

  /** Told when something was typed here. */
  followTyping(changed: () => void): () => void {
    return this.#typing.add(changed);
  }

  /** What `understand` makes of an entry. One that it cannot read is put aside, never wiped. */
  read<T>(place: string[], understand: (entry: unknown) => T | undefined): T | undefined {
    const key = this.#key(place);
    const text = this.#text(key);
    if (text === undefined) return undefined;
    const found = understand(parsed(text));
    if (found === undefined) this.#put(key + ASIDE, text);
    return found;
  }

  write(place: string[], entry: object): void {
    this.#put(this.#key(place), JSON.stringify({ ...entry, at: this.#now() }));
    this.#typing.tell();
  }

  /** Everything that was typed and can be read, by place. */
  get all(): Work[] {
    return this.#entries((place, text) => isWork(place) && isObject(parsed(text)));
  }

  /** What could not be read, and what an import has replaced. */
  get aside(): Work[] {
    return this.#entries(
      (place, text) => !place.startsWith(OWN) && !(isWork(place) && isObject(parsed(text))),
    );
  }

  /** What of another browser's work is new here, and what was typed later than what stands here. */
  compare(coming: readonly Work[]): { added: Work[]; later: Work[] } {
    const here = new Map(this.all.map(({ place, text }) => [place, text]));
    const later = coming.filter(({ place, text }) => {
      const ours = here.get(place);
      return ours !== undefined && isLater(text, ours);
    });
    return { added: coming.filter(({ place }) => isWork(place) && !here.has(place)), later };
  }

  /**
   * Takes in what is new and what is later, and puts aside what that replaces. All of it or, if there is no room, nothing:
   * it throws then. Answers how to undo it.
   */
  merge(coming: readonly Work[]): () => void {
    const { added, later } = this.compare(coming);
    const before = new Map<string, string | undefined>();
    const wrote = new Map<string, string>();
    const set = (key: string, text: string) => {
      if (!before.has(key)) before.set(key, this.#text(key));
      this.#set(key, text);
      wrote.set(key, text);
    };
    // What was typed since the import stays, and with it what that import had put aside.
    const isOurs = (key: string) => !wrote.has(key) || this.#text(key) === wrote.get(key);
    const undo = () => {
      for (const [key, text] of before) if (isOurs(withoutEnd(key, REPLACED))) this.#back(key, text);
      this.#listeners.tell();
    };
    try {
      for (const { place } of later) set(this.#key([place + REPLACED]), this.#text(this.#key([place])) ?? '');
      for (const { place, text } of [...added, ...later]) set(this.#key([place]), text);
    } catch (problem) {
      undo();
      throw problem;
    }
    this.#listeners.tell();
    return undo;
  }

  /** Everything of this lesson. */
  forget(): void {
    for (const { place } of this.#entries(() => true)) this.#back(this.#key([place]), undefined);
    this.#unsaved.clear();
    this.#listeners.tell();
  }

  #entries(isMeant: (place: string, text: string) => boolean): Work[] {
    const start = this.#key(['']);
    const keys = new Set([...this.#keys(), ...this.#memory.keys()].filter((key) => key.startsWith(start)));
    return [...keys]
      .map((key) => ({ place: key.slice(start.length), text: this.#text(key) ?? '' }))
      .filter(({ place, text }) => isMeant(place, text))
      .sort((a, b) => (a.place < b.place ? -1 : 1));
  }

  #keys(): string[] {
    const storage = this.#storage;
    if (!storage) return [];
    return Array.from({ length: storage.length }, (_, i) => storage.key(i)).filter((key) => key !== null);
  }

  #key(place: string[]): string {
    return [PREFIX, this.#lesson, ...place].join(' ');
  }

  #text(key: string): string | undefined {
    const kept = this.#get(key);
    return kept === undefined || this.#unsaved.has(key) ? (this.#memory.get(key) ?? kept) : kept;
  }

  #get(key: string): string | undefined {
    try {
      return this.#storage?.getItem(key) ?? undefined;
    } catch {
      this.#storage = undefined;
      return undefined;
    }
  }

  #put(key: string, text: string): void {
    this.#memory.set(key, text);
    this.#unsaved.add(key);
    try {
      for (const each of this.#unsaved) {
        this.#storage?.setItem(each, this.#memory.get(each) ?? '');
        this.#unsaved.delete(each);
      }
    } catch {
      // It stays in memory, and `isLost` says so.
    }
  }

  /** Throws where there is no room. */
  #set(key: string, text: string): void {
    this.#storage?.setItem(key, text);
    this.#memory.set(key, text);
    this.#unsaved.delete(key);
  }

  #back(key: string, text: string | undefined): void {
    this.#memory.delete(key);
    if (text !== undefined) return this.#put(key, text);
    this.#unsaved.delete(key);
    this.#storage?.removeItem(key);
  }
}

/** For what need not outlive the tab. */
export function tabStorage(): Storage | undefined {
  return openStorage(() => sessionStorage);
}

function withoutEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}

function isWork(place: string): boolean {
  return !place.startsWith(OWN) && !place.endsWith(ASIDE) && !place.endsWith(REPLACED);
}

/** Some browsers have a storage that takes nothing: that counts as none. */
function openStorage(storage = () => localStorage): Storage | undefined {
  try {
    storage().setItem(PREFIX, '');
    storage().removeItem(PREFIX);
    return storage();
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
