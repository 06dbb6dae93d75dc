import { html, nothing, type TemplateResult } from 'lit';
import type { Line, LinePart } from '../../core/door.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { enclosingScene, SceneElement } from '../member.ts';
import { prose } from '../prose.ts';
import { markScrollable } from '../tex.ts';

/**
 * A calculation line by line: the sentence that says why, then the step with today's numbers in it.
 *
 * @attr name - `exercise1.posterior`
 */
export class ViDerivation extends SceneElement {
  #lines: Line[] = [];
  #problem: string | undefined;
  #turn = { element: this as Element, settle: () => this.#settle() };

  override enter(session: LessonSession): void {
    super.enter(session);
    session.turns.add(this.#turn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session?.turns.remove(this.#turn);
  }

  protected override sceneChanged(_state: SceneState): void {
    this.session?.turns.mark(this.#turn);
  }

  // Drawn when its turn comes, at once, so that the turns can count the time.
  #settle(): void {
    const found = this.session?.resolve(this.getAttribute('name') ?? '', enclosingScene(this));
    if (!found) return;
    const { scene, name } = found;
    try {
      this.#lines =
        scene.ask({ quantities: [], identities: [], derivations: [name] }).derivations[name] ?? [];
      this.#problem = undefined;
    } catch (problem) {
      this.#problem = (problem as Error).message;
    }
    this.requestUpdate();
    this.performUpdate();
    if (!scene.moving) for (const box of this.querySelectorAll<HTMLElement>('.vi-part')) markScrollable(box);
  }

  protected override shouldUpdate(): boolean {
    return this.#lines.length > 0 || this.#problem !== undefined;
  }

  protected override render(): TemplateResult {
    const scene = this.scene?.name ?? '';
    if (this.#problem) return html`<p class="vi-refusal">${this.#problem}</p>`;
    return html`<ol class="vi-steps">${this.#lines.map((line) => step(line, scene))}</ol>`;
  }
}

function step({ say, lhs, relation, parts }: Line, scene: string): TemplateResult {
  return html`<li class="vi-step">
    ${say ? html`<p class="vi-say">${prose(say, scene)}</p>` : nothing}
    <div class="vi-line">
      ${lhs ? html`<div class="vi-lhs"><vi-formula tex=${`\\displaystyle ${lhs}`}></vi-formula></div>` : nothing}
      <div class="vi-parts">${parts.map((part, i) => piece(part, lhs || i > 0 ? (part.relation ?? relation) : ''))}</div>
    </div>
  </li>`;
}

function piece({ face, tex }: LinePart, relation: string): TemplateResult {
  return html`<div class="vi-part" data-face=${face}><vi-formula tex=${`\\displaystyle ${relation && `{}${relation} `}${tex}`}></vi-formula></div>`;
}
