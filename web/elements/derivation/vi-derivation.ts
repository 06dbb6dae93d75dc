import { html, nothing, type TemplateResult } from 'lit';
import type { Failed, Line, LinePart } from '../../core/door.ts';
import type { Wish } from '../../lesson/followers.ts';
import { SceneElement } from '../member.ts';
import { prose } from '../prose.ts';

/**
 * A calculation line by line: the sentence that says why, then the step with today's numbers in it.
 *
 * @attr name - `exercise1.posterior`
 */
export class ViDerivation extends SceneElement {
  protected override get wish(): Wish {
    return { derivations: this.found ? [this.found.name] : [] };
  }

  get #lines(): Line[] | Failed | undefined {
    return this.found?.scene.value.derivations[this.found.name];
  }

  protected override shouldUpdate(): boolean {
    return this.#lines !== undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const lines = this.#lines;
    const scene = this.scene?.name ?? '';
    if (!lines) return nothing;
    if ('error' in lines) return html`<p class="vi-refusal">${lines.error.message}</p>`;
    return html`<ol class="vi-steps">${lines.map((line) => step(line, scene))}</ol>`;
  }
}

function step(line: Line, scene: string): TemplateResult {
  const { say } = line;
  return html`<li class="vi-step">
    ${say ? html`<p class="vi-say">${prose(say, scene)}</p>` : nothing}
    ${formulas(line)}
  </li>`;
}

/** The step itself, without its reason. */
export function formulas({ lhs, parts }: Line): TemplateResult {
  return html`<div class="vi-line">
      ${lhs ? html`<div class="vi-lhs"><vi-formula tex=${`\\displaystyle ${lhs}`}></vi-formula></div>` : nothing}
      <div class="vi-parts">${parts.map((part, i) => piece(part, lhs || i > 0 ? part.relation : ''))}</div>
    </div>`;
}

function piece({ face, tex }: LinePart, relation: string): TemplateResult {
  return html`<div class="vi-part" data-face=${face}><vi-formula tex=${`\\displaystyle ${relation && `{}${relation} `}${tex}`}></vi-formula></div>`;
}
