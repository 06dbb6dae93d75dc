// What a lesson says of a figure of curves y(x).
import type { FigureData } from '../../../lesson/document.ts';
import type { FigureWords, Role } from '../kind.ts';
import { wordsOf } from '../words.ts';

type Constant = string | number;

export interface OverData {
  /** A parameter of the scene, whose present value is then marked; or a name of the curve's own. */
  name: string;
  /** Without them: the parameter's range. */
  from?: Constant;
  to?: Constant;
  label: string;
  scale?: 'linear' | 'log';
  /** Whether the mark can be dragged. */
  lever?: boolean;
}

export interface LineData {
  /** An expression over the scene's names and the name of the axis. */
  is: string;
  label: string;
  role: Role;
}

/** A line through the places that a number of its own runs through. */
export interface PathData {
  along: { name: string; from: Constant; to: Constant; label: string; scale?: 'linear' | 'log' };
  /** Expressions over the scene's names and that number. */
  x: string;
  y: string;
  label: string;
  role: Role;
}

export interface PlaceData {
  x: string;
  y: string;
}

export interface PointData extends PlaceData {
  label: string;
  role: Role;
  /** The parameter that moves this point along the axis. */
  lever?: string;
}

export interface CurveData extends FigureWords {
  over: OverData;
  series: LineData[];
  y: { label?: string; from?: Constant; to?: Constant };
  paths: PathData[];
  points: PointData[];
  chords: [PlaceData, PlaceData][];
}

export function curveData(given: FigureData): CurveData {
  return { y: {}, paths: [], points: [], chords: [], ...wordsOf(given) } as unknown as CurveData;
}
