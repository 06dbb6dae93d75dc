// A copy in this browser of what the LMS has not confirmed yet: it outlives a crash, and an LMS that takes nothing. It is
// gone once the LMS has it, so that on a shared computer nobody finds another's answers. An LMS that does not say who learns
// gets none: it would be everybody's.
import { type Kept, parseKept } from './suspend.ts';

const PREFIX = 'vi-scorm';

export class WaitingCopy {
  #key: string | undefined;

  /** @param learner as the LMS calls them */
  constructor(lesson: string, learner: string) {
    if (learner.trim() !== '') this.#key = [PREFIX, lesson, learner].join(' ');
  }

  read(): Kept | undefined {
    if (this.#key === undefined) return undefined;
    try {
      return parseKept(localStorage.getItem(this.#key) ?? '');
    } catch {
      return undefined;
    }
  }

  /** Whether the browser took it. */
  write(kept: Kept): boolean {
    return this.#put('', JSON.stringify(kept));
  }

  remove(): void {
    if (this.#key === undefined) return;
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Then there was none.
    }
  }

  /** What nobody can read is still the learner's. */
  putAside(text: string): boolean {
    return this.#put(' (not understood)', text);
  }

  #put(end: string, text: string): boolean {
    if (this.#key === undefined) return false;
    try {
      localStorage.setItem(this.#key + end, text);
      return true;
    } catch {
      return false;
    }
  }
}
