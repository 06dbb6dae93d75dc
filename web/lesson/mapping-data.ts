// A mapping exercise as lesson.json has it: an algorithm's objective, cards, and the slots they are placed in.

/** Checked by the right card. */
export const PLAIN_SLOTS = ['context', 'latent', 'evidence'] as const;
/** Checked by running them. */
export const RUN_SLOTS = ['prior', 'q', 'log_likelihood'] as const;
export const SLOTS = [...PLAIN_SLOTS, ...RUN_SLOTS] as const;
export type PlainSlot = (typeof PLAIN_SLOTS)[number];
export type RunSlot = (typeof RUN_SLOTS)[number];
export type Slot = (typeof SLOTS)[number];

export interface Card {
  label: string;
  /** What it is: said wherever it is placed and does not belong. */
  tells: string;
  /** A list of weights, one an action: then it may stand as prior and as q. */
  distribution?: string;
  /** A list of nats, one an action. */
  log_likelihood?: string;
  /** It changes with the policy in training. */
  trained?: boolean;
}

/** What is to be said about a placement, if its run slots are these. */
export interface Theorem extends Partial<Record<RunSlot, string>> {
  says: string;
  half?: boolean;
}

export interface Question {
  ask: string;
  options: string[];
  answer: number;
  after: string;
}

export interface MappingData {
  kind: 'mapping';
  scene: string;
  title: string;
  intro: string;
  /** What a seed may choose for the scene's parameters. */
  variants?: Record<string, string[]>;
  loss: string;
  given: string[];
  actions: string[];
  /** A seed may give the actions each other's names. */
  renamed?: boolean;
  objective: string;
  temperature: string;
  policy: string;
  best: string;
  policies: Record<string, string>[];
  cards: Record<string, Card>;
  slots: Record<PlainSlot, { card: string; wrong?: Record<string, string> }>;
  theorems: Theorem[];
  questions: Question[];
  sentence: { ask: string; model: string };
}

/** Which card stands in which slot. */
export type Placement = Partial<Record<Slot, string>>;

export function isMapping(exercise: { kind: string } | undefined): exercise is MappingData {
  return exercise?.kind === 'mapping';
}

/** Why this card cannot be run where it stands; nothing if it can. */
export function unfit(card: Card, slot: RunSlot): string | undefined {
  if (slot === 'log_likelihood')
    return card.log_likelihood ? undefined : 'it is no list of nats, one for each action';
  return card.distribution ? undefined : 'it is no distribution over actions';
}
