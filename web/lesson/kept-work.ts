// What a learner typed, kept from visit to visit. Each line of an exercise is an entry of its own, so that two tabs at
// different lines never overwrite each other. Where the browser keeps nothing, the page does until it is closed.
import { isLater, isObject, type Work } from '../learner/work.ts';
import { Listeners } from '../listeners.ts';
import { Entries, openStorage, type Shelf } from './entries.ts';
import { isAnswer, isAside, listed, parsed, REPLACED, UNREAD, withMore } from './put-aside.ts';

const PREFIX = 'vi-work';
/** Before what is the page's own, and no work. */
const OWN = '@';

/** Typed work, and what of it was replaced by later work. */
export interface Typed {
  work: readonly Work[];
  replaced: readonly Work[];
}

export class KeptWork {
  #lesson: string;
  #entries: Entries;
  #now: () => number;
  #listeners = new Listeners();
  #typing = new Listeners();

  constructor(
    lesson: string,
    storage: Shelf | undefined = openStorage(),
    now: () => number = () => Date.now(),
  ) {
    this.#lesson = lesson;
    this.#entries = new Entries(storage);
    this.#now = now;
  }

  /** The browser refused, or its room is full: what is typed lasts as long as the page. */
  get isLost(): boolean {
    return this.#entries.isLost;
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
    const text = this.#entries.text(key);
    if (text === undefined) return undefined;
    const found = understand(parsed(text));
    if (found === undefined)
      this.#entries.put(key + UNREAD, withMore(this.#entries.text(key + UNREAD), [text]));
    return found;
  }

  write(place: string[], entry: object): void {
    this.#entries.put(this.#key(place), JSON.stringify({ ...entry, at: this.#now() }));
    this.#typing.tell();
  }

  /** Everything that was typed and can be read, by place. */
  get all(): Work[] {
    return this.#found((place, text) => isWork(place) && isObject(parsed(text)));
  }

  /** What later work has replaced, by place. */
  get replaced(): Work[] {
    return this.#found((place) => place.endsWith(REPLACED)).flatMap(({ place, text }) =>
      listed(text).map((each) => ({ place: withoutEnd(place, REPLACED), text: each })),
    );
  }

  /** What could not be read, and what later work has replaced. */
  get aside(): Work[] {
    return this.#found(
      (place, text) => !place.startsWith(OWN) && !(isWork(place) && isObject(parsed(text))),
    ).flatMap(({ place, text }) => listed(text).map((each) => ({ place, text: each })));
  }

  /** What of another browser's work is new here, what was typed later than what stands here, and what earlier. */
  compare({ work, replaced }: Typed): { added: Work[]; later: Work[]; earlier: Work[] } {
    const here = new Map(this.all.map(({ place, text }) => [place, text]));
    const coming = work.filter(({ place }) => isWork(place));
    const known = coming.filter(({ place, text }) => here.has(place) && here.get(place) !== text);
    const isAfter = ({ place, text }: Work) => isLater(text, here.get(place) as string);
    const before = known.filter((each) => !isAfter(each));
    return {
      added: coming.filter(({ place }) => !here.has(place)),
      later: known.filter(isAfter),
      earlier: [...before, ...replaced].filter((each) => this.#isWorthKeeping(each)),
    };
  }

  /** An answer that the list beside its place does not have, and has room for. */
  #isWorthKeeping({ place, text }: Work): boolean {
    const list = this.#entries.text(this.#key([place + REPLACED]));
    const hasRoom = () => listed(withMore(list, [text])).includes(text);
    return isWork(place) && isAnswer({ place, text }) && !listed(list).includes(text) && hasRoom();
  }

  /**
   * Takes in what is new and what is later, and puts aside what is earlier, here or there. All of it or, if there is no
   * room, nothing: it throws then. Answers how to undo it.
   */
  merge(coming: Typed): () => void {
    const { added, later, earlier } = this.compare(coming);
    const ours = later.map(({ place }) => ({ place, text: this.#entries.text(this.#key([place])) ?? '' }));
    const before = new Map<string, string | undefined>();
    const wrote = new Map<string, string>();
    const set = (key: string, text: string) => {
      if (!before.has(key)) before.set(key, this.#entries.text(key));
      this.#entries.set(key, text);
      wrote.set(key, text);
    };
    const putAside = (place: string, text: string) => {
      const key = this.#key([place]);
      set(key, withMore(this.#entries.text(key), [text]));
    };
    // What was typed since the import stays, and with it what that import had put aside.
    const isOurs = (key: string) => !wrote.has(key) || this.#entries.text(key) === wrote.get(key);
    const undo = () => {
      for (const [key, text] of before)
        if (isOurs(key) && isOurs(placeOf(key))) this.#entries.back(key, text);
      this.#listeners.tell();
    };
    try {
      for (const { place, text } of [...ours.filter(isAnswer), ...earlier]) putAside(place + REPLACED, text);
      for (const { place } of added) {
        const unread = this.#entries.text(this.#key([place]));
        if (unread !== undefined) putAside(place + UNREAD, unread);
      }
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
    for (const { place } of this.#found(() => true)) this.#entries.back(this.#key([place]), undefined);
    this.#listeners.tell();
  }

  #found(isMeant: (place: string, text: string) => boolean): Work[] {
    const start = this.#key(['']);
    const keys = this.#entries.keys.filter((key) => key.startsWith(start));
    return keys
      .map((key) => ({ place: key.slice(start.length), text: this.#entries.text(key) ?? '' }))
      .filter(({ place, text }) => isMeant(place, text))
      .sort((a, b) => (a.place < b.place ? -1 : 1));
  }

  #key(place: string[]): string {
    return [PREFIX, this.#lesson, ...place].join(' ');
  }
}

function withoutEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}

/** Beside which a list stands. */
function placeOf(key: string): string {
  return withoutEnd(withoutEnd(key, REPLACED), UNREAD);
}

function isWork(place: string): boolean {
  return !place.startsWith(OWN) && !isAside(place);
}
