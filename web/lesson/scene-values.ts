// What the core made of a scene's settings, and who is told of it: one request at a time, for what the followers show.
import type { ErrorBody, Formula, FormulaValue, SceneValue, Want } from '../core/door.ts';
import { type Follower, Formulas, failedAnswer, merged, updated, wantsFormulas } from './followers.ts';
import type { Settings } from './scene-state.ts';

export interface SceneDoor {
  /** The core at this scene: throws a ViError where it refuses. */
  evaluate(changed: Settings, want: Want): SceneValue;
  sees(element: Element): boolean;
  /** Whether the formulas that were answered last have been drawn, so that the next may be asked for. */
  formulasAreDrawn(): boolean;
}

/** The scene that these are the values of. */
interface Scene {
  settings(): Settings;
  /** Newcomers have heard of their formulas. */
  answered(): void;
}

export class SceneValues {
  value: SceneValue;
  #door: SceneDoor;
  #scene: Scene;
  #followers = new Set<Follower>();
  #newcomers = new Set<Follower>();
  #formulas = new Formulas();
  /** Whether the last request asked for formulas too. */
  #hasFormulas = false;

  constructor(door: SceneDoor, scene: Scene) {
    this.#door = door;
    this.#scene = scene;
    this.value = door.evaluate(scene.settings(), { exact: true });
  }

  formula(formula: Formula): FormulaValue | undefined {
    return this.#formulas.get(formula);
  }

  /** Formulas of newcomers are asked for together, and soon. Answers how to stop. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    if (wantsFormulas(follower)) {
      if (this.#newcomers.size === 0) queueMicrotask(() => this.#welcome());
      this.#newcomers.add(follower);
    }
    return () => {
      this.#followers.delete(follower);
      this.#newcomers.delete(follower);
    };
  }

  /** At rest: everything, exact. Throws where the core refuses, and nothing has changed then. */
  askAll(changed: Settings): void {
    const want: Want = { ...merged(this.#followers), exact: true, quantities: 'all', identities: 'all' };
    this.value = this.#door.evaluate(changed, want);
    this.#formulas.clear();
    this.#formulas.take(want.formulas ?? [], this.value.formulas);
  }

  /** While something moves: what is in view. Formulas are exact, and wait until the last ones have been drawn. */
  askSeen(changed: Settings): void {
    const wish = merged(this.#seen());
    const hasFormulas = this.#door.formulasAreDrawn();
    const want: Want = hasFormulas
      ? { ...wish, exact: true }
      : { ...wish, exact: false, derivations: [], formulas: [] };
    const answer = this.#door.evaluate(changed, want);
    this.#hasFormulas = hasFormulas;
    this.#formulas.take(want.formulas ?? [], answer.formulas);
    this.value = updated(this.value, answer);
  }

  tellAll(): void {
    for (const follower of [...this.#followers]) follower.changed();
  }

  /** After `askSeen`: those whom it asked for. */
  tellSeen(): void {
    for (const follower of this.#seen())
      if (this.#hasFormulas || !wantsFormulas(follower)) follower.changed();
  }

  #seen(): Follower[] {
    return [...this.#followers].filter(({ element }) => !element || this.#door.sees(element));
  }

  #welcome(): void {
    const newcomers = [...this.#newcomers];
    this.#newcomers.clear();
    if (newcomers.length === 0) return;
    const want = { ...merged(newcomers), exact: true, quantities: [], identities: [] };
    const answer = this.#answer(want);
    this.#formulas.take(want.formulas, answer.formulas);
    this.value = { ...this.value, derivations: { ...this.value.derivations, ...answer.derivations } };
    for (const follower of newcomers) follower.changed();
    this.#scene.answered();
  }

  #answer(want: Want): SceneValue {
    try {
      return this.#door.evaluate(this.#scene.settings(), want);
    } catch (problem) {
      return failedAnswer(this.value, want, problem as ErrorBody);
    }
  }
}
