// q's two handles: circles that are dragged, and sliders to keyboard and screen reader. Both put the scene at a step of its
// parameter's grid; the picture then follows the scene like everything else.
import { svg, type TemplateResult } from 'lit';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { Point } from './place-labels.ts';

export interface Handle {
  part: 'mean' | 'width';
  scene: SceneState;
  parameter: string;
  label: string;
  valueText: string;
}

const RADII = { mean: 9, width: 7.5 };
/** The 44 px that a thumb needs. */
const TARGET = 22;
const PAGE = 10;
const TOUCHED = 'vi-touched';

export function handleTemplate(handle: Handle, { x, y }: Point): TemplateResult {
  const { part, scene, parameter, label, valueText } = handle;
  const info = scene.info.parameters[parameter];
  const value = scene.value.parameters[parameter]?.value ?? 0;
  return svg`<g class="vi-handle" data-part=${part} role="slider" tabindex="0" aria-label=${label} data-parameter=${`${scene.name}.${parameter}`}
      aria-valuemin=${info?.min ?? 0} aria-valuemax=${info?.max ?? 0} aria-valuenow=${value} aria-valuetext=${valueText}
      transform="translate(${x} ${y})" @keydown=${(event: KeyboardEvent) => onKey(event, scene, parameter)}>
    <circle class="vi-target" r=${TARGET}></circle>
    <circle class="vi-focus" r=${RADII[part] + 6}></circle>
    <circle class="vi-knob" r=${RADII[part]}></circle>
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

export interface Grip {
  part: Handle['part'];
  at: Point;
}

/** A pointer on the plot: the nearer handle comes along, from where it was taken hold of. */
export class Drag {
  #part: Handle['part'] | undefined;
  #offset = 0;
  #scene: SceneState | undefined;

  get part(): Handle['part'] | undefined {
    return this.#part;
  }

  /** Whether the pointer took hold of one. */
  start(event: PointerEvent, box: HTMLElement, grips: Grip[], scene: SceneState): boolean {
    if (event.button !== 0 || !event.isPrimary) return false;
    const pointer = pointIn(box, event);
    const distance = ({ at }: Grip) => Math.hypot(at.x - pointer.x, at.y - pointer.y);
    const [nearest] = grips
      .filter((grip) => distance(grip) <= TARGET)
      .sort((a, b) => distance(a) - distance(b));
    if (!nearest) return false;
    this.#part = nearest.part;
    this.#offset = nearest.at.x - pointer.x;
    this.#scene = scene;
    box.setPointerCapture?.(event.pointerId);
    const handle = box.querySelector<SVGElement>(`.vi-handle[data-part=${nearest.part}]`);
    // The ring is for keyboards; this focus comes from a pointer.
    handle?.classList.add(TOUCHED);
    handle?.focus({ preventScroll: true });
    scene.hold();
    event.preventDefault();
    return true;
  }

  /** Where on the plot the handle is wanted, or undefined while nothing is held. */
  wanted(event: PointerEvent, box: HTMLElement): number | undefined {
    return this.#part && pointIn(box, event).x + this.#offset;
  }

  end(): void {
    if (!this.#part) return;
    this.#part = undefined;
    this.#scene?.release();
  }
}

function pointIn(box: HTMLElement, event: PointerEvent): Point {
  const { left, top } = box.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}
