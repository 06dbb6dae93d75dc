// One lesson, opened: its scenes' states, the core that computes them, and the turns that formulas take.
import type { Core } from '../core/core.mjs';
import type { CheckReport, Curve, Formula, FormulaValue, LessonInfo, Numeric } from '../core/door.ts';
import type { CheckOptions } from '../core/slices.ts';
import { Deck } from '../learner/deck.ts';
import { ReviewLog } from '../learner/review-log.ts';
import type { Assignment } from './assignment.ts';
import { CardState } from './card-state.ts';
import { Cards } from './cards.ts';
import { type Compiled, type ExerciseData, type LessonDocument, own } from './document.ts';
import { type Shelf, tabStorage } from './entries.ts';
import { type ExerciseDoor, ExerciseState } from './exercise-state.ts';
import { wantsMotion } from './glide.ts';
import { Guesses } from './guesses.ts';
import { KeptWork } from './kept-work.ts';
import { LearnerData } from './learner-data.ts';
import { asNumber } from './look-up.ts';
import { type SceneHost, SceneState, type Settings } from './scene-state.ts';
import { Sight } from './sight.ts';
import { Turns } from './turns.ts';
import { bring, Variants } from './variants.ts';

/** What the page needs of the worker (web/core/remote.ts). */
export interface Checker {
  check(options: CheckOptions): Promise<CheckReport>;
}

export interface Span {
  name: string;
  from: number;
  to: number;
  count: number;
}

/** How many expressions one `curve` request takes. */
const MOST_CURVES = 16;
/** One place on an axis that nobody names. */
const ANYWHERE = { name: 'anywhere', from: 0, to: 0, count: 1 };
const plain = (value: Numeric) => asNumber(value) ?? Number.NaN;

export class LessonSession {
  readonly info: LessonInfo;
  readonly document: LessonDocument;
  readonly scenes: ReadonlyMap<string, SceneState>;
  readonly sight = new Sight();
  readonly turns = new Turns(this.sight);
  readonly guesses: Guesses;
  readonly exercises: ReadonlyMap<string, ExerciseState>;
  readonly work: KeptWork;
  readonly cards: Cards;
  readonly deck: Deck;
  readonly data: LearnerData;
  /** The seed that the page's address asks for. */
  seed: number | undefined;
  /** Which exercises an instructor's link leaves open, if there is one. */
  assignment: Assignment | undefined;
  /** In somebody else's page: its address is not ours to copy. */
  isEmbedded = false;
  readonly checker: Checker | undefined;
  #core: Core;
  #cardScenes = new Map<string, SceneState>();

  /** @param shelf where typed work is kept, if not in the browser's storage */
  constructor(core: Core, compiled: Compiled, checker?: Checker, shelf?: Shelf) {
    this.#core = core;
    this.document = compiled.document;
    this.checker = checker;
    this.info = core.call({ op: 'lesson.load', lesson: compiled.document });
    this.guesses = new Guesses(this.info.lesson);
    const name = compiled.name ?? this.info.lesson;
    this.work = new KeptWork(name, shelf);
    this.scenes = new Map(Object.keys(this.info.scenes).map((name) => [name, this.#open(name)]));
    const cards = cardsOf(compiled, this.scenes);
    this.exercises = this.#openExercises(this.work, cards);
    this.deck = new Deck(name, cards, new ReviewLog());
    const underway = new KeptWork(`${name} cards`, tabStorage());
    this.cards = new Cards(cards, (card) => this.#openCard(card, underway));
    this.data = new LearnerData(name, this.deck.log, this.work, underway);
  }

  scene(name: string | undefined): SceneState | undefined {
    return name === undefined ? undefined : (this.scenes.get(name) ?? this.#cardScenes.get(name));
  }

  /** The scene and the rest of `exercise1.gap`; a name without a scene belongs to the one given. */
  resolve(name: string, enclosing?: string): { scene: SceneState; name: string } | undefined {
    const dot = name.indexOf('.');
    const named = this.scene(name.slice(0, Math.max(dot, 0)));
    if (named) return { scene: named, name: name.slice(dot + 1) };
    const scene = this.scene(enclosing);
    return scene && { scene, name };
  }

  /** Values of expressions along a span, at the scene's present settings: a list of heights for each. */
  curve(
    scene: SceneState,
    expressions: string[],
    over: Span,
    { parameters = scene.changed, exact = false }: { parameters?: Settings; exact?: boolean } = {},
  ): { x: number[]; y: number[][] } {
    const request = { lesson: this.info.lesson, scene: scene.of, parameters, over, exact };
    let x: Numeric[] = [];
    const y: Numeric[][] = [];
    for (let from = 0; from < expressions.length; from += MOST_CURVES) {
      const expression = expressions.slice(from, from + MOST_CURVES);
      const { value }: Curve = this.#core.call({ op: 'curve', expression, ...request });
      x = value.x;
      y.push(...(value.y as Numeric[][]));
    }
    return { x: x.map(plain), y: y.map((heights) => heights.map(plain)) };
  }

  /** Values of expressions at one place: each may use the name given, besides the scene's. */
  values(
    scene: SceneState,
    expressions: string[],
    name: string,
    at: number,
    parameters: Settings = scene.changed,
  ): number[] {
    const place = { name, from: at, to: at, count: 1 };
    return this.curve(scene, expressions, place, { parameters }).y.map(([y = Number.NaN]) => y);
  }

  /** Values of expressions where some of the scene's parameters are set otherwise. */
  at(scene: SceneState, expressions: string[], settings: Settings = {}): number[] {
    return this.values(scene, expressions, ANYWHERE.name, ANYWHERE.from, { ...scene.changed, ...settings });
  }

  /** Formulas at the scene's present numbers, for what is written down and does not follow them. */
  formulas(scene: SceneState, formulas: Formula[]): FormulaValue[] {
    const want = { exact: true, quantities: [], identities: [], derivations: [], formulas };
    const at = { lesson: this.info.lesson, scene: scene.of, parameters: scene.changed };
    return this.#core.call({ op: 'lesson.evaluate', ...at, want }).formulas;
  }

  /** One number by the core: pages have no mathematics of their own. */
  number(expression: string, parameters: Record<string, number>): number {
    return Number(this.#core.call({ op: 'evaluate', expression, parameters }).value);
  }

  /** Bring the numbers that a seed means to an exercise; answers why they were not taken, if they were not. */
  renew(exercise: string, seed: number): string | undefined {
    const scene = this.scene(this.document.exercises?.[exercise]?.scene);
    return bring(scene, seed, () => ({ ...scene?.book, ...this.#draw(exercise, seed) }));
  }

  #draw(exercise: string, seed: number): Settings {
    return this.#core.call({ op: 'variant', lesson: this.info.lesson, exercise, seed }).parameters;
  }

  #open(name: string, alias = name): SceneState {
    const { lesson, scenes } = this.info;
    const info = scenes[name] as (typeof scenes)[string];
    const host: SceneHost = {
      evaluate: (parameters, want) =>
        this.#core.call({ op: 'lesson.evaluate', lesson, scene: name, parameters, want }),
      sees: (element) => this.sight.sees(element),
      formulasAreDrawn: () => this.turns.idle,
      told: ({ moving }) => (moving ? this.turns.run() : this.turns.drain()),
    };
    const state = new SceneState(alias, info, host, name);
    state.eases = wantsMotion();
    return state;
  }

  #openExercises(kept: KeptWork, cards: string[]): Map<string, ExerciseState> {
    const exercises = new Map<string, ExerciseState>();
    const variants = new Map([...this.scenes.keys()].map((scene) => [scene, new Variants()]));
    for (const [name, data] of Object.entries(this.document.exercises ?? {})) {
      const scene = this.scene(data.scene);
      if (!scene || data.kind !== 'answers' || cards.includes(name)) continue;
      const door = this.#exerciseDoor(name, scene);
      const shared = variants.get(scene.name) as Variants;
      exercises.set(name, new ExerciseState(name, data, scene, { door, kept, variants: shared }));
    }
    return exercises;
  }

  /** Each has a scene of its own: a review leaves the article's numbers alone. */
  #openCard(name: string, kept: KeptWork): CardState {
    const data = this.document.exercises?.[name] as ExerciseData;
    const scene = this.#open(data.scene, `card-${name}`);
    scene.eases = false;
    this.#cardScenes.set(scene.name, scene);
    const door = this.#exerciseDoor(name, scene);
    const state = new ExerciseState(name, data, scene, { door, kept, variants: new Variants() });
    return new CardState(state, this.deck);
  }

  /** Which of the conditions hold, by exact forms where there are some: rounding must not decide. */
  #hold(scene: SceneState, conditions: string[]): boolean[] {
    return this.curve(scene, conditions, ANYWHERE, { exact: true }).y.map(([holds]) => holds === 1);
  }

  #exerciseDoor(exercise: string, scene: SceneState): ExerciseDoor {
    const { lesson } = this.info;
    const at = () => ({ lesson, scene: scene.of, exercise, parameters: scene.changed });
    return {
      read: (text, free) => this.#core.call({ op: 'answer.read', text, free }),
      check: (line, { text, earlier }) =>
        this.#core.call({ op: 'answer.check', ...at(), line, text, earlier }),
      hold: (conditions) => this.#hold(scene, conditions),
      variant: (seed) => this.#draw(exercise, seed),
    };
  }
}

/** A lesson that was fetched may list anything. */
function cardsOf({ cards, document }: Compiled, scenes: ReadonlyMap<string, SceneState>): string[] {
  return (cards ?? []).filter((name) => {
    const data = own(document.exercises, name);
    return data?.kind === 'answers' && scenes.has(data.scene);
  });
}
