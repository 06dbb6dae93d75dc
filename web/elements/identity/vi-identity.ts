import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Failed, Formula, FormulaValue, IdentityValue, Numeric } from '../../core/door.ts';
import { identityData } from '../../lesson/document.ts';
import type { Wish } from '../../lesson/followers.ts';
import { asNumber } from '../../lesson/look-up.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { formatNumber } from '../format.ts';
import { enclosingScene, SceneElement } from '../member.ts';
import { prose } from '../prose.ts';
import { describe, identityChip } from './chip.ts';
import { SETTINGS, Trial } from './trial.ts';

const SETTINGS_TEXT = SETTINGS.toLocaleString('en');

/**
 * Two paths to one number, side by side, and whether they meet.
 *
 * @attr name - `exercise1.gap`
 * @attr data-state - `proved`, `numerical` or `failed`
 * @attr data-residual - left minus right, as doubles
 */
export class ViIdentity extends SceneElement {
  #trial = new Trial(() => this.requestUpdate());
  #sides: Formula[] = [];
  /** Whether there were exact forms at rest: while the numbers move, their row waits for them. */
  #isExact = false;

  override enter(session: LessonSession): void {
    const found = session.resolve(this.getAttribute('name') ?? '', enclosingScene(this));
    const data = found && identityData(session.document, found.scene.name, found.name);
    const sides = data ? [data.left, data.right] : [];
    this.#sides = sides.map((expression) => ({ expression, faces: ['symbolic', 'exact'] }));
    super.enter(session);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#trial.cancel();
  }

  protected override get wish(): Wish {
    return { identities: this.found ? [this.found.name] : [], formulas: this.#sides };
  }

  get #value(): IdentityValue | Failed | undefined {
    return this.found?.scene.value.identities[this.found.name];
  }

  get #formulas(): (FormulaValue | undefined)[] {
    return this.#sides.map((side) => this.scene?.formula(side));
  }

  /** The printed formulas stay until there are others. */
  protected override shouldUpdate(changed: PropertyValues): boolean {
    return super.shouldUpdate(changed) && (this.hasUpdated || this.#formulas.every((each) => each));
  }

  protected override updated(_changed: PropertyValues): void {
    const { found } = this;
    const value = this.#value;
    if (!found) return;
    this.dataset.identity = `${found.scene.name}.${found.name}`;
    this.dataset.state = !value || value.error ? 'failed' : value.state;
    if (value && !value.error) this.dataset.residual = String(value.residual);
    else delete this.dataset.residual;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { found } = this;
    if (!found) return nothing;
    const { scene, name } = found;
    const value = this.#value;
    const sides = value?.error ? undefined : value;
    const says = scene.info.identities[name]?.says;
    const { moving } = scene;
    const [left, right] = this.#formulas;
    if (!moving) this.#isExact = Boolean(sides?.left_exact || sides?.right_exact);
    const sign = sides?.state === 'failed' ? '≠' : '=';
    return html`<div class="vi-paths" data-state=${describe(value, moving).state}>
      ${says ? html`<p class="vi-says">${prose(says, scene.name)}</p>` : nothing}
      <div class="vi-path-pair">
        ${side(left, sides?.left, this.#isExact, moving ? null : sides?.left_exact)}
        <span class="vi-equals" aria-hidden="true">${sides ? sign : '?'}</span>
        ${side(right, sides?.right, this.#isExact, moving ? null : sides?.right_exact)}
      </div>
      <div class="vi-verdict">${identityChip(value, moving)} ${this.#tryOut(scene.name, name)}</div>
    </div>`;
  }

  #tryOut(scene: string, name: string): TemplateResult {
    const { state } = this.#trial;
    const start = () => this.session && this.#trial.run(this.session, scene, name);
    const running = state.kind === 'running';
    return html`<span class="vi-trial">
      ${running ? html`<progress max=${SETTINGS} value=${state.done} aria-label="Settings tried"></progress>` : nothing}
      <button type="button" class="vi-link vi-live" @click=${running ? () => this.#trial.cancel() : start}>${running ? 'Stop' : `Try ${SETTINGS_TEXT} random settings`}</button>
      <span role="status" class="vi-trial-words" data-ok=${state.kind === 'done' ? state.ok : nothing}>${'words' in state ? state.words : nothing}</span>
    </span>`;
  }
}

function side(
  formula: FormulaValue | undefined,
  value: Numeric | undefined,
  isExact: boolean,
  exact: string | null | undefined,
): TemplateResult {
  const faces = formula?.error ? undefined : formula;
  const number = asNumber(value);
  const shown = number === undefined ? '' : formatNumber(number, 6);
  return html`<div class="vi-path">
    <div class="vi-path-formula">${formula?.error ? html`<span class="vi-refusal">${formula.error.message}</span>` : nothing}${faces?.symbolic ? html`<vi-formula tex=${`\\displaystyle ${faces.symbolic}`}></vi-formula>` : nothing}</div>
    <div class="vi-path-value">${shown}</div>
    ${isExact ? html`<div class="vi-path-exact">${exact && faces?.exact ? html`<vi-formula tex=${faces.exact}></vi-formula>` : nothing}</div>` : nothing}
  </div>`;
}
