// One value of a scene, by the name that prose and figures use for it.
import type { SceneState } from './scene-state.ts';

/** The door spells what JSON cannot; null and lists are no numbers. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value === 'inf') return Number.POSITIVE_INFINITY;
  if (value === '-inf') return Number.NEGATIVE_INFINITY;
  return value === 'nan' ? Number.NaN : undefined;
}

/** A scene, or what the core would make of it at other settings. */
export type Valued = Pick<SceneState, 'grids' | 'value'> & { moving?: boolean };

interface Found {
  value?: number | undefined;
  /** As the door sent it, for what is no number. */
  raw?: unknown;
  exact: string | null;
  problem?: string;
}

/** A parameter, a quantity, or a field of one. Exact forms wait until nothing moves. */
export function lookUp(scene: Valued, name: string): Found {
  const parameter = scene.grids.has(name) ? scene.value.parameters[name] : undefined;
  const exactOf = ({ exact }: { exact: string | null }) => (scene.moving ? null : (exact ?? null));
  if (parameter) return { value: parameter.value, exact: exactOf(parameter) };
  const [head = '', ...fields] = name.split('.');
  const quantity = Object.hasOwn(scene.value.quantities, head) ? scene.value.quantities[head] : undefined;
  if (!quantity) return { exact: null, problem: `this scene has no quantity ${name}` };
  if (quantity.error) return { exact: null, problem: quantity.error.message };
  let raw: unknown = quantity.value;
  for (const field of fields)
    raw = raw && typeof raw === 'object' ? (raw as Record<string, unknown>)[field] : undefined;
  return { value: asNumber(raw), raw, exact: fields.length === 0 ? exactOf(quantity) : null };
}
