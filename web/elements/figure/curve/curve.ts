// Kind `curve`: lines over one axis; where the axis is a parameter, a mark at its present value that can be dragged.
import { svg, type TemplateResult } from 'lit';
import type { FigureData } from '../../../lesson/document.ts';
import type { SceneState } from '../../../lesson/scene-state.ts';
import type { LessonSession } from '../../../lesson/session.ts';
import { formatNumber } from '../../format.ts';
import { valueText } from '../../parameter-words.ts';
import type { Handle } from '../handles.ts';
import type { Figure, FigureWords, Role } from '../kind.ts';
import { type Layout, layoutFor } from '../layout.ts';
import type { Point } from '../place-labels.ts';
import { TextWidths } from '../text-widths.ts';
import { widened } from '../value-axis.ts';
import { type CurveData, curveData } from './data.ts';
import { curveNames } from './names.ts';
import { curveTables, spokenCurve, worthLine } from './numbers.ts';
import { CurvePainter, type CurvePicture } from './picture.ts';
import {
  axesInk,
  type CurvePlot,
  chordsInk,
  dotInk,
  drawnLines,
  linesInk,
  MARGINS,
  makeCurvePlot,
  NUMBERS,
  pixel,
} from './plot.ts';

const HEIGHTS = { wide: 336, narrow: 268 };
const RADIUS = 9;

export class Curve implements Figure {
  readonly label: string;
  readonly moves: string[];
  /** Its values are asked for one by one, along the axis. */
  readonly wish = {};
  #id: string;
  #data: CurveData;
  #painter: CurvePainter;
  #picture!: CurvePicture;
  #shown: [number, number] = [0, 1];
  #widths = new TextWidths();
  #places = new Map<string, string>();

  constructor(session: LessonSession, data: FigureData, id: string) {
    this.#id = id;
    this.#data = curveData(data);
    this.#painter = new CurvePainter(session, this.#data);
    const { over, series, points } = this.#data;
    this.moves = [...(over.lever ? [over.name] : []), ...points.flatMap(({ lever }) => lever ?? [])];
    const names = series.map(({ label }) => label).join(', ');
    this.label = `Over ${over.label}: ${names}${this.moves.length > 0 ? '; marks can be moved' : ''}`;
  }

  get words(): FigureWords {
    return this.#data;
  }

  paint(scene: SceneState): void {
    const first = !this.#picture;
    this.#picture = this.#painter.paint(scene);
    const { low, high } = this.#picture;
    this.#shown = scene.dragging && !first ? widened(this.#shown, [low, high]) : [low, high];
  }

  layout(width: number): Layout {
    return layoutFor(width, HEIGHTS, false);
  }

  ink(layout: Layout): TemplateResult {
    const plot = this.#plot(layout);
    const [base = 0, top = 0] = plot.y.range();
    const clip = `${this.#id}-${layout.kind}`;
    const { now } = this.#picture;
    const lines = drawnLines(plot, this.#data, this.#picture);
    return svg`<defs><clipPath id=${clip}><rect x=${MARGINS.left} y=${top - 4} width=${plot.size.width - MARGINS.left - MARGINS.right + 4} height=${base - top + 8}></rect></clipPath></defs>
      ${axesInk(plot, this.#data, now && this.#foot(plot, now.x).x)}
      <g clip-path="url(#${clip})">${chordsInk(plot, this.#picture)}${linesInk(lines)}</g>
      ${now ? this.#mark(plot, now) : ''}
      ${this.#picture.points.map((point, i) => dotInk(this.#data.points[i]?.role ?? 'neutral', pixel(plot, point)))}
      ${curveNames(plot, { data: this.#data, picture: this.#picture, lines }, this.#widths, this.#places)}`;
  }

  /** A line up from the axis, a dot where it meets each curve, and the value under it. */
  #mark(plot: CurvePlot, { x, y }: NonNullable<CurvePicture['now']>): TemplateResult {
    const [base = 0, top = 0] = plot.y.range();
    const at = this.#foot(plot, x).x;
    const inside = (p: Point) => p.y >= top - 4 && p.y <= base + 4;
    const dots = y
      .map((height, s) => ({
        role: this.#data.series[s]?.role ?? 'neutral',
        at: pixel(plot, { x, y: height }),
      }))
      .filter((dot) => inside(dot.at));
    return svg`<line class="vi-mark" x1=${at} x2=${at} y1=${base} y2=${top}></line>
      ${dots.map((dot) => dotInk(dot.role, dot.at))}
      <text class="vi-mark-value" x=${at} y=${base + NUMBERS}>${this.#data.over.label} = ${formatNumber(x)}</text>`;
  }

  #foot(plot: CurvePlot, x: number): Point {
    const [base = 0] = plot.y.range();
    const { from, to } = this.#picture;
    return { x: plot.x(Math.max(from, Math.min(to, x))), y: base };
  }

  handles(scene: SceneState, layout: Layout): Handle[] {
    const plot = this.#plot(layout);
    const { over, points } = this.#data;
    const { now } = this.#picture;
    const marks = points.flatMap(({ lever, role }, i) => {
      const at = this.#picture.points[i];
      return lever && at ? [this.#handle(scene, plot, lever, role, pixel(plot, at))] : [];
    });
    if (!over.lever || !now) return marks;
    return [this.#handle(scene, plot, over.name, 'neutral', this.#foot(plot, now.x)), ...marks];
  }

  #handle(scene: SceneState, plot: CurvePlot, parameter: string, role: Role, at: Point): Handle {
    const value = scene.value.parameters[parameter]?.value ?? Number.NaN;
    return {
      ...{ parameter, role, at, radius: RADIUS },
      label: scene.info.parameters[parameter]?.label || parameter,
      valueText: valueText(value, scene.settings[parameter] ?? ''),
      step: ({ x }) => scene.grids.get(parameter)?.nearest(plot.x.invert(x)) ?? 0,
    };
  }

  below(): TemplateResult {
    return worthLine(this.#data, this.#picture);
  }

  tables(): TemplateResult[] {
    return curveTables(this.#data, this.#picture);
  }

  spoken(): string {
    return spokenCurve(this.#data, this.#picture);
  }

  measure(root: ParentNode): boolean {
    return this.#widths.measure(root);
  }

  #plot(layout: Layout): CurvePlot {
    return makeCurvePlot(layout.plot, this.#data, this.#picture, this.#shown);
  }
}
