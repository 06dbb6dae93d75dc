import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { copyControl } from '../../copy/control.ts';
import { svgOf } from '../../copy/figures.ts';
import { own } from '../../lesson/document.ts';
import type { Wish } from '../../lesson/followers.ts';
import { stateAddress } from '../../lesson/link.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { stateActions } from '../controls/actions.ts';
import { enclosingScene, SceneElement } from '../member.ts';
import { Drag, type Handle, handleTemplate } from './handles.ts';
import type { Figure } from './kind.ts';
import { makeFigure } from './kinds.ts';
import { type Layout, UNMEASURED } from './layout.ts';
import { numbersTemplate } from './table.ts';
import { watchWidth } from './width.ts';
import { refusals, underTitle } from './words.ts';

let count = 0;
const SPEAK_MS = 500;

/**
 * A figure of the catalogue in its frame: its claim, the picture with handles to drag, the numbers below it, the way
 * back, and all of it as tables.
 *
 * @attr name - the figure's name in the lesson
 * @attr scene - whose numbers it shows
 * @attr kind - `density`, `bars` or `curve`
 */
export class ViFigure extends SceneElement {
  #id = `vi-figure-${++count}`;
  #figure: Figure | undefined;
  #drawn = false;
  #problem: string | undefined;
  #layout: Layout | undefined;
  #width = 0;
  #drag = new Drag();
  #copyLink = copyControl({
    label: 'Copy link',
    text: () => (this.session ? stateAddress(this.session, location) : ''),
    done: 'Link copied: it opens with these numbers.',
    action: 'link',
  });
  #copySvg = copyControl({
    label: 'Copy as SVG',
    text: () => this.#svg(),
    done: 'Picture copied as SVG.',
    action: 'svg',
  });
  #said = '';
  #saying: ReturnType<typeof setTimeout> | undefined;
  #stopWatching: (() => void) | undefined;

  override get scene(): SceneState | undefined {
    return this.session?.scene(enclosingScene(this));
  }

  override enter(session: LessonSession): void {
    const data = own(session.document.figures, this.getAttribute('name') ?? '');
    this.#figure = data && makeFigure(session, data, this.#id);
    this.#drawn = false;
    super.enter(session);
    if (!this.#figure || !this.scene) return;
    this.#stopWatching?.();
    this.#stopWatching = watchWidth(this, (width) => this.#fit(width));
    this.#paint(this.scene);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching?.();
    this.#drag.end();
    clearTimeout(this.#saying);
  }

  protected override sceneChanged(scene: SceneState): void {
    this.#paint(scene);
    super.sceneChanged(scene);
  }

  protected override get wish(): Wish {
    return this.#figure?.wish ?? {};
  }

  // Drawn at the width it has: text keeps its size, and nothing is ever scaled.
  #fit(width: number): void {
    if (width < 1 || width === this.#width) return;
    this.#width = width;
    this.#layout = this.#figure?.layout(width);
    this.requestUpdate();
  }

  #paint(scene: SceneState): void {
    const figure = this.#figure;
    if (!figure) return;
    try {
      figure.paint(scene);
      this.#drawn = true;
      this.#problem = undefined;
    } catch (problem) {
      this.#problem = (problem as Error).message;
      return;
    }
    if (!scene.moving) this.#speak(figure.spoken());
  }

  #speak(words: string): void {
    clearTimeout(this.#saying);
    if (this.#said === '') this.#said = words;
    this.#saying = setTimeout(() => {
      this.#said = words;
      this.requestUpdate();
    }, SPEAK_MS);
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    return super.shouldUpdate(changed) && (this.#drawn || this.#problem !== undefined);
  }

  protected override updated(): void {
    // To measure is to lay out the page. The widths of names are the font's business and wait until nothing moves.
    const ready = this.#drawn && this.#layout && !this.scene?.moving;
    if (ready && this.#figure?.measure?.(this)) queueMicrotask(() => this.requestUpdate());
  }

  protected override render(): TemplateResult | typeof nothing {
    const { scene, session } = this;
    const figure = this.#figure;
    if (!scene || !session || !figure) return nothing;
    return html`<figure class="vi-card" aria-labelledby="${this.#id}-title">
      <figcaption id="${this.#id}-title" class="vi-claim">${figure.words.title}</figcaption>
      ${underTitle(scene, figure.words)}
      ${this.#problem ? html`<p class="vi-refusal" role="alert">These numbers cannot be drawn (${this.#problem}).</p>` : nothing}
      ${this.#drawn ? this.#drawing(scene, figure) : nothing}
      <div class="vi-actions vi-live">${stateActions(scene)}
        ${scene.locked ? nothing : (figure.actions?.(scene) ?? nothing)}
        ${session.isEmbedded ? nothing : this.#copyLink}${this.#drawn ? this.#copySvg : nothing}
      </div>
      ${refusals(scene, figure.moves)}
      ${this.#drawn ? numbersTemplate(figure.tables(scene)) : nothing}
    </figure>`;
  }

  #drawing(scene: SceneState, figure: Figure): TemplateResult {
    const layouts = this.#layout ? [this.#layout] : UNMEASURED.map((width) => figure.layout(width));
    return html`<div class="vi-stages" ?data-dragging=${this.#drag.parameter !== undefined}>${repeat(
      layouts,
      ({ kind }) => kind,
      (layout) => this.#stage(scene, figure, layout),
    )}</div>
      <p class="vi-unseen" role="status" id="${this.#id}-said">${this.#said}</p>
      ${figure.below?.(scene) ?? nothing}`;
  }

  #stage(scene: SceneState, figure: Figure, layout: Layout): TemplateResult {
    const { width, height } = layout.plot;
    const held = this.#drag.parameter;
    const aside = figure.aside?.(layout) ?? nothing;
    return html`<div class="vi-stage" data-layout=${layout.kind} ?data-alone=${aside === nothing}>
      <div class="vi-plot-box" @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up} @lostpointercapture=${this.#up}>
        <svg class="vi-plot" viewBox="0 0 ${width} ${height}" height=${height} role="group" aria-label=${figure.label} aria-describedby="${this.#id}-said">
          <g aria-hidden="true">${figure.ink(layout)}</g>
          ${figure.handles(scene, layout).map((handle) => handleTemplate(scene, handle, handle.parameter === held))}
        </svg>
      </div>
      ${aside}
    </div>`;
  }

  /** As it is drawn now: who presses the button has it in view, so it has been measured and has one stage. */
  #svg(): string {
    return svgOf(this.querySelector('.vi-stage') ?? this, {
      title: this.#figure?.words.title ?? '',
      description: this.#figure?.spoken() ?? '',
    });
  }

  get #handles(): Handle[] {
    if (!this.scene || !this.#layout || !this.#drawn) return [];
    return this.#figure?.handles(this.scene, this.#layout) ?? [];
  }

  #down(event: PointerEvent): void {
    if (!this.scene) return;
    if (this.#drag.start(event, event.currentTarget as HTMLElement, this.#handles, this.scene))
      this.requestUpdate();
  }

  #move(event: PointerEvent): void {
    if (this.#drag.parameter !== undefined)
      this.#drag.move(event, event.currentTarget as HTMLElement, this.#handles);
  }

  #up(): void {
    this.#drag.end();
    this.requestUpdate();
  }
}
