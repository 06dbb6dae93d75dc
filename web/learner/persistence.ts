// Whether the browser has promised to keep what it holds for us, or may clear it when its disk runs full. It is asked once,
// after the first review, and whenever the learner wants it to be: some browsers pass the question on to them.
import { Listeners } from '../listeners.ts';

/** `unknown`: it has not answered yet, or cannot be asked. */
export type Promised = 'unknown' | 'no' | 'refused' | 'yes';

export class Persistence {
  state: Promised = 'unknown';
  #listeners = new Listeners();

  follow(changed: () => void): () => void {
    return this.#listeners.add(changed);
  }

  /** What it said at an earlier visit. */
  look(): Promise<void> {
    return this.#learn(async (storage) => ((await storage.persisted()) ? 'yes' : 'no'));
  }

  ask(): Promise<void> {
    return this.#learn(async (storage) => ((await storage.persist()) ? 'yes' : 'refused'));
  }

  /** Pages from disk have no `navigator.storage`, and a browser that throws here has promised nothing. */
  async #learn(question: (storage: StorageManager) => Promise<Promised>): Promise<void> {
    const storage: StorageManager | undefined = globalThis.navigator?.storage;
    if (typeof storage?.persist !== 'function') return;
    this.state = await question(storage).catch((): Promised => 'unknown');
    this.#listeners.tell();
  }
}
