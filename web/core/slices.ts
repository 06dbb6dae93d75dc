// "Try this identity at 1,000 random settings": `lesson.check` cut into slices whose reports add up to the whole one.
import type {
  CheckReport,
  DefinitionCheck,
  IdentityCheck,
  LessonInfo,
  Numeric,
  Ok,
  Op,
  Request,
} from './door.ts';

const SLICE = 50;

export interface CheckOptions {
  /** What `lesson.load` takes; loaded by the worker itself, which shares no memory with the page. */
  lesson: object;
  scene?: string;
  identity?: string;
  seed?: number;
  count?: number;
  onProgress?: (done: number, count: number) => void;
  signal?: AbortSignal;
}

interface Caller {
  call<O extends Op>(request: Request<O> & { op: O }, options?: { signal?: AbortSignal }): Promise<Ok<O>>;
}

export async function checkSlices(remote: Caller, options: CheckOptions): Promise<CheckReport> {
  const { lesson: document, scene, identity, seed = 1, count = 1000, onProgress, signal } = options;
  const { lesson }: LessonInfo = await remote.call({ op: 'lesson.load', lesson: document }, { signal });
  let whole: CheckReport | undefined;
  for (let start = 0; start < count; start += SLICE) {
    onProgress?.(start, count);
    const size = Math.min(SLICE, count - start);
    const part = await remote.call(
      { op: 'lesson.check', lesson, scene, identity, seed, start, count: size },
      { signal },
    );
    whole = whole ? add(whole, part) : part;
  }
  if (!whole) throw new RangeError(`a check needs at least one setting, got ${count}`);
  onProgress?.(count, count);
  return whole;
}

/** Both reports as one: counts add up, of the worst figures the worse one stays. */
export function add(a: CheckReport, b: CheckReport): CheckReport {
  const identities = merge(a.identities, b.identities, addIdentity);
  const definitions = merge(a.definitions, b.definitions, addDefinition);
  const tallies = [...Object.values(identities), ...Object.values(definitions)];
  return {
    type: 'check',
    settings: a.settings + b.settings,
    identities,
    definitions,
    // As in the core: so many of them failed somewhere, in one slice or in several.
    failed: tallies.filter(({ failed }) => failed > 0).length,
  };
}

function addIdentity(a: IdentityCheck, b: IdentityCheck): IdentityCheck {
  return {
    ...worse(a, b),
    proved: a.proved + b.proved,
    numerical: a.numerical + b.numerical,
    failed: a.failed + b.failed,
  };
}

function addDefinition(a: DefinitionCheck, b: DefinitionCheck): DefinitionCheck {
  return { ...worse(a, b), checked: a.checked + b.checked, failed: a.failed + b.failed };
}

/** The setting is that of the worst ratio; the largest residual may have come from another. */
function worse<T extends { worst_ratio: Numeric; worst_residual: Numeric }>(a: T, b: T): T {
  const worst = size(b.worst_ratio) > size(a.worst_ratio) ? b : a;
  const residual = size(b.worst_residual) > size(a.worst_residual) ? b : a;
  return { ...worst, worst_residual: residual.worst_residual };
}

// A residual that is no number is the worst there can be.
function size(value: Numeric): number {
  return typeof value === 'number' ? Math.abs(value) : Number.POSITIVE_INFINITY;
}

function merge<T>(a: Record<string, T>, b: Record<string, T>, both: (x: T, y: T) => T): Record<string, T> {
  const merged = { ...a };
  for (const [name, value] of Object.entries(b)) merged[name] = name in a ? both(a[name] as T, value) : value;
  return merged;
}
