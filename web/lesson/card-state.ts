// One card: an exercise of one line, asked anew at each review. Its numbers are those of a seed, which counts its
// reviews: so a reload brings the same ones back, and the next review brings others. Where its line has a guess, that
// is the question.
import type { Deck } from '../learner/deck.ts';
import type { Grade } from '../learner/review.ts';
import { Listeners } from '../listeners.ts';
import type { ExerciseData, ExerciseLine } from './document.ts';
import type { ExerciseState } from './exercise-state.ts';
import { HALF, type LineWork, WHOLE } from './line-work.ts';

const [AGAIN, HARD, GOOD] = [1, 2, 3] as const;

export class CardState {
  readonly work: ExerciseState;
  readonly deck: Deck;
  /** What this review was graded. */
  graded: Grade | undefined;
  /** How many reviews came before this one. */
  #count: number | undefined;
  #listeners = new Listeners();

  constructor(work: ExerciseState, deck: Deck) {
    this.work = work;
    this.deck = deck;
    work.follow(() => this.#listeners.tell());
    deck.follow(() => this.#deckChanged());
    this.#renew();
  }

  get name(): string {
    return this.work.name;
  }

  get data(): ExerciseData {
    return this.work.data;
  }

  get line(): ExerciseLine {
    return this.data.lines[0] as ExerciseLine;
  }

  follow(changed: () => void): () => void {
    return this.#listeners.add(changed);
  }

  get isChoice(): boolean {
    return this.line.guess !== undefined;
  }

  /** Answered, or given up: time to grade it. */
  get isDecided(): boolean {
    return this.#line.shown || (!this.isChoice && this.work.isRight(0));
  }

  /** What the answer says of how well it was known. Only the learner can tell that it was easy. */
  get suggested(): Grade {
    if (this.isChoice) return this.work.guess(0) === this.work.outcome(0) ? GOOD : AGAIN;
    const { earned } = this.#line;
    return earned === WHOLE ? GOOD : earned === HALF ? HARD : AGAIN;
  }

  /** One tap decides, and the first one counts. */
  choose(option: number): void {
    this.work.commit(0, option);
    this.work.showSolution(0);
  }

  /** Once a review. It stays as it stands until another is asked for. */
  async grade(grade: Grade): Promise<void> {
    if (this.graded !== undefined) return;
    this.graded = grade;
    this.work.forget();
    await this.deck.grade(this.name, grade);
    this.#listeners.tell();
  }

  /** The next review, with numbers of its own. One that is under way goes on. */
  begin(): void {
    if (this.graded === undefined) return;
    this.graded = undefined;
    this.#renew();
    this.work.startOver();
  }

  get #line(): LineWork {
    return this.work.lines[0] as LineWork;
  }

  get #isUntouched(): boolean {
    const { text, hints, guessed, shown } = this.#line;
    return this.graded === undefined && text === '' && hints === 0 && !guessed && !shown;
  }

  /** The log has been read, or another tab has reviewed this card: the numbers of that review have been seen. */
  #deckChanged(): void {
    if (this.graded !== undefined && this.#reviews === 0) return this.begin(); // its reviews were forgotten
    if (this.#isUntouched && this.#reviews !== this.#count) this.#renew();
    this.#listeners.tell();
  }

  get #reviews(): number {
    return this.deck.schedule(this.name)?.count ?? 0;
  }

  #renew(): void {
    this.#count = this.#reviews;
    if (!this.work.renew(this.#count + 1)) this.work.toBook();
  }
}
