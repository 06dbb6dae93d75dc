// One lesson, opened: its scenes' states, the core that computes them, and the turns that formulas take.
import type { Core } from '../core/core.mjs';
import type { CheckReport, Curve, LessonInfo } from '../core/door.ts';
import type { CheckOptions } from '../core/slices.ts';
import type { Compiled, LessonDocument } from './document.ts';
import { wantsMotion } from './glide.ts';
import { Guesses } from './guesses.ts';
import { SceneState } from './scene-state.ts';
import { Sight } from './sight.ts';
import { Turns } from './turns.ts';

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

export class LessonSession {
  readonly info: LessonInfo;
  readonly document: LessonDocument;
  readonly scenes: ReadonlyMap<string, SceneState>;
  readonly sight = new Sight();
  readonly turns = new Turns(this.sight);
  readonly guesses: Guesses;
  readonly checker: Checker | undefined;
  #core: Core;

  constructor(core: Core, compiled: Compiled, checker?: Checker) {
    this.#core = core;
    this.document = compiled.document;
    this.checker = checker;
    this.info = core.call({ op: 'lesson.load', lesson: compiled.document });
    this.guesses = new Guesses(this.info.lesson);
    this.scenes = new Map(Object.keys(this.info.scenes).map((name) => [name, this.#open(name)]));
  }

  scene(name: string | undefined): SceneState | undefined {
    return name === undefined ? undefined : this.scenes.get(name);
  }

  /** The scene and the rest of `exercise1.gap`; a name without a scene belongs to the one given. */
  resolve(name: string, enclosing?: string): { scene: SceneState; name: string } | undefined {
    const dot = name.indexOf('.');
    const named = this.scene(name.slice(0, Math.max(dot, 0)));
    if (named) return { scene: named, name: name.slice(dot + 1) };
    const scene = this.scene(enclosing);
    return scene && { scene, name };
  }

  /** Values of an expression along a span, at the scene's present settings. */
  curve(scene: SceneState, expression: string, over: Span): { x: number[]; y: number[] } {
    const request = { lesson: this.info.lesson, scene: scene.name, parameters: scene.changed };
    const { value }: Curve = this.#core.call({ op: 'curve', expression, over, ...request });
    return { x: value.x.map(Number), y: (value.y as (number | string)[]).map(Number) };
  }

  /** One number by the core: pages have no mathematics of their own. */
  number(expression: string, parameters: Record<string, number>): number {
    return Number(this.#core.call({ op: 'evaluate', expression, parameters }).value);
  }

  #open(name: string): SceneState {
    const { lesson, scenes } = this.info;
    const info = scenes[name] as (typeof scenes)[string];
    const state = new SceneState(name, info, {
      evaluate: (parameters, want) =>
        this.#core.call({ op: 'lesson.evaluate', lesson, scene: name, parameters, want }),
      sees: (element) => this.sight.sees(element),
      formulasAreDrawn: () => this.turns.idle,
      told: ({ moving }) => (moving ? this.turns.run() : this.turns.drain()),
    });
    state.eases = wantsMotion();
    return state;
  }
}
