// Texts by their keys, in the browser's storage or what stands for it, and in memory where that takes nothing.

/** Where entries lie: the browser's storage, or what stands for it. */
export type Shelf = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

export class Entries {
  #shelf: Shelf | undefined;
  #memory = new Map<string, string>();
  /** What the shelf had no room for: tried again with the next one. */
  #unsaved = new Set<string>();

  constructor(shelf: Shelf | undefined) {
    this.#shelf = shelf;
  }

  /** Some of it lasts as long as the page. */
  get isLost(): boolean {
    return this.#shelf === undefined || this.#unsaved.size > 0;
  }

  get keys(): string[] {
    const shelf = this.#shelf;
    const kept = shelf ? Array.from({ length: shelf.length }, (_, i) => shelf.key(i)) : [];
    return [...new Set([...kept.filter((key) => key !== null), ...this.#memory.keys()])];
  }

  text(key: string): string | undefined {
    const kept = this.#get(key);
    return kept === undefined || this.#unsaved.has(key) ? (this.#memory.get(key) ?? kept) : kept;
  }

  /** Never throws: what finds no room stays in memory, and `isLost` says so. */
  put(key: string, text: string): void {
    this.#memory.set(key, text);
    this.#unsaved.add(key);
    try {
      for (const each of this.#unsaved) {
        this.#shelf?.setItem(each, this.#memory.get(each) ?? '');
        this.#unsaved.delete(each);
      }
    } catch {
      // It waits for room.
    }
  }

  /** Throws where there is no room. */
  set(key: string, text: string): void {
    this.#shelf?.setItem(key, text);
    this.#memory.set(key, text);
    this.#unsaved.delete(key);
  }

  /** As it was before. */
  back(key: string, text: string | undefined): void {
    this.#memory.delete(key);
    if (text !== undefined) return this.put(key, text);
    this.#unsaved.delete(key);
    this.#shelf?.removeItem(key);
  }

  #get(key: string): string | undefined {
    try {
      return this.#shelf?.getItem(key) ?? undefined;
    } catch {
      this.#shelf = undefined;
      return undefined;
    }
  }
}

/** For what need not outlive the tab. */
export function tabStorage(): Storage | undefined {
  return openStorage(() => sessionStorage);
}

/** Some browsers have a storage that takes nothing: that counts as none. */
export function openStorage(storage = () => localStorage): Storage | undefined {
  try {
    storage().setItem('vi-work', '');
    storage().removeItem('vi-work');
    return storage();
  } catch {
    return undefined;
  }
}
