// A copy in this browser of what the LMS has not confirmed yet: it outlives a crash, and an LMS that takes nothing. It is
// gone once the LMS has it, so that on a shared computer nobody finds another's answers.
import { type Kept, parseKept } from './suspend.ts';

const PREFIX = 'vi-scorm';

export class WaitingCopy {
  #key: string;

  /** @param learner as the LMS calls them */
  constructor(lesson: string, learner: string) {
    this.#key = [PREFIX, lesson, learner].join(' ');
  }

  read(): Kept | undefined {
    try {
      return parseKept(localStorage.getItem(this.#key) ?? '');
    } catch {
      return undefined;
    }
  }

  /** Whether the browser took it. */
  write(kept: Kept): boolean {
    return this.#put(this.#key, JSON.stringify(kept));
  }

  remove(): void {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Then there was none.
    }
  }

  /** What nobody can read is still the learner's. */
  putAside(text: string): boolean {
    return this.#put(`${this.#key} (not understood)`, text);
  }

  #put(key: string, text: string): boolean {
    try {
      localStorage.setItem(key, text);
      return true;
    } catch {
      return false;
    }
  }
}
