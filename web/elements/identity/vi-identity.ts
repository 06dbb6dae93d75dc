import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Face, IdentityValue, Numeric } from '../../core/door.ts';
import { identityData } from '../../lesson/document.ts';
import { asNumber } from '../../lesson/look-up.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { formatNumber } from '../format.ts';
import { enclosingScene, SceneElement } from '../member.ts';
import { prose } from '../prose.ts';
import { markScrollable } from '../tex.ts';
import { describe, identityChip } from './chip.ts';
import { SETTINGS, Trial } from './trial.ts';

/**
 * Two paths to one number, side by side, and whether they meet.
 *
 * @attr name - `exercise1.gap`
 * @attr data-state - `proved`, `numerical` or `failed`
 * @attr data-residual - left minus right, as doubles
 */
export class ViIdentity extends SceneElement {
  #trial = new Trial(() => this.requestUpdate());
  #sides: Partial<Record<Face, string>>[] = [];
  #turn = { element: this as Element, settle: () => this.#settle() };

  override enter(session: LessonSession): void {
    super.enter(session);
    session.turns.add(this.#turn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session?.turns.remove(this.#turn);
    this.#trial.cancel();
  }

  protected override sceneChanged(_state: SceneState): void {
    this.session?.turns.mark(this.#turn);
    this.requestUpdate();
  }

  get #found(): { scene: SceneState; name: string } | undefined {
    return this.session?.resolve(this.getAttribute('name') ?? '', enclosingScene(this));
  }

  get #value(): IdentityValue | undefined {
    const found = this.#found;
    return found?.scene.value.identities[found.name];
  }

  #settle(): void {
    const found = this.#found;
    const data = found && this.session && identityData(this.session.document, found.scene.name, found.name);
    if (!found || !data) return;
    const formulas = [data.left, data.right].map((expression) => ({
      expression,
      faces: ['symbolic', 'exact'] as Face[],
    }));
    try {
      this.#sides = found.scene.ask({ quantities: [], identities: [], formulas }).formulas;
    } catch {
      this.#sides = [];
    }
    this.requestUpdate();
    this.performUpdate();
    if (found.scene.moving) return;
    for (const box of this.querySelectorAll<HTMLElement>('.vi-path-formula, .vi-path-exact'))
      markScrollable(box);
  }

  protected override updated(_changed: PropertyValues): void {
    const found = this.#found;
    const value = this.#value;
    if (!found) return;
    this.dataset.identity = `${found.scene.name}.${found.name}`;
    this.dataset.state = value?.state ?? 'failed';
    if (value) this.dataset.residual = String(value.residual);
    else delete this.dataset.residual;
  }

  protected override render(): TemplateResult | typeof nothing {
    const found = this.#found;
    const value = this.#value;
    if (!found) return nothing;
    const { moving } = found.scene;
    const [left, right] = this.#sides;
    return html`<div class="vi-paths" data-state=${describe(value, moving).state}>
      ${value?.says ? html`<p class="vi-says">${prose(value.says, found.scene.name)}</p>` : nothing}
      <div class="vi-path-pair">
        ${side(left, value?.left, value?.left_exact, moving)}
        <span class="vi-equals" aria-hidden="true">${value?.state === 'failed' ? '≠' : '='}</span>
        ${side(right, value?.right, value?.right_exact, moving)}
      </div>
      <div class="vi-verdict">${identityChip(value, moving)} ${this.#tryOut(found.scene.name, found.name)}</div>
    </div>`;
  }

  #tryOut(scene: string, name: string): TemplateResult {
    const { state } = this.#trial;
    const start = () => this.session && this.#trial.run(this.session, scene, name);
    const settings = SETTINGS.toLocaleString('en');
    const running = state.kind === 'running';
    return html`<span class="vi-trial">
      ${running ? html`<progress max=${SETTINGS} value=${state.done} aria-label="Settings tried"></progress>` : nothing}
      <button type="button" class="vi-link vi-live" @click=${running ? () => this.#trial.cancel() : start}>${running ? 'Stop' : `Try ${settings} random settings`}</button>
      <span role="status" class="vi-trial-words" data-ok=${state.kind === 'done' ? state.ok : nothing}>${'words' in state ? state.words : nothing}</span>
    </span>`;
  }
}

function side(
  faces: Partial<Record<Face, string>> | undefined,
  value: Numeric | undefined,
  exact: string | null | undefined,
  moving: boolean,
): TemplateResult {
  const number = asNumber(value);
  const shown = number === undefined ? '' : formatNumber(number, 6);
  return html`<div class="vi-path">
    <div class="vi-path-formula">${faces?.symbolic ? html`<vi-formula tex=${`\\displaystyle ${faces.symbolic}`}></vi-formula>` : nothing}</div>
    <div class="vi-path-value">${shown}</div>
    <div class="vi-path-exact">${!moving && exact && faces?.exact ? html`<vi-formula tex=${faces.exact}></vi-formula>` : nothing}</div>
  </div>`;
}
