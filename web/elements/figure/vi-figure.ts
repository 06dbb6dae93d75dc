import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { own } from '../../lesson/document.ts';
import type { Wish } from '../../lesson/followers.ts';
import { lookUp } from '../../lesson/look-up.ts';
import type { SceneState } from '../../lesson/scene-state.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { stateActions } from '../controls/actions.ts';
import { enclosingScene, SceneElement } from '../member.ts';
import { CopyLink } from './copy-link.ts';
import { type DensityData, densityData, quantitiesOf } from './data.ts';
import { lyingGauge, uprightGauge } from './gauge.ts';
import { Drag } from './handles.ts';
import { type Layout, layoutFor, UNMEASURED } from './layout.ts';
import { Names } from './names.ts';
import { identityNumbers, numbersTable, spoken } from './numbers.ts';
import { Painter, type Picture } from './picture.ts';
import { handlePoints, makePlot, plotTemplate } from './plot.ts';
import { fitSpan, fitView, type View } from './view.ts';
import { watchWidth } from './width.ts';
import { givens, handlesOf, refusals } from './words.ts';

let count = 0;
const SPEAK_MS = 500;

/**
 * Prior, likelihood, posterior and q on one plot, q to be dragged, and beside it the bar `log p(x) = ELBO + KL`.
 *
 * @attr name - the figure's name in the lesson
 * @attr scene - whose numbers it shows
 * @attr kind - `density`
 */
export class ViFigure extends SceneElement {
  #id = `vi-figure-${++count}`;
  #data: DensityData | undefined;
  #painter: Painter | undefined;
  #picture: Picture | undefined;
  #problem: string | undefined;
  #view: View | undefined;
  #span = 1;
  #layout: Layout | undefined;
  #drag = new Drag();
  #copy = new CopyLink(() => this.requestUpdate());
  #said = '';
  #saying: ReturnType<typeof setTimeout> | undefined;
  #names = new Names();
  #stopWatching: (() => void) | undefined;

  override get scene(): SceneState | undefined {
    return this.session?.scene(enclosingScene(this));
  }

  override enter(session: LessonSession): void {
    this.#data = densityData(own(session.document.figures, this.getAttribute('name') ?? ''));
    super.enter(session);
    this.#painter = new Painter(session, this.#data);
    this.#stopWatching = watchWidth(this, (width) => this.#fit(width));
    if (this.scene) this.#paint(this.scene);
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
    if (!this.#data) return {};
    return { quantities: quantitiesOf(this.#data), identities: [this.#data.identity] };
  }

  // Drawn at the width it has: text keeps its size, and nothing is ever scaled.
  #fit(width: number): void {
    if (width < 1 || width === this.#layout?.plot.width) return;
    this.#layout = layoutFor(width);
    this.requestUpdate();
  }

  #paint(scene: SceneState): void {
    try {
      this.#picture = this.#painter?.paint(scene);
      this.#problem = undefined;
    } catch (problem) {
      this.#problem = (problem as Error).message;
      return;
    }
    if (!this.#picture) return;
    const dragging = (scene.moving || scene.held) && !scene.gliding;
    const span = fitSpan(this.#picture.rest);
    this.#span = dragging ? Math.max(this.#span, span) : span;
    if (!dragging || !this.#view) this.#view = fitView(this.#picture.curves);
    if (!scene.moving) this.#speak(spoken(this.#picture));
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
    return super.shouldUpdate(changed) && (this.#picture !== undefined || this.#problem !== undefined);
  }

  protected override updated(): void {
    // To measure is to lay out the page. The widths of names are the font's business and wait until nothing moves.
    if (this.#layout && !this.scene?.moving && this.#names.measure(this))
      queueMicrotask(() => this.requestUpdate());
  }

  protected override render(): TemplateResult | typeof nothing {
    const scene = this.scene;
    const data = this.#data;
    if (!scene || !data || !this.session) return nothing;
    return html`<figure class="vi-card" aria-labelledby="${this.#id}-title">
      <figcaption id="${this.#id}-title" class="vi-claim">${data.title}</figcaption>
      <p class="vi-given">${givens(scene, data.given)}${data.how ? html` <span>${data.how}</span>` : nothing}</p>
      ${this.#problem ? html`<p class="vi-refusal" role="alert">These numbers cannot be drawn: ${this.#problem}</p>` : nothing}
      ${this.#picture ? this.#drawing(scene, data, this.#picture) : nothing}
      <div class="vi-actions vi-live">${stateActions(scene)}
        <button type="button" class="vi-link" data-action="snap" @click=${() => this.#snap(scene, data)}>Snap <i>q</i> to the posterior</button>
        ${this.#copy.template(this.session)}
      </div>
      ${refusals(scene, data)}
      ${this.#picture ? numbersTable(scene, data, this.#picture) : nothing}
    </figure>`;
  }

  #drawing(scene: SceneState, data: DensityData, picture: Picture): TemplateResult {
    const layouts = this.#layout ? [this.#layout] : UNMEASURED;
    return html`<div class="vi-stages" data-dragging=${this.#drag.part ?? nothing}>${layouts.map((layout) => this.#stage(scene, data, picture, layout))}</div>
      <p class="vi-unseen" role="status" id="${this.#id}-said">${this.#said}</p>
      ${identityNumbers(scene, data, picture, this.#id)}`;
  }

  #stage(
    scene: SceneState,
    data: DensityData,
    picture: Picture,
    { kind, plot: size, gauge: gaugeSize }: Layout,
  ): TemplateResult {
    const plot = makePlot(this.#view as View, size);
    const gauge = { id: this.#id, span: this.#span, names: { whole: 'log p(x)', part: 'ELBO', rest: 'gap' } };
    const parts = {
      id: this.#id,
      over: data.over,
      handles: handlesOf(scene, data, picture),
      label: 'Densities; q can be moved',
      describedBy: `${this.#id}-said`,
      names: this.#names,
    };
    return html`<div class="vi-stage" data-layout=${kind}>
      <div class="vi-plot-box" @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up} @lostpointercapture=${this.#up}>${plotTemplate(plot, picture, parts)}</div>
      ${kind === 'wide' ? uprightGauge(picture, gaugeSize, gauge) : lyingGauge(picture, gaugeSize, gauge)}
    </div>`;
  }

  get #plot() {
    return this.#view && this.#layout && makePlot(this.#view, this.#layout.plot);
  }

  #down(event: PointerEvent): void {
    const { scene } = this;
    const plot = this.#plot;
    if (!scene || !plot || !this.#picture) return;
    const { mean, width } = handlePoints(plot, this.#picture.q);
    const grips = [{ part: 'mean', at: mean } as const, { part: 'width', at: width } as const];
    if (this.#drag.start(event, event.currentTarget as HTMLElement, grips, scene)) this.requestUpdate();
  }

  #move(event: PointerEvent): void {
    const at = this.#drag.wanted(event, event.currentTarget as HTMLElement);
    const plot = this.#plot;
    if (at === undefined || !plot || !this.scene || !this.#data || !this.#picture) return;
    const { mean, variance } = this.#data;
    const value = plot.x.invert(Math.max(0, Math.min(plot.size.width, at)));
    const sd = value - this.#picture.q.mean;
    if (this.#drag.part === 'mean') this.scene.move(mean, this.scene.grids.get(mean)?.nearest(value) ?? 0);
    else this.scene.move(variance, this.scene.grids.get(variance)?.nearest(sd * sd) ?? 0);
  }

  #up(): void {
    this.#drag.end();
    this.requestUpdate();
  }

  #snap(scene: SceneState, { snap }: DensityData): void {
    const wanted = Object.entries(snap).map(([parameter, name]) => {
      const { exact, value } = lookUp(scene, name);
      return [parameter, exact ?? String(value)];
    });
    scene.setAll(Object.fromEntries(wanted));
  }
}
