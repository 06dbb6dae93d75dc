// Kind `bars`: a few probabilities side by side over a few categories; above them, levers that move them; beside them, the
// bar of the identity.
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { FigureData } from '../../../lesson/document.ts';
import type { Wish } from '../../../lesson/followers.ts';
import type { SceneState } from '../../../lesson/scene-state.ts';
import type { LessonSession } from '../../../lesson/session.ts';
import { formatNumber } from '../../format.ts';
import { gaugeTemplate } from '../gauge.ts';
import { gaugeRows } from '../gauge-data.ts';
import { fitSpan } from '../gauge-scale.ts';
import type { Handle } from '../handles.ts';
import type { Figure, FigureWords } from '../kind.ts';
import { type Layout, layoutFor } from '../layout.ts';
import { SUM_DIGITS, spokenSum, sumLine, sumTable } from '../sum-line.ts';
import { tableTemplate } from '../table.ts';
import { TextWidths } from '../text-widths.ts';
import { widened } from '../value-axis.ts';
import { type BarsData, barsData, quantitiesOf } from './data.ts';
import { barsHandles } from './handles.ts';
import { barsInk, leversInk } from './ink.ts';
import { keyInk, keyLines } from './key.ts';
import { type BarsPicture, barsPicture, fitHeights } from './picture.ts';
import { type BarsPlot, makeBarsPlot, plotHeight } from './plot.ts';

/** The narrowest picture of each layout: for it the key's lines are reserved, so that heights do not depend on the width. */
const NARROWEST = { wide: 340, narrow: 270 };

export class Bars implements Figure {
  readonly label: string;
  readonly moves: string[];
  readonly wish: Wish;
  #id: string;
  #data: BarsData;
  #picture!: BarsPicture;
  #heights: [number, number] = [0, 1];
  #span = 1;
  #widths = new TextWidths();

  constructor(_session: LessonSession, data: FigureData, id: string) {
    this.#id = id;
    this.#data = barsData(data);
    const { series, levers } = this.#data;
    this.moves = [...(levers?.of ?? []), ...series.flatMap((each) => each.levers ?? [])];
    this.wish = { quantities: quantitiesOf(this.#data) };
    const names = series.map(({ label }) => label).join(', ');
    this.label = this.moves.length > 0 ? `Bars: ${names}; some can be moved` : `Bars: ${names}`;
  }

  get words(): FigureWords {
    return this.#data;
  }

  paint(scene: SceneState): void {
    this.#picture = barsPicture(scene, this.#data);
    const heights = fitHeights(this.#picture.heights);
    this.#heights = scene.dragging ? widened(this.#heights, heights) : heights;
    const span = fitSpan(this.#picture.gauge?.rest ?? 0);
    this.#span = scene.dragging ? Math.max(this.#span, span) : span;
  }

  layout(width: number): Layout {
    const { levers, gauge } = this.#data;
    const height = (kind: Layout['kind']) =>
      plotHeight(kind, levers !== undefined, this.#keyLines(NARROWEST[kind]));
    return layoutFor(width, { wide: height('wide'), narrow: height('narrow') }, gauge !== undefined);
  }

  // By the words' lengths, not by their measured widths: a height must not change when fonts arrive.
  #keyLines(width: number): number {
    return keyLines(this.#data.series, width, new TextWidths());
  }

  ink(layout: Layout): TemplateResult {
    const { series, levers } = this.#data;
    const plot = this.#plot(layout);
    return svg`${levers ? leversInk(plot, levers, this.#picture.levers) : ''}
      ${keyInk(series, plot.key, plot.size.width, this.#widths)}
      ${barsInk(plot, this.#data, this.#picture)}`;
  }

  aside(layout: Layout): TemplateResult | typeof nothing {
    const { gauge } = this.#picture;
    if (!gauge || !this.#data.gauge) return nothing;
    return gaugeTemplate(gauge, layout, { id: this.#id, span: this.#span, names: this.#data.gauge.names });
  }

  handles(scene: SceneState, layout: Layout): Handle[] {
    return barsHandles(scene, this.#data, this.#picture, this.#plot(layout));
  }

  below(scene: SceneState): TemplateResult {
    const { gauge } = this.#picture;
    if (!gauge || !this.#data.gauge) return html``;
    return sumLine(scene, gauge, this.#data.gauge.names, this.#data.gauge.identity);
  }

  tables(scene: SceneState): TemplateResult[] {
    const { categories, series, levers, gauge } = this.#data;
    const rows = categories.map((name, c) => [
      name,
      ...(levers ? [formatNumber(this.#picture.levers[c] ?? Number.NaN)] : []),
      ...this.#picture.heights.map((heights) => formatNumber(heights[c] ?? Number.NaN, 6)),
    ]);
    const heads = ['', ...(levers ? [levers.label] : []), ...series.map(({ label }) => label)];
    const bars = tableTemplate('Bars', heads, rows);
    const { gauge: sum } = this.#picture;
    return gauge && sum ? [bars, sumTable(scene, gaugeRows(gauge, sum))] : [bars];
  }

  spoken(): string {
    const { categories, series, gauge } = this.#data;
    const bars = series.map(({ label }, s) => {
      const said = categories.map(
        (name, c) => `${name} ${formatNumber(this.#picture.heights[s]?.[c] ?? 0, SUM_DIGITS)}`,
      );
      return `${label}: ${said.join(', ')}.`;
    });
    const sum = gauge && this.#picture.gauge ? [spokenSum(this.#picture.gauge, gauge.names)] : [];
    return [...bars, ...sum].join(' ');
  }

  measure(root: ParentNode): boolean {
    return this.#widths.measure(root);
  }

  #plot(layout: Layout): BarsPlot {
    return makeBarsPlot(layout, {
      categories: this.#data.categories.length,
      series: this.#data.series.length,
      range: this.#picture.range,
      heights: this.#heights,
    });
  }
}
