// A learner's mapping, taken at its word: temperature times ELBO beside the algorithm's objective at several policies.
// Every number comes from the core; this file only says which expressions to ask for, and compares.
import { type Card, type MappingData, type Placement, RUN_SLOTS } from './mapping-data.ts';
import type { SceneState } from './scene-state.ts';
import type { LessonSession } from './session.ts';

export interface Row {
  policy: number[];
  yours: number;
  objective: number;
  difference: number;
}

/** log Z = ELBO + KL, in units of the objective. */
export interface Sum {
  whole: number;
  part: number;
  rest: number;
  residual: number;
}

export interface Run {
  rows: Row[];
  verdict: 'same' | 'constant' | 'different';
  /** Objective minus yours, at the first policy. */
  constant: number;
  /** How far the difference moves from policy to policy. */
  spread: number;
  sum: Sum;
  /** The best policy of this mapping; nothing if what is trained stands nowhere, or everywhere. */
  best: number[] | undefined;
  target: number[];
  sameBest: boolean;
}

/** Doubles of two paths to one number differ by less. */
const CLOSE = 1e-9;

interface Parts {
  prior: Card;
  q: Card;
  log_likelihood: Card;
}

/** The cards that are to be run, if all three can be. */
export function runnable(data: MappingData, placement: Placement): Parts | undefined {
  const [prior, q, log_likelihood] = RUN_SLOTS.map((slot) => data.cards[placement[slot] ?? '']);
  if (!prior?.distribution || !q?.distribution || !log_likelihood?.log_likelihood) return undefined;
  return { prior, q, log_likelihood };
}

export function runMapping(session: LessonSession, scene: SceneState, data: MappingData, parts: Parts): Run {
  const told = expressions(data, parts);
  const rows = data.policies.map((setting) => {
    const [yours, objective, difference, ...policy] = session.at(
      scene,
      [told.bound, data.objective, `(${data.objective}) - (${told.bound})`, ...each(data.policy, data)],
      setting,
    ) as [number, number, number, ...number[]];
    return { yours, objective, difference, policy };
  });
  const [whole, part, rest, residual] = session.at(
    scene,
    [told.whole, told.bound, told.rest, `(${told.whole}) - ((${told.bound}) + (${told.rest}))`],
    data.policies[0],
  ) as [number, number, number, number];
  const differences = rows.map(({ difference }) => difference);
  const spread = distance(session, differences);
  const constant = differences[0] as number;
  const best = told.best === undefined ? undefined : session.at(scene, each(told.best, data));
  return {
    rows,
    constant,
    spread,
    verdict: spread > CLOSE ? 'different' : Math.abs(constant) > CLOSE ? 'constant' : 'same',
    sum: { whole, part, rest, residual },
    best,
    target: session.at(scene, each(data.best, data)),
    sameBest: told.best !== undefined && apart(session, scene, told.best, data.best) < CLOSE,
  };
}

function expressions({ temperature }: MappingData, { prior, q, log_likelihood }: Parts) {
  const p = prior.distribution as string;
  const own = `normalized(${q.distribution})`;
  const nats = log_likelihood.log_likelihood as string;
  const posterior = `tilt(${p}, ${nats}, 1)`;
  const kl = (of: string) => `kl(categorical(${own}), categorical(${of}))`;
  return {
    bound: `(${temperature})*(dot(${own}, ${nats}) - ${kl(p)})`,
    whole: `(${temperature})*${posterior}.log_evidence`,
    rest: `(${temperature})*${kl(`${posterior}.policy`)}`,
    best: bestOf(prior, q, log_likelihood, `${posterior}.policy`, own),
  };
}

/** A trained q goes to the posterior; a trained prior goes to the q that stands still. */
function bestOf(prior: Card, q: Card, nats: Card, posterior: string, own: string): string | undefined {
  if (nats.trained || prior.trained === q.trained) return undefined;
  return q.trained ? posterior : own;
}

function each(list: string, { actions }: MappingData): string[] {
  return actions.map((_, i) => `${list}[${i}]`);
}

function distance(session: LessonSession, values: number[]): number {
  if (!values.every(Number.isFinite)) return Number.POSITIVE_INFINITY;
  const parameters = { high: Math.max(...values), low: Math.min(...values) };
  return session.number('high - low', parameters);
}

function apart(session: LessonSession, scene: SceneState, one: string, other: string): number {
  return session.at(scene, [`kl(categorical(${one}), categorical(${other}))`])[0] ?? Number.POSITIVE_INFINITY;
}
