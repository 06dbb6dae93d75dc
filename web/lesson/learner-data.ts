// What a learner has of this lesson, as a whole: the reviews of its cards and the typed work of its exercises. It leaves as
// a file, comes back from one, and can be forgotten.
import { type Contents, isOf, readFile, textOf, writeFile } from '../learner/export-file.ts';
import { lacking } from '../learner/merge.ts';
import type { Review } from '../learner/review.ts';
import type { ReviewLog } from '../learner/review-log.ts';
import type { KeptWork } from './kept-work.ts';
import { isAnswer } from './put-aside.ts';

/** What an import would change: nothing has been changed yet. */
export interface Preview {
  contents: Contents;
  reviews: { added: number; here: number };
  /** `later` would replace what stands here, `earlier` would be put aside. */
  answers: { added: number; later: number; earlier: number; here: number };
}

export class LearnerData {
  readonly lesson: string;
  readonly log: ReviewLog;
  readonly work: KeptWork;
  #underway: KeptWork;

  /** @param underway what this tab keeps of cards that are being answered: no export has it */
  constructor(lesson: string, log: ReviewLog, work: KeptWork, underway: KeptWork) {
    this.lesson = lesson;
    this.log = log;
    this.work = work;
    this.#underway = underway;
  }

  /** Told when a review or somebody else's work has come or gone. What is typed here tells nobody. */
  follow(changed: () => void): () => void {
    const stops = [this.log.follow(changed), this.work.follow(changed)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  get reviews(): Review[] {
    return this.log.all.filter(({ card }) => isOf(this.lesson, card));
  }

  get answers(): number {
    return this.work.all.filter(isAnswer).length;
  }

  get isEmpty(): boolean {
    return this.reviews.length === 0 && this.work.all.length === 0;
  }

  export(): string {
    const { all, replaced } = this.work;
    return writeFile({ lesson: this.lesson, reviews: this.reviews, work: all, replaced });
  }

  /** Throws a Refusal. */
  async preview(file: Blob): Promise<Preview> {
    const contents = readFile(await textOf(file), this.lesson);
    const added = lacking(this.log.all, contents.reviews).length;
    const work = this.work.compare(contents);
    const fresh = work.added.filter(isAnswer).length;
    const later = work.later.filter(isAnswer).length;
    const earlier = work.earlier.length;
    const answers = [...contents.work, ...contents.replaced].filter(isAnswer).length;
    return {
      contents,
      reviews: { added, here: contents.reviews.length - added },
      answers: { added: fresh, later, earlier, here: answers - fresh - later - earlier },
    };
  }

  /** All of it or, where the browser refuses, nothing: it throws then. Answers how to undo it. */
  async add(contents: Contents): Promise<() => Promise<void>> {
    const undoWork = this.work.merge(contents);
    try {
      const merged = await this.log.merge(contents.reviews);
      return async () => {
        await this.log.unmerge(merged);
        undoWork();
      };
    } catch (problem) {
      undoWork();
      throw problem;
    }
  }

  /** What could not be read, as it was found, and what later work has replaced; undefined if there is none. */
  get aside(): string | undefined {
    const [reviews, work] = [this.log.aside, this.work.aside];
    if (reviews.length + work.length === 0) return undefined;
    return `${JSON.stringify({ lesson: this.lesson, reviews, work }, undefined, 1)}\n`;
  }

  async forget(): Promise<void> {
    await this.log.forget((card) => isOf(this.lesson, card));
    this.work.forget();
    this.#underway.forget();
  }
}
