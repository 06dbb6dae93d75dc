// Where everything of a figure of bars stands: the levers' panel above, the names of the bars, the bars, the categories.
import { type ScaleLinear, scaleBand, scaleLinear } from 'd3-scale';
import type { Layout, Size } from '../layout.ts';
import type { Point } from '../place-labels.ts';

export interface BarsPlot {
  size: Size;
  left: number;
  right: number;
  /** The levers' axis. */
  lever: ScaleLinear<number, number> | undefined;
  /** The first line of the key. */
  key: number;
  y: ScaleLinear<number, number>;
  /** The left edge of each bar, by category and series, and how wide and how far apart bars are. */
  bar(category: number, series: number): number;
  centre(category: number): number;
  width: number;
  step: number;
}

export interface BarsShape {
  categories: number;
  series: number;
  /** The levers' range, where there are levers. */
  range: [number, number] | undefined;
  heights: [number, number];
}

export const KEY_LINE = 22;
/** Room at the left for an axis' numbers. */
const LEFT = 36;
const RIGHT = 2;
/** The name above the levers, the air around their panel, and the air above the bars for numbers and a handle. */
const LEVER = { name: 26, wide: 104, narrow: 88, below: 34 };
const HEADROOM = 26;
const BARS = { wide: 196, narrow: 158 };
const CATEGORY = 30;
/** Room for the number under a bar that goes down. */
const BELOW = 16;
const WIDEST = 56;

type Kind = Layout['kind'];

export function plotHeight(kind: Kind, levers: boolean, keyLines: number): number {
  const above = levers ? LEVER.name + LEVER[kind] + LEVER.below : 0;
  return above + keyLines * KEY_LINE + HEADROOM + BARS[kind] + CATEGORY;
}

export function makeBarsPlot({ plot: size, kind }: Layout, shape: BarsShape): BarsPlot {
  const right = size.width - RIGHT;
  const bottom = size.height - CATEGORY - (shape.heights[0] < 0 ? BELOW : 0);
  const floor = LEVER.name + LEVER[kind];
  const bands = scaleBand(indices(shape.categories), [LEFT, right])
    .paddingInner(kind === 'wide' ? 0.3 : 0.16)
    .paddingOuter(0.08);
  const step = Math.min(bands.bandwidth() / shape.series, WIDEST);
  const width = step * 0.88;
  const centre = (category: number) => (bands(String(category)) ?? 0) + bands.bandwidth() / 2;
  return {
    size,
    left: LEFT,
    right,
    lever: shape.range && scaleLinear(shape.range, [floor, LEVER.name]),
    key: shape.range ? floor + LEVER.below : 0,
    y: scaleLinear(shape.heights, [bottom, size.height - CATEGORY - BARS[kind]]).nice(4),
    bar: (category, series) => centre(category) + (series - shape.series / 2) * step + (step - width) / 2,
    centre,
    width,
    step,
  };
}

function indices(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(i));
}

/** The middle of a bar's top. */
export function topOf({ y, bar, width }: BarsPlot, category: number, series: number, height: number): Point {
  const [bottom = 0, top = 0] = y.range();
  return { x: bar(category, series) + width / 2, y: Math.max(top - 8, Math.min(bottom, y(height))) };
}
