// The numbers that seeds have brought to a scene. Exercises over one scene share them: what one of them draws, the next goes
// on with.
import { sameConstant } from './rational.ts';
import type { SceneState, Settings } from './scene-state.ts';

/** Numbers of a seed: the same seed means others to another exercise. */
export interface Drawn {
  by: string;
  seed: number;
  settings: Settings;
}

export class Variants {
  #known: Drawn[] = [];

  of(by: string, seed: number): Drawn | undefined {
    return this.#known.find((each) => each.by === by && each.seed === seed);
  }

  add(drawn: Drawn): void {
    this.#known.push(drawn);
  }

  /** Which seed a scene's numbers are from, if from any; the first of `favourites` that it can be. */
  at(settings: Settings, favourites: ((drawn: Drawn) => boolean)[]): Drawn | undefined {
    const fits = this.#known.filter((each) => sameSettings(each.settings, settings));
    return favourites.map((favourite) => fits.find(favourite)).find((each) => each) ?? fits[0];
  }
}

export function sameSettings(a: Settings, b: Settings): boolean {
  return Object.keys(b).every((name) => sameConstant(a[name] ?? '', b[name] ?? ''));
}

/** Bring a scene the numbers of a seed, which throw if there are none; answers why they were not taken, if they were not. */
export function bring(
  scene: SceneState | undefined,
  seed: number,
  numbers: () => Settings,
): string | undefined {
  try {
    return scene?.setAll(numbers()) ? undefined : 'The scene does not take the numbers of this seed.';
  } catch (problem) {
    return `There are no numbers for seed ${seed} (${(problem as Error).message}).`;
  }
}
