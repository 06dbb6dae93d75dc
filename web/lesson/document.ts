// The parts of a lesson document that the page reads itself; all else is the core's.
import type { MappingData } from './mapping-data.ts';
import type { OrderData } from './order-data.ts';

export interface Prediction {
  question: string;
  options: string[];
  answer: number;
  after: string;
  scene?: string;
  /** The card for whoever was wrong. */
  card?: string;
  /** The figures right below show the answer. */
  veils?: true;
}

export interface FigureData {
  kind: string;
  title: string;
  [key: string]: unknown;
}

export interface IdentityData {
  left: string;
  right: string;
  says: string;
}

/** A question before a line is computed: its sign or its size. */
export interface Guess {
  ask: string;
  /** Each with the condition under which it is the right one. */
  options: { say: string; when: string }[];
}

export interface ExerciseLine {
  name: string;
  ask: string;
  kind: 'number' | 'expression';
  answer: string;
  /** The symbols an expression may hold, each with its TeX. */
  free?: Record<string, string>;
  guess?: Guess;
  hints?: string[];
  /** The derivation that shows the step. */
  solution?: string;
  /** The usual slips: what somebody gets who makes one, and the sentence that helps. */
  wrong?: { is: string; says: string }[];
  after?: string;
}

export interface ExerciseData {
  kind: 'answers';
  scene: string;
  title: string;
  intro?: string;
  variants?: Record<string, string[]>;
  lines: ExerciseLine[];
}

export interface LessonDocument {
  title: string;
  scenes: Record<string, { title?: string; use?: string | string[] }>;
  sets?: Record<string, { identities?: Record<string, IdentityData> }>;
  figures?: Record<string, FigureData>;
  predictions?: Record<string, Prediction>;
  exercises?: Record<string, ExerciseData | MappingData | OrderData>;
  [key: string]: unknown;
}

/** What the build makes of a lesson folder. */
export interface Compiled {
  /** The folder's name: stays the same when the lesson's words change. */
  name?: string;
  document: LessonDocument;
  article: string;
  /** The exercises that stand in the article as cards, in its order. */
  cards?: string[];
}

/** An identity as a scene has it, from the sets that the scene uses. */
export function identityData(
  document: LessonDocument,
  scene: string,
  name: string,
): IdentityData | undefined {
  const use = own(document.scenes, scene)?.use ?? [];
  for (const set of typeof use === 'string' ? [use] : use) {
    const found = own(own(document.sets, set)?.identities, name);
    if (found) return found;
  }
  return undefined;
}

/** A property of its own, or undefined: names come from authors and addresses, `constructor` among them. */
export function own<T>(record: Record<string, T> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
