// Kind `density`: prior, likelihood, posterior and q on one plot, q to be dragged, and beside it the bar
// `log p(x) = ELBO + KL`.
import { html, type TemplateResult } from 'lit';
import type { FigureData } from '../../../lesson/document.ts';
import type { Wish } from '../../../lesson/followers.ts';
import { lookUp } from '../../../lesson/look-up.ts';
import type { SceneState } from '../../../lesson/scene-state.ts';
import type { LessonSession } from '../../../lesson/session.ts';
import { formatNumber } from '../../format.ts';
import { valueText } from '../../parameter-words.ts';
import { gaugeTemplate } from '../gauge.ts';
import { fitSpan } from '../gauge-scale.ts';
import type { Handle } from '../handles.ts';
import type { Figure, FigureWords } from '../kind.ts';
import { type Layout, layoutFor } from '../layout.ts';
import { type DensityData, densityData, quantitiesOf } from './data.ts';
import { Names } from './names.ts';
import { densityTables, identityNumbers, NAMES, spoken } from './numbers.ts';
import { Painter, type Picture } from './picture.ts';
import { handlePoints, makePlot, type Plot, plotInk } from './plot.ts';
import { fitView, type View } from './view.ts';

const HEIGHTS = { wide: 344, narrow: 262 };

export class Density implements Figure {
  readonly label = 'Densities; q can be moved';
  readonly moves: string[];
  readonly wish: Wish;
  #id: string;
  #data: DensityData;
  #painter: Painter;
  #picture!: Picture;
  #view!: View;
  #span = 1;
  #names = new Names();

  constructor(session: LessonSession, data: FigureData, id: string) {
    this.#id = id;
    this.#data = densityData(data);
    this.#painter = new Painter(session, this.#data);
    this.moves = [this.#data.mean, this.#data.variance];
    this.wish = { quantities: quantitiesOf(this.#data), identities: [this.#data.identity] };
  }

  get words(): FigureWords {
    return this.#data;
  }

  paint(scene: SceneState): void {
    const first = !this.#picture;
    this.#picture = this.#painter.paint(scene);
    const span = fitSpan(this.#picture.rest);
    this.#span = scene.dragging ? Math.max(this.#span, span) : span;
    if (!scene.dragging || first) this.#view = fitView(this.#picture.curves);
  }

  layout(width: number): Layout {
    return layoutFor(width, HEIGHTS, true);
  }

  ink(layout: Layout): TemplateResult {
    const parts = { over: this.#data.over, clip: `${this.#id}-${layout.kind}`, names: this.#names };
    return plotInk(this.#plot(layout), this.#picture, parts);
  }

  aside(layout: Layout): TemplateResult {
    return gaugeTemplate(this.#picture, layout, { id: this.#id, span: this.#span, names: NAMES });
  }

  handles(scene: SceneState, layout: Layout): Handle[] {
    const { mean, variance } = this.#data;
    const { q } = this.#picture;
    const plot = this.#plot(layout);
    const at = handlePoints(plot, q);
    const text = (parameter: string) => scene.settings[parameter] ?? '';
    const wanted = (x: number) => plot.x.invert(Math.max(0, Math.min(plot.size.width, x)));
    const nearest = (parameter: string, value: number) => scene.grids.get(parameter)?.nearest(value) ?? 0;
    return [
      {
        parameter: mean,
        role: 'q',
        label: 'Mean of q',
        valueText: valueText(q.mean, text(mean)),
        at: at.mean,
        radius: 9,
        step: ({ x }) => nearest(mean, wanted(x)),
      },
      {
        parameter: variance,
        role: 'q',
        label: 'Width of q',
        valueText: `standard deviation ${formatNumber(q.sd, 2)}, variance ${valueText(q.variance, text(variance))}`,
        at: at.width,
        radius: 7.5,
        step: ({ x }) => nearest(variance, (wanted(x) - q.mean) ** 2),
      },
    ];
  }

  below(scene: SceneState): TemplateResult {
    return identityNumbers(scene, this.#data, this.#picture, this.#id);
  }

  actions(scene: SceneState): TemplateResult {
    return html`<button type="button" class="vi-link" data-action="snap" @click=${() => this.#snap(scene)}>Snap <i>q</i> to the posterior</button>`;
  }

  tables(scene: SceneState): TemplateResult[] {
    return densityTables(scene, this.#data, this.#picture);
  }

  spoken(): string {
    return spoken(this.#picture);
  }

  // Once, when the names have first been drawn: their widths are the font's business.
  measure(root: ParentNode): boolean {
    return this.#names.measure(root);
  }

  #plot(layout: Layout): Plot {
    return makePlot(this.#view, layout.plot);
  }

  #snap(scene: SceneState): void {
    const wanted = Object.entries(this.#data.snap).map(([parameter, name]) => {
      const { exact, value } = lookUp(scene, name);
      return [parameter, exact ?? String(value)];
    });
    scene.setAll(Object.fromEntries(wanted));
  }
}
