import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ParameterInfo } from '../../core/door.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import { withMinus } from '../format.ts';
import { SceneElement } from '../member.ts';
import { inWords, nameOf, valueText } from '../parameter-words.ts';
import { stateActions } from './actions.ts';

/**
 * Every parameter of a scene: a slider along its grid, a field for any other number, and what is wrong with what was typed.
 *
 * @attr scene - the scene
 */
export class ViControls extends SceneElement {
  #fields = new Map<string, string>();

  override get scene(): SceneState | undefined {
    return this.session?.scene(this.getAttribute('scene') ?? undefined);
  }

  protected override render(): TemplateResult | typeof nothing {
    const scene = this.scene;
    if (!scene) return nothing;
    const parameters = Object.entries(scene.info.parameters);
    return html`<div class="vi-panel vi-box" role="group" aria-label=${scene.locked ? 'Numbers that your course has set' : 'Numbers you can change'}>
      <div class="vi-rows">${repeat(
        parameters,
        ([name]) => name,
        ([name, info]) => this.#row(scene, name, info),
      )}</div>
      <div class="vi-actions vi-live">${stateActions(scene)}</div>
    </div>`;
  }

  #row(scene: SceneState, name: string, info: ParameterInfo): TemplateResult {
    const grid = scene.grids.get(name);
    const value = scene.value.parameters[name]?.value ?? Number.NaN;
    const refusal = scene.refusals.get(name);
    const id = `vi-${scene.name}-${name}`;
    const move = (event: Event) => scene.move(name, (event.target as HTMLInputElement).valueAsNumber);
    return html`<div class="vi-row" ?data-changed=${!grid?.isBook(scene.settings[name] ?? '')}>
      <label class="vi-name" for=${id}>${nameOf(name, info)} <vi-formula tex=${info.symbol}></vi-formula></label>
      <input class="vi-slider vi-live" type="range" role="slider" tabindex="0" aria-label=${info.label || name}
        data-parameter=${`${scene.name}.${name}`} aria-valuetext=${valueText(value, scene.settings[name] ?? '')}
        ?disabled=${scene.locked} min=${grid?.first ?? 0} max=${grid?.last ?? 0} step="1" .value=${live(String(grid?.nearest(value) ?? 0))}
        @input=${move} @pointerdown=${() => scene.hold()} @pointerup=${() => scene.release()} @pointercancel=${() => scene.release()} />
      <input class="vi-field" id=${id} type="text" inputmode="text" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="64"
        ?disabled=${scene.locked} aria-invalid=${refusal ? 'true' : 'false'} aria-describedby=${refusal ? `${id}-problem` : nothing}
        .value=${live(this.#fields.get(name) ?? refusal?.text ?? withMinus(scene.settings[name] ?? ''))}
        @input=${(event: Event) => this.#fields.set(name, (event.target as HTMLInputElement).value)}
        @change=${() => this.#commit(scene, name)} @keydown=${(event: KeyboardEvent) => this.#key(event, scene, name)} />
      ${refusal ? html`<p class="vi-refusal" role="alert" id=${`${id}-problem`}>${inWords(refusal.message, name, info)}</p>` : nothing}
    </div>`;
  }

  #commit(scene: SceneState, name: string): void {
    const text = this.#fields.get(name);
    this.#fields.delete(name);
    // Enter commits, and the browser's own change event then finds nothing left to do.
    if (text === undefined) return;
    if (withMinus(text) !== withMinus(scene.settings[name] ?? '')) scene.set(name, text);
    else scene.forgive(name);
    this.requestUpdate();
  }

  #key(event: KeyboardEvent, scene: SceneState, name: string): void {
    if (event.key === 'Enter') this.#commit(scene, name);
    if (event.key !== 'Escape') return;
    this.#fields.delete(name);
    scene.forgive(name);
    this.requestUpdate();
  }
}
