// The cards of one lesson, as the log has them: which are due, when the next ones come, and what a grade means for one.
import { Listeners } from '../listeners.ts';
import type { Grade, Review } from './review.ts';
import type { ReviewLog } from './review-log.ts';
import { dueAfter, type Schedule, scheduleOf } from './schedule.ts';

export class Deck {
  /** Of every card, in the order of the article. */
  readonly names: readonly string[];
  readonly log: ReviewLog;
  #lesson: string;
  #schedules = new Map<string, Schedule>();
  #listeners = new Listeners();

  constructor(lesson: string, names: readonly string[], log: ReviewLog) {
    this.#lesson = lesson;
    this.names = names;
    this.log = log;
    this.#derive();
    log.follow(() => this.#derive());
  }

  follow(changed: () => void): () => void {
    return this.#listeners.add(changed);
  }

  /** undefined for a card that was never reviewed. */
  schedule(name: string): Schedule | undefined {
    return this.#schedules.get(name);
  }

  /** Cards that were reviewed and are due again, the one that waits longest first. */
  get due(): string[] {
    return this.#waiting.filter(({ due }) => due <= this.log.now).map(({ name }) => name);
  }

  /** When the cards that are not due yet will be, soonest first. */
  get coming(): number[] {
    return this.#waiting.map(({ due }) => due).filter((due) => due > this.log.now);
  }

  /** Cards that were never reviewed. */
  get unmet(): string[] {
    return this.names.filter((name) => !this.#schedules.has(name));
  }

  dueAfter(name: string): Record<Grade, number> {
    return dueAfter(this.schedule(name), this.log.now);
  }

  grade(name: string, grade: Grade): Promise<void> {
    return this.log.append(this.#id(name), grade);
  }

  get #waiting(): { name: string; due: number }[] {
    return this.names
      .flatMap((name) => {
        const schedule = this.#schedules.get(name);
        return schedule ? [{ name, due: schedule.due }] : [];
      })
      .sort((a, b) => a.due - b.due);
  }

  #derive(): void {
    const ofCard = new Map<string, Review[]>();
    for (const review of this.log.reviews) {
      const same = ofCard.get(review.card);
      if (same) same.push(review);
      else ofCard.set(review.card, [review]);
    }
    this.#schedules.clear();
    for (const name of this.names) {
      const schedule = scheduleOf(ofCard.get(this.#id(name)) ?? []);
      if (schedule) this.#schedules.set(name, schedule);
    }
    this.#listeners.tell();
  }

  #id(name: string): string {
    return `${this.#lesson}/${name}`;
  }
}
