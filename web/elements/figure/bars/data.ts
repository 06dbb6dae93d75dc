// What a lesson says of a figure of bars.
import type { FigureData } from '../../../lesson/document.ts';
import type { GaugeData } from '../gauge-data.ts';
import type { FigureWords, Role } from '../kind.ts';
import { wordsOf } from '../words.ts';

export interface SeriesData {
  /** A quantity that is a list of numbers, one a category; or that many names. */
  of: string | string[];
  label: string;
  role: Role;
  /** Parameters, one a category, that the tops of these bars move; each makes its own bar grow. */
  levers?: string[];
}

export interface LeversData {
  label: string;
  role: Role;
  /** Parameters, one a category. */
  of: string[];
}

export interface BarsData extends FigureWords {
  categories: string[];
  series: SeriesData[];
  levers?: LeversData;
  gauge?: GaugeData;
}

export function barsData(given: FigureData): BarsData {
  return wordsOf(given) as BarsData;
}

/** The quantities that the picture reads; what it names of parameters is always there. */
export function quantitiesOf({ series, gauge }: BarsData): string[] {
  const names = [...series.flatMap(({ of }) => of), ...(gauge ? [gauge.whole, gauge.part, gauge.rest] : [])];
  return [...new Set(names.map((name) => name.split('.', 1)[0] as string))];
}
