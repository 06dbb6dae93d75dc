// What the elements of a scene show of it. The core is asked for that and no more, in one request however many they are.
import type { ErrorBody, Failed, Formula, FormulaValue, SceneValue, Want } from '../core/door.ts';

/** The names that an element shows; formulas and derivations are dear, and answered less often than numbers. */
export interface Wish {
  quantities?: string[];
  identities?: string[];
  derivations?: string[];
  formulas?: Formula[];
}

export interface Follower {
  /** Left alone while numbers move and nobody could see it. */
  element?: Element;
  wish?: Wish;
  /** What was wished for is there at new settings, or the scene's state has changed. */
  changed(): void;
}

export function wantsFormulas({ wish }: Follower): boolean {
  return wish?.derivations !== undefined || wish?.formulas !== undefined;
}

/** The wishes of all as one: each name and each formula once. */
export function merged(followers: Iterable<Follower>): Required<Wish> {
  const quantities = new Set<string>();
  const identities = new Set<string>();
  const derivations = new Set<string>();
  const formulas = new Map<string, Formula>();
  for (const { wish } of followers) {
    for (const name of wish?.quantities ?? []) quantities.add(name);
    for (const name of wish?.identities ?? []) identities.add(name);
    for (const name of wish?.derivations ?? []) derivations.add(name);
    for (const formula of wish?.formulas ?? []) formulas.set(JSON.stringify(formula), formula);
  }
  return {
    quantities: [...quantities],
    identities: [...identities],
    derivations: [...derivations],
    formulas: [...formulas.values()],
  };
}

/** The core's last answers to formulas, by what was asked. */
export class Formulas {
  #answers = new Map<string, FormulaValue>();

  get(formula: Formula): FormulaValue | undefined {
    return this.#answers.get(JSON.stringify(formula));
  }

  take(asked: Formula[], answers: FormulaValue[]): void {
    for (const [i, formula] of asked.entries()) {
      const answer = answers[i];
      if (answer) this.#answers.set(JSON.stringify(formula), answer);
    }
  }

  clear(): void {
    this.#answers.clear();
  }
}

/** What was answered for some names over what is known of the others. */
export function updated(
  known: SceneValue,
  { quantities, identities, derivations, ...rest }: SceneValue,
): SceneValue {
  return {
    ...rest,
    quantities: { ...known.quantities, ...quantities },
    identities: { ...known.identities, ...identities },
    derivations: { ...known.derivations, ...derivations },
  };
}

/** A request that failed as a whole, as the answer to each derivation and formula in it. */
export function failedAnswer(known: SceneValue, want: Want, error: ErrorBody): SceneValue {
  const derivations = want.derivations === 'all' ? [] : (want.derivations ?? []);
  const failed: Failed = { error };
  return {
    ...known,
    derivations: Object.fromEntries(derivations.map((name) => [name, failed])),
    formulas: (want.formulas ?? []).map(() => failed),
  };
}
