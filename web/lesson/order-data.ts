// An order exercise as lesson.json has it: a derivation of the scene whose lines stand shuffled.

export interface OrderLine {
  name: string;
  /** Lines that must stand above this one; without it, the one before it in the derivation. */
  needs?: string[];
  /** Why this line cannot stand above what it needs. */
  early?: string;
}

export interface OrderData {
  kind: 'order';
  scene: string;
  title: string;
  intro: string;
  derivation: string;
  /** One for each line of the derivation, in its order. */
  lines: OrderLine[];
  /** Said once the order is right. */
  after: string;
  /** Then the reasons of the derivation are to be put beside their lines. */
  reasons?: { ask: string; after: string };
}

export function isOrder(exercise: { kind: string } | undefined): exercise is OrderData {
  return exercise?.kind === 'order';
}

export function needsOf({ lines }: Pick<OrderData, 'lines'>, i: number): string[] {
  const before = lines[i - 1];
  return lines[i]?.needs ?? (before ? [before.name] : []);
}

/** The first line that stands above something it needs. Where there is none the order is right, the author's or another. */
export function firstEarly(data: Pick<OrderData, 'lines'>, placed: string[]): number | undefined {
  const stands = new Set<string>();
  for (const [at, name] of placed.entries()) {
    const i = data.lines.findIndex((line) => line.name === name);
    if (!needsOf(data, i).every((needed) => stands.has(needed))) return at;
    stands.add(name);
  }
  return undefined;
}

/** The first reason that stands beside another line than its own. */
export function firstAstray(lines: string[], reasons: string[]): number | undefined {
  const at = reasons.findIndex((reason, i) => reason !== lines[i]);
  return at < 0 ? undefined : at;
}
