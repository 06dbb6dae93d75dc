// What a learner typed, kept from visit to visit. Each line of an exercise is an entry of its own, so that two tabs at
// different lines never overwrite each other. Where the browser keeps nothing, the page does until it is closed.
import { Listeners } from '../listeners.ts';

const PREFIX = 'vi-work';
/** After this an entry is of no use to us, and still the learner's. */
const ASIDE = ' (not understood)';

export class KeptWork {
  #lesson: string;
  #storage: Storage | undefined;
  #memory = new Map<string, string>();
  #listeners = new Listeners();

  constructor(lesson: string, storage: Storage | undefined = openStorage()) {
    this.#lesson = lesson;
    this.#storage = storage;
  }

  /** The browser refused, or its room is full: what is typed lasts as long as the page. */
  get isLost(): boolean {
    return this.#storage === undefined;
  }

  /** What `understand` makes of an entry. One that it cannot read is put aside, never wiped. */
  read<T>(place: string[], understand: (entry: unknown) => T | undefined): T | undefined {
    const key = this.#key(place);
    const text = this.#memory.get(key) ?? this.#get(key);
    if (text === undefined) return undefined;
    const found = understand(parsed(text));
    if (found === undefined) this.#put(key + ASIDE, text);
    return found;
  }

  write(place: string[], entry: object): void {
    this.#put(this.#key(place), JSON.stringify(entry));
    this.#listeners.tell();
  }

  /** Something was written. */
  follow(changed: () => void): () => void {
    return this.#listeners.add(changed);
  }

  #key(place: string[]): string {
    return [PREFIX, this.#lesson, ...place].join(' ');
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
    try {
      this.#storage?.setItem(key, text);
    } catch {
      this.#storage = undefined;
    }
  }
}

/** For what need not outlive the tab. */
export function tabStorage(): Storage | undefined {
  return openStorage(() => sessionStorage);
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
