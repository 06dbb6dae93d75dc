// Handles: circles that are dragged, and sliders to keyboard and screen reader. Both put the scene at a step of a
// parameter's grid; the picture then follows the scene like everything else.
import { nothing, svg, type TemplateResult } from 'lit';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { Role } from './kind.ts';
import type { Point } from './place-labels.ts';

export interface Handle {
  parameter: string;
  role: Role;
  label: string;
  valueText: string;
  at: Point;
  radius: number;
  upright?: boolean;
  /** The step of the parameter's grid for a handle that is wanted there. */
  step(wanted: Point): number;
}

/** The 44 px that a thumb needs. */
const TARGET = 22;
const PAGE = 10;
const TOUCHED = 'vi-touched';

export function handleTemplate(scene: SceneState, handle: Handle, held: boolean): TemplateResult {
  const { parameter, role, label, valueText, at, radius, upright } = handle;
  const info = scene.info.parameters[parameter];
  const value = scene.value.parameters[parameter]?.value ?? 0;
  return svg`<g class="vi-handle" data-role=${role} ?data-held=${held} aria-disabled=${scene.locked ? 'true' : nothing} role="slider" tabindex="0" aria-label=${label} data-parameter=${`${scene.name}.${parameter}`}
      aria-orientation=${upright ? 'vertical' : nothing} aria-valuemin=${info?.min ?? 0} aria-valuemax=${info?.max ?? 0} aria-valuenow=${value} aria-valuetext=${valueText}
      transform="translate(${at.x} ${at.y})" @keydown=${(event: KeyboardEvent) => onKey(event, scene, parameter)}>
    <circle class="vi-target" r=${TARGET}></circle>
    <circle class="vi-focus" r=${radius + 6}></circle>
    <circle class="vi-knob" r=${radius}></circle>
  </g>`;
}

const KEYS: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: PAGE,
  PageDown: -PAGE,
};

export function onKey(event: KeyboardEvent, scene: SceneState, parameter: string): void {
  (event.currentTarget as Element).classList.remove(TOUCHED);
  const grid = scene.grids.get(parameter);
  const value = scene.value.parameters[parameter]?.value;
  if (!grid || value === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const steps = KEYS[event.key];
  const text = scene.wanted[parameter] ?? '';
  if (steps !== undefined) scene.move(parameter, grid.beside(text, value, steps));
  else if (event.key === 'Home') scene.move(parameter, grid.first);
  else if (event.key === 'End') scene.move(parameter, grid.last);
  else return;
  event.preventDefault();
}

/** A pointer on the plot: the nearest handle comes along, from where it was taken hold of. */
export class Drag {
  #parameter: string | undefined;
  #offset: Point = { x: 0, y: 0 };
  #scene: SceneState | undefined;

  /** What is held, by the parameter it moves. */
  get parameter(): string | undefined {
    return this.#parameter;
  }

  /** Whether the pointer took hold of one. */
  start(event: PointerEvent, box: HTMLElement, handles: Handle[], scene: SceneState): boolean {
    if (event.button !== 0 || !event.isPrimary || scene.locked) return false;
    const pointer = pointIn(box, event);
    const distance = ({ at }: Handle) => Math.hypot(at.x - pointer.x, at.y - pointer.y);
    const [nearest] = handles
      .filter((handle) => distance(handle) <= TARGET)
      .sort((a, b) => distance(a) - distance(b));
    if (!nearest) return false;
    this.#parameter = nearest.parameter;
    this.#offset = { x: nearest.at.x - pointer.x, y: nearest.at.y - pointer.y };
    this.#scene = scene;
    box.setPointerCapture?.(event.pointerId);
    const name = CSS.escape(`${scene.name}.${nearest.parameter}`);
    const handle = box.querySelector<SVGElement>(`.vi-handle[data-parameter=${name}]`);
    // The ring is for keyboards; this focus comes from a pointer.
    handle?.classList.add(TOUCHED);
    handle?.focus({ preventScroll: true });
    scene.hold();
    event.preventDefault();
    return true;
  }

  /** The handle that is held goes where the pointer is. */
  move(event: PointerEvent, box: HTMLElement, handles: Handle[]): void {
    const held = handles.find(({ parameter }) => parameter === this.#parameter);
    if (!held) return;
    const { x, y } = pointIn(box, event);
    this.#scene?.move(held.parameter, held.step({ x: x + this.#offset.x, y: y + this.#offset.y }));
  }

  end(): void {
    if (!this.#parameter) return;
    this.#parameter = undefined;
    this.#scene?.release();
  }
}

function pointIn(box: HTMLElement, event: PointerEvent): Point {
  const { left, top } = box.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}
