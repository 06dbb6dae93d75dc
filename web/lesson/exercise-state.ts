// The state of one exercise: what was typed in each line, what the core says of it at the scene's present numbers, and
// which numbers these are: the book's, a seed's, or the reader's own.

import type { ErrorBody, Failed, Judgement, Reading } from '../core/door.ts';
import { Listeners } from '../listeners.ts';
import type { ExerciseData, ExerciseLine } from './document.ts';
import type { KeptWork } from './kept-work.ts';
import {
  areTexts,
  type Checked,
  entryOf,
  isRecord,
  judged,
  type LineWork,
  newLine,
  understandLine,
} from './line-work.ts';
import type { SceneState, Settings } from './scene-state.ts';
import { bring, type Drawn, sameSettings, type Variants } from './variants.ts';

/** The core, as an exercise asks it; each throws a ViError where the core refuses. */
export interface ExerciseDoor {
  read(text: string, free: string[]): Reading;
  check(line: string, checked: Omit<Checked, 'settings'>): Judgement;
  variant(seed: number): Settings;
  /** Whether each condition holds at the scene's present numbers. */
  hold(conditions: string[]): boolean[];
}

/** Where it is kept which numbers were taken last. */
const LAST = 'last';
/** No exercise can be called this. */
const COURSE = '@course';

export type Mark = (Judgement & { error?: undefined }) | Failed;

export class ExerciseState {
  readonly name: string;
  readonly data: ExerciseData;
  readonly scene: SceneState;
  readonly kept: KeptWork;
  lines: LineWork[] = [];
  /** Whose numbers the work belongs to; undefined for the book's. */
  drawn: Drawn | undefined;
  /** The reader has moved a number: answers are checked against what stands there, and score nothing. */
  isOwn = false;
  /** Why there are no new numbers. */
  problem: string | undefined;
  #door: ExerciseDoor;
  #variants: Variants;
  #marks = new Map<string, Mark>();
  #listeners = new Listeners();

  constructor(
    name: string,
    data: ExerciseData,
    scene: SceneState,
    { door, kept, variants }: { door: ExerciseDoor; kept: KeptWork; variants: Variants },
  ) {
    this.name = name;
    this.data = data;
    this.scene = scene;
    this.kept = kept;
    this.#door = door;
    this.#variants = variants;
    this.#open(undefined);
    scene.follow({ changed: () => this.#sceneChanged() });
    kept.follow(() => this.#keptChanged());
  }

  follow(changed: () => void): () => void {
    return this.#listeners.add(changed);
  }

  /** How the core reads the text of a line; undefined for an empty one. */
  reading(i: number): Reading | Failed | undefined {
    const { text } = this.#work(i);
    if (text.trim() === '') return undefined;
    try {
      return this.#door.read(text, Object.keys(this.#line(i).free ?? {}));
    } catch (error) {
      return { error: error as ErrorBody };
    }
  }

  /** What the core says of a line, if what was checked still stands there at the same numbers. */
  mark(i: number): Mark | undefined {
    const { checked, text } = this.#work(i);
    if (!checked || checked.text !== text || !this.#areAt(checked.settings)) return undefined;
    return this.#ask(i, checked);
  }

  type(i: number, text: string): void {
    this.#change(i, { ...this.#work(i), text });
  }

  /** Judge a line. What cannot be read is not judged, and costs nothing. */
  check(i: number): void {
    const reading = this.reading(i);
    if (!reading || 'error' in reading) return this.#listeners.tell();
    const { text } = this.#work(i);
    const checked = { text, settings: this.scene.settings, earlier: this.#earlier(i) };
    const mark = this.#ask(i, checked);
    if (mark.error) this.#change(i, { ...this.#work(i), checked });
    else this.#change(i, judged(this.#work(i), checked, mark.verdict, !this.isOwn));
  }

  /** What was guessed at the present numbers. A guess is a commitment: the first one stands. */
  guess(i: number): number | undefined {
    const { guessed } = this.#work(i);
    const isOne = guessed !== undefined && guessed.option in (this.#line(i).guess?.options ?? []);
    return isOne && this.#areAt(guessed.settings) ? guessed.option : undefined;
  }

  commit(i: number, option: number): void {
    if (this.guess(i) !== undefined) return;
    this.#change(i, { ...this.#work(i), guessed: { option, settings: this.scene.settings } });
  }

  /** Which option of the guess it is: told once the line is right, or its solution shown. */
  outcome(i: number): number | undefined {
    const mark = this.mark(i);
    const isTold = this.#work(i).shown || (mark !== undefined && !mark.error && mark.verdict === 'right');
    return isTold ? this.rightOption(i) : undefined;
  }

  /** Which option of the guess it is at the present numbers, told or not. */
  rightOption(i: number): number | undefined {
    const { guess } = this.#line(i);
    if (!guess) return undefined;
    try {
      const right = this.#door.hold(guess.options.map(({ when }) => when)).indexOf(true);
      return right < 0 ? undefined : right;
    } catch {
      return undefined; // the line itself says what the core refuses at these numbers
    }
  }

  hint(i: number): void {
    const work = this.#work(i);
    if (work.hints < (this.#line(i).hints?.length ?? 0)) this.#change(i, { ...work, hints: work.hints + 1 });
  }

  /** As if nothing had been typed at these numbers. */
  startOver(): void {
    this.forget();
    this.lines = this.data.lines.map(newLine);
    this.#listeners.tell();
  }

  /** The next visit finds nothing of what was typed at these numbers. */
  forget(): void {
    for (const { name } of this.data.lines) this.kept.write(this.#place(name), entryOf(newLine()));
  }

  showSolution(i: number): void {
    this.#change(i, { ...this.#work(i), shown: true });
  }

  /** Points at the present numbers: only what is marked right now counts. */
  get score(): number {
    if (this.isOwn) return 0;
    return this.lines.reduce((sum, { earned }, i) => sum + (this.isRight(i) ? earned : 0), 0);
  }

  isRight(i: number): boolean {
    const mark = this.mark(i);
    return mark !== undefined && !mark.error && (mark.verdict === 'right' || mark.verdict === 'carried');
  }

  get seed(): number | undefined {
    return this.drawn?.by === COURSE ? undefined : this.drawn?.seed;
  }

  /** Numbers that an instructor has set count like a seed's. */
  fix(): void {
    if (this.isOwn) this.#variants.add({ by: COURSE, seed: 0, settings: this.scene.settings });
    this.#sceneChanged();
  }

  /** Which numbers a seed stands for. Throws if it has none. */
  know(seed: number): Settings {
    const known = this.#variants.of(this.name, seed);
    if (known) return known.settings;
    const settings = { ...this.scene.book, ...this.#door.variant(seed) };
    this.#variants.add({ by: this.name, seed, settings });
    return settings;
  }

  /** Take the numbers of a seed. */
  renew(seed: number): boolean {
    // Those who follow the scene are told before it answers.
    this.problem = undefined;
    this.problem = bring(this.scene, seed, () => this.know(seed));
    if (this.problem === undefined) return true;
    this.#listeners.tell();
    return false;
  }

  /** The page was opened at numbers of its address. What was typed at the reader's own is kept with those they came from. */
  resume(): void {
    this.#sceneChanged();
    if (!this.isOwn) return;
    this.#open(this.kept.read([this.name, LAST], understandLast)?.drawn);
    this.#listeners.tell();
  }

  toBook(): void {
    this.problem = undefined;
    this.scene.toBook();
  }

  #line(i: number): ExerciseLine {
    return this.data.lines[i] as ExerciseLine;
  }

  #work(i: number): LineWork {
    return this.lines[i] as LineWork;
  }

  /** What the lines before this one say, as far as it can be read. */
  #earlier(i: number): Settings {
    const read = (j: number) => {
      const reading = this.reading(j);
      return reading !== undefined && !('error' in reading);
    };
    const before = this.data.lines
      .slice(0, i)
      .flatMap(({ name }, j) => (read(j) ? [[name, this.#work(j).text]] : []));
    return Object.fromEntries(before);
  }

  #ask(i: number, checked: Checked): Mark {
    const { name } = this.#line(i);
    const key = JSON.stringify([name, checked]);
    const known = this.#marks.get(key);
    if (known) return known;
    const mark = this.#judge(name, checked);
    this.#marks.set(key, mark);
    return mark;
  }

  #judge(line: string, { text, earlier }: Checked): Mark {
    try {
      return this.#door.check(line, { text, earlier });
    } catch (error) {
      return { error: error as ErrorBody };
    }
  }

  #change(i: number, line: LineWork): void {
    this.lines = this.lines.map((each, j) => (j === i ? line : each));
    this.kept.write(this.#place(this.#line(i).name), entryOf(line));
    this.#listeners.tell();
  }

  /** The work at other numbers: what was kept of it. */
  #open(drawn: Drawn | undefined): void {
    this.drawn = drawn;
    this.lines = this.data.lines.map(
      ({ name }) => this.kept.read(this.#place(name), understandLine) ?? newLine(),
    );
  }

  /** An import has brought work, or all of it was forgotten. */
  #keptChanged(): void {
    this.#open(this.drawn);
    this.#listeners.tell();
  }

  /** By the numbers themselves, so that it does not matter which exercise drew them. */
  #place(line: string): string[] {
    const numbers = Object.entries(this.drawn?.settings ?? {})
      .filter(([name, text]) => !this.scene.grids.get(name)?.isBook(text))
      .map(([name, text]) => `${name}=${text}`);
    return [this.name, numbers.join(',') || 'book', line];
  }

  #areAt(settings: Settings): boolean {
    return sameSettings(settings, this.scene.settings);
  }

  #sceneChanged(): void {
    if (this.scene.moving) return;
    const isOurs = ({ by }: Drawn) => by === this.name;
    const isPresent = (drawn: Drawn) => sameDrawn(drawn, this.drawn);
    const drawn = this.scene.atBook ? undefined : this.#variants.at(this.scene.settings, [isPresent, isOurs]);
    this.isOwn = !this.scene.atBook && drawn === undefined;
    if (!this.isOwn && !sameDrawn(drawn, this.drawn)) {
      this.#open(drawn);
      this.kept.write([this.name, LAST], { drawn });
    }
    this.#listeners.tell();
  }
}

function sameDrawn(a: Drawn | undefined, b: Drawn | undefined): boolean {
  return a?.by === b?.by && a?.seed === b?.seed;
}

function understandLast(entry: unknown): { drawn?: Drawn } | undefined {
  if (!isRecord(entry)) return undefined;
  const { by, seed, settings } = isRecord(entry.drawn) ? entry.drawn : {};
  const isDrawn = typeof by === 'string' && typeof seed === 'number' && areTexts(settings);
  return isDrawn ? { drawn: { by, seed, settings } } : {};
}
