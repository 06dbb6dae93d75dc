// The one state of a scene: what its parameters are, what the core made of them, and how to go back. Elements follow it;
// none keeps a number of its own.
import type {
  ErrorBody,
  Formula,
  FormulaValue,
  ParameterInfo,
  SceneInfo,
  SceneValue,
  Want,
} from '../core/door.ts';
import type { Follower } from './followers.ts';
import { type Glide, glide } from './glide.ts';
import { Grid } from './grid.ts';
import { Past } from './past.ts';
import { plainMinus } from './rational.ts';
import { type SceneDoor, SceneValues } from './scene-values.ts';
import { nextFrame } from './turns.ts';

/** The texts of the parameters, as the core reads them. */
export type Settings = Readonly<Record<string, string>>;
/** Why a text was not taken. */
export interface Refusal {
  text: string;
  message: string;
}
/** What a scene needs of its lesson. */
export interface SceneHost extends SceneDoor {
  /** Every follower has heard of the change. */
  told(state: SceneState): void;
}

/** After a key, the exact forms come when no other key has followed for so long; under a finger that waits, later. */
const REST_MS = 90;
const REST_HELD_MS = 250;

export class SceneState {
  readonly name: string;
  /** The lesson's scene whose numbers these are: a card has a state of its own over one. */
  readonly of: string;
  readonly info: SceneInfo;
  readonly grids: ReadonlyMap<string, Grid>;
  readonly refusals = new Map<string, Refusal>();
  settings: Settings;
  /** Between a change and the exact forms that follow it. */
  moving = false;
  /** A pointer is down on a control. */
  held = false;
  /** Whether numbers glide back to the book's. */
  eases = false;
  /** An instructor's link has set its numbers: they stay. */
  locked = false;
  #host: SceneHost;
  #values: SceneValues;
  #past = new Past();
  #next: Settings | undefined;
  #glide: Glide | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(name: string, info: SceneInfo, host: SceneHost, of = name) {
    this.name = name;
    this.of = of;
    this.info = info;
    this.#host = host;
    this.grids = new Map(Object.entries(info.parameters).map(([key, each]) => [key, new Grid(key, each)]));
    this.settings = this.book;
    this.#values = new SceneValues(host, {
      settings: () => this.changed,
      answered: () => host.told(this),
    });
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
    return !this.#past.isEmpty;
  }

  /** What the core made of the settings. */
  get value(): SceneValue {
    return this.#values.value;
  }

  /** The core's answer to a formula that a follower wishes for. */
  formula(formula: Formula): FormulaValue | undefined {
    return this.#values.formula(formula);
  }

  /** Told after every change, also after one that was refused. */
  follow(follower: Follower): () => void {
    return this.#values.follow(follower);
  }

  parameter(name: string): ParameterInfo | undefined {
    return this.grids.has(name) ? this.info.parameters[name] : undefined;
  }

  /** Ask the core with one parameter at step k of its grid, and move nothing. */
  askAt(name: string, k: number, want: Want): SceneValue {
    const text = this.grids.get(name)?.text(k) ?? '';
    return this.#host.evaluate(this.#changes({ ...this.settings, [name]: text }), want);
  }

  /** A control moves to step k of its grid; the core hears of it in the next frame. */
  move(name: string, k: number): void {
    if (this.locked) return;
    this.#glide?.finish();
    const text = this.grids.get(name)?.text(k);
    const now = this.wanted;
    if (text === undefined || text === now[name]) return;
    this.#past.pushOnce(this.settings);
    if (!this.#next) nextFrame(() => this.#flush());
    this.#next = { ...now, [name]: text };
    this.moving = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.rest(), this.held ? REST_HELD_MS : REST_MS);
  }

  hold(): void {
    this.held = true;
  }

  release(): void {
    this.held = false;
    this.#past.moved();
    if (this.moving) this.rest();
    else this.#tell();
  }

  /** The end of a movement: exact forms, the word "proved", and every formula. */
  rest(): void {
    clearTimeout(this.#timer);
    this.moving = false;
    if (!this.held) this.#past.moved();
    const next = this.wanted;
    this.#next = undefined;
    const problem = this.#try(next, true);
    if (problem) this.#refuse(problem, next);
    if (problem && next !== this.settings) this.#try(this.settings, true);
    this.#tell();
  }

  /** A typed text. Refused, it stays beside its control with the reason, and nothing else changes. */
  set(name: string, text: string): boolean {
    return this.setAll({ [name]: text });
  }

  /** Several at once, all or none; one step for undo. */
  setAll(texts: Settings): boolean {
    if (this.locked) return false;
    this.#settle();
    const plain = Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, plainMinus(text.trim())]),
    );
    const before = this.settings;
    const problem = this.#try({ ...before, ...plain }, true);
    if (problem) this.#refuse(problem, texts);
    else if (Object.keys(plain).some((name) => plain[name] !== before[name])) this.#past.push(before);
    this.#tell();
    return !problem;
  }

  /** Leave a refused text and take the last good one again. */
  forgive(name: string): void {
    if (this.refusals.delete(name)) this.#tell();
  }

  toBook(): void {
    if (this.locked) return;
    this.#settle();
    this.refusals.clear();
    if (this.atBook) return this.#tell();
    this.#past.push(this.settings);
    this.#go(this.book);
  }

  undo(): void {
    if (this.locked) return;
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
      this.#next = target;
      this.rest();
    };
    const to = this.eases ? this.#valuesAt(target) : undefined;
    if (!to) return arrive();
    const from = this.value.parameters;
    const between = (share: number) => (name: string) => {
      const start = from[name]?.value ?? 0;
      return [name, (start + share * ((to[name]?.value ?? start) - start)).toFixed(6)];
    };
    const moved = Object.keys(target).filter((name) => from[name]?.value !== to[name]?.value);
    this.moving = true;
    this.#glide = glide((share) => {
      const settings = { ...this.settings, ...Object.fromEntries(moved.map(between(share))) };
      // Between two good settings may lie one that is not: then this frame is left out.
      if (!this.#try(settings, false)) this.#tellSeen();
    }, arrive);
  }

  /** undefined where the core does not answer: then there is no way there to be shown, and arriving says why. */
  #valuesAt(target: Settings): SceneValue['parameters'] | undefined {
    const nothing = { exact: false, quantities: [], identities: [] };
    try {
      return this.#host.evaluate(this.#changes(target), nothing).parameters;
    } catch {
      return undefined;
    }
  }

  #flush(): void {
    const next = this.#next;
    this.#next = undefined;
    if (!next) return;
    const problem = this.#try(next, false);
    if (problem) this.#refuse(problem, next);
    this.#tellSeen();
  }

  /** Take the settings if the core does. At rest it is asked for everything, while something moves for what is in view. */
  #try(next: Settings, resting: boolean): ErrorBody | undefined {
    try {
      const changed = this.#changes(next);
      if (resting) this.#values.askAll(changed);
      else this.#values.askSeen(changed);
    } catch (problem) {
      return problem as ErrorBody;
    }
    for (const name of Object.keys(next)) if (next[name] !== this.settings[name]) this.refusals.delete(name);
    this.settings = next;
    return undefined;
  }

  /** Beside the control whose text it is, in the words of the core. */
  #refuse({ message, where = '', hint }: ErrorBody, texts: Settings): void {
    const asked = Object.keys(texts).filter((name) => texts[name] !== this.settings[name]);
    const culprit = where in texts ? where : (asked[0] ?? Object.keys(texts)[0] ?? '');
    const text = texts[culprit] ?? '';
    this.refusals.set(culprit, { text, message: hint ? `${message} (${hint})` : message });
  }

  #changes(settings: Settings): Settings {
    return Object.fromEntries(
      Object.entries(settings).filter(([name, text]) => !this.grids.get(name)?.isBook(text)),
    );
  }

  #tell(): void {
    this.#values.tellAll();
    this.#host.told(this);
  }

  #tellSeen(): void {
    this.#values.tellSeen();
    this.#host.told(this);
  }
}
