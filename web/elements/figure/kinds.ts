// The catalogue of figures: a kind by its name in lesson.json.
import type { FigureData } from '../../lesson/document.ts';
import type { LessonSession } from '../../lesson/session.ts';
import { Bars } from './bars/bars.ts';
import { Curve } from './curve/curve.ts';
import { Density } from './density/density.ts';
import type { Figure } from './kind.ts';

type Maker = new (session: LessonSession, data: FigureData, id: string) => Figure;

const KINDS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['density', Density],
  ['bars', Bars],
  ['curve', Curve],
]);

/** Throws for a kind that this page does not have. */
export function makeFigure(session: LessonSession, data: FigureData, id: string): Figure {
  const kind = KINDS.get(data.kind);
  if (!kind) throw new Error(`there is no figure of the kind ${data.kind}`);
  return new kind(session, data, id);
}
