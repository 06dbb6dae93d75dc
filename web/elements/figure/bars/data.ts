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
