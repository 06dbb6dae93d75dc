// The seed of an exercise in the address: `?seed=7`. Alone it gives every exercise the numbers of that seed; beside numbers
// that stand in the address already it only says whose they are.
import type { ErrorBody } from '../core/door.ts';
import type { ExerciseState } from './exercise-state.ts';
import type { Entry } from './link.ts';
import { isMapping } from './mapping-data.ts';
import type { LessonSession } from './session.ts';

export const SEED = 'seed';
/** What the core takes. */
const GREATEST = 1_000_000_000;
/** Two exercises may have a seed each; an address may be anybody's. */
const MOST_SEEDS = 4;
const SHOWN = 24;

/** `?seed=7`, alone: which variant of the exercises the address asks for. Beside numbers it only says whose they are. */
function seedOf(entries: Entry[]): number | undefined {
  if (entries.some(({ key }) => key.includes('.'))) return undefined;
  return parseSeed(entries.find(({ key }) => key === SEED)?.text ?? '');
}

/** The sentences say which seeds were not taken, and why. */
export function applySeeds(session: LessonSession, entries: Entry[]): string[] {
  session.seed = seedOf(entries);
  const exercises = [...session.exercises.values()].filter(({ data }) => data.variants);
  const isAlone = exercises.every(({ scene }) => scene.atBook);
  const texts = entries.filter(({ key }) => key === SEED).map(({ text }) => text);
  const problems = texts.slice(0, MOST_SEEDS).flatMap((text) => applySeed(exercises, text, isAlone));
  for (const exercise of exercises) exercise.resume();
  if (isAlone && session.seed !== undefined) problems.push(...drawMappings(session, session.seed));
  return problems;
}

/** A seed alone brings the numbers of mappings too, where no other exercise has brought its own. */
function drawMappings(session: LessonSession, seed: number): string[] {
  return Object.entries(session.document.exercises ?? {}).flatMap(([name, data]) => {
    const isFree = isMapping(data) && data.variants && session.scene(data.scene)?.atBook;
    return isFree ? (session.renew(name, seed) ?? []) : [];
  });
}

function applySeed(exercises: ExerciseState[], text: string, isAlone: boolean): string[] {
  const seed = parseSeed(text);
  if (seed === undefined) {
    const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
    return [`${SEED}=${shown}: a seed is a whole number from 0 to ${GREATEST}.`];
  }
  return exercises.flatMap((exercise) => taken(exercise, seed, isAlone) ?? []);
}

/** Why the exercise has no numbers for the seed, if it has none. */
function taken(exercise: ExerciseState, seed: number, isAlone: boolean): string | undefined {
  try {
    exercise.know(seed);
  } catch (problem) {
    return `${SEED}=${seed}: ${(problem as ErrorBody).message}`;
  }
  if (isAlone && exercise.scene.atBook && !exercise.renew(seed))
    return `${SEED}=${seed}: ${exercise.problem}`;
  return undefined;
}

function parseSeed(text: string): number | undefined {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return seed <= GREATEST ? seed : undefined;
}

/** Each seed in force once. */
export function seedEntries(session: LessonSession): Entry[] {
  const seeds = new Set<number>();
  for (const { seed, scene } of session.exercises.values())
    if (seed !== undefined && !scene.atBook) seeds.add(seed);
  return [...seeds].map((seed) => ({ key: SEED, text: String(seed) }));
}
