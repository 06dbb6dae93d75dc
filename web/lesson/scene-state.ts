// The one state of a scene: what its parameters are, what the core made of them, and how to go back. Elements follow it;
// none keeps a number of its own.
import type { ParameterInfo, SceneInfo, SceneValue, Want } from '../core/door.ts';
import { type Glide, glide } from './glide.ts';
import { Grid } from './grid.ts';
import { plainMinus } from './rational.ts';
import { nextFrame } from './turns.ts';

/** The texts of the parameters, as the core reads them. */
export type Settings = Readonly<Record<string, string>>;
/** Why a text was not taken. */
export interface Refusal {
  text: string;
  message: string;
}
/** The core at this scene: throws a ViError where it refuses. */
export type Evaluate = (changed: Settings, want: Want) => SceneValue;

/** After a key, the exact forms come when no other key has followed for so long. */
const REST_MS = 90;
const HISTORY = 200;

export class SceneState {
  readonly name: string;
  readonly info: SceneInfo;
  readonly grids: ReadonlyMap<string, Grid>;
  readonly refusals = new Map<string, Refusal>();
  settings: Settings;
  value: SceneValue;
  /** Between a change and the exact forms that follow it. */
  moving = false;
  /** A pointer is down on a control. */
  held = false;
  /** Whether numbers glide back to the book's. */
  eases = false;
  #evaluate: Evaluate;
  #listeners = new Set<(state: SceneState) => void>();
  #past: Settings[] = [];
  #remembered = false;
  #next: Settings | undefined;
  #glide: Glide | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(name: string, info: SceneInfo, evaluate: Evaluate) {
    this.name = name;
    this.info = info;
    this.#evaluate = evaluate;
    this.grids = new Map(Object.entries(info.parameters).map(([key, each]) => [key, new Grid(each)]));
    this.settings = this.book;
    this.value = this.ask({ exact: true });
  }

  get book(): Settings {
    return Object.fromEntries(Object.entries(this.info.parameters).map(([key, { book }]) => [key, book]));
  }

  /** The settings on their way to the core: what the next key press counts from. */
  get wanted(): Settings {
    return this.#next ?? this.settings;
  }

  /** What differs from the book: all that a link has to carry. */
  get changed(): Settings {
    return this.#changes(this.settings);
  }

  get atBook(): boolean {
    return Object.keys(this.changed).length === 0;
  }

  /** On its way back to numbers it had before. */
  get gliding(): boolean {
    return this.#glide !== undefined;
  }

  /** The reader is moving it: what shows it should keep its frame. */
  get dragging(): boolean {
    return (this.moving || this.held) && !this.gliding;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  parameter(name: string): ParameterInfo | undefined {
    return this.grids.has(name) ? this.info.parameters[name] : undefined;
  }

  /** Called after every change, also after one that was refused. */
  subscribe(listener: (state: SceneState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ask the core something more at the present settings. */
  ask(want: Want): SceneValue {
    return this.#evaluate(this.changed, want);
  }

  /** Ask the core with one parameter at step k of its grid, and move nothing. */
  askAt(name: string, k: number, want: Want): SceneValue {
    const text = this.grids.get(name)?.text(k) ?? '';
    return this.#evaluate(this.#changes({ ...this.settings, [name]: text }), want);
  }

  /** A control moves to step k of its grid; the core hears of it in the next frame. */
  move(name: string, k: number): void {
    this.#glide?.finish();
    const text = this.grids.get(name)?.text(k);
    const now = this.wanted;
    if (text === undefined || text === now[name]) return;
    this.#remember();
    if (!this.#next) nextFrame(() => this.#flush());
    this.#next = { ...now, [name]: text };
    this.moving = true;
    this.#restIn(REST_MS);
  }

  hold(): void {
    this.held = true;
  }

  release(): void {
    this.held = false;
    this.#remembered = false;
    if (this.moving) this.rest();
    else this.#tell();
  }

  /** The end of a movement: exact forms, the word "proved", and every formula. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#flush();
    this.moving = false;
    if (!this.held) this.#remembered = false;
    this.value = this.ask({ exact: true });
    this.#tell();
  }

  /** A typed text. Refused, it stays beside its control with the reason, and nothing else changes. */
  set(name: string, text: string): boolean {
    return this.setAll({ [name]: text });
  }

  /** Several at once, all or none; one step for undo. */
  setAll(texts: Settings): boolean {
    this.#settle();
    const plain = Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, plainMinus(text.trim())]),
    );
    const next = { ...this.settings, ...plain };
    const problem = this.#try(next, { exact: true });
    if (problem) {
      const culprit = problem.where in plain ? problem.where : (Object.keys(plain)[0] as string);
      this.refusals.set(culprit, { text: texts[culprit] as string, message: problem.message });
    }
    this.#tell();
    return !problem;
  }

  /** Leave a refused text and take the last good one again. */
  forgive(name: string): void {
    if (this.refusals.delete(name)) this.#tell();
  }

  toBook(): void {
    this.#settle();
    this.refusals.clear();
    if (this.atBook) return this.#tell();
    this.#push();
    this.#go(this.book);
  }

  undo(): void {
    this.#settle();
    const before = this.#past.pop();
    if (!before) return;
    this.refusals.clear();
    this.#go(before);
  }

  /** Whatever is on its way is there now. */
  #settle(): void {
    this.#glide?.finish();
    if (this.moving) this.rest();
  }

  /** To settings that were good before: at once, or by way of the numbers between. */
  #go(target: Settings): void {
    const arrive = () => {
      this.#glide = undefined;
      this.moving = false;
      this.#try(target, { exact: true }, false);
      this.#tell();
    };
    if (!this.eases) return arrive();
    const from = this.value.parameters;
    const to = this.#evaluate(this.#changes(target), { exact: false }).parameters;
    const between = (share: number) => (name: string) => {
      const start = from[name]?.value ?? 0;
      return [name, (start + share * ((to[name]?.value ?? start) - start)).toFixed(6)];
    };
    const moved = Object.keys(target).filter((name) => from[name]?.value !== to[name]?.value);
    this.moving = true;
    this.#glide = glide((share) => {
      this.#try(
        { ...this.settings, ...Object.fromEntries(moved.map(between(share))) },
        { exact: false },
        false,
      );
      this.#tell();
    }, arrive);
  }

  /** Take the settings if the core does; otherwise say why not. */
  #try(next: Settings, want: Want, remember = true): { message: string; where: string } | undefined {
    try {
      this.value = this.#evaluate(this.#changes(next), want);
    } catch (problem) {
      const { message, where = '', hint } = problem as { message: string; where?: string; hint?: string };
      return { message: hint ? `${message} (${hint})` : message, where };
    }
    for (const name of Object.keys(next)) if (next[name] !== this.settings[name]) this.refusals.delete(name);
    if (remember && Object.keys(next).some((name) => next[name] !== this.settings[name])) this.#push();
    this.settings = next;
    return undefined;
  }

  #flush(): void {
    const next = this.#next;
    this.#next = undefined;
    if (!next) return;
    const problem = this.#try(next, { exact: false }, false);
    if (problem) {
      const culprit = Object.keys(next).find((name) => next[name] !== this.settings[name]) as string;
      this.refusals.set(culprit, { text: next[culprit] as string, message: problem.message });
    }
    this.#tell();
  }

  #remember(): void {
    if (!this.#remembered) this.#push();
    this.#remembered = true;
  }

  #push(): void {
    this.#past.push(this.settings);
    if (this.#past.length > HISTORY) this.#past.shift();
  }

  #changes(settings: Settings): Settings {
    return Object.fromEntries(
      Object.entries(settings).filter(([name, text]) => !this.grids.get(name)?.isBook(text)),
    );
  }

  #restIn(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.rest(), delay);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener(this);
  }
}
