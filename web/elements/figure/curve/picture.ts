// Everything a figure of curves draws, as the core computes it at the scene's present settings.
import type { SceneState } from '../../../lesson/scene-state.ts';
import type { LessonSession } from '../../../lesson/session.ts';
import type { Point } from '../place-labels.ts';
import type { CurveData, PathData } from './data.ts';
import { type Piece, piecesOf } from './span.ts';

/** A path costs two expressions a point, and bends gently. */
const PATH = { count: 49, ofPiece: 9 };

export interface Path {
  /** The number that runs, and where each of its values leads. */
  along: number[];
  points: Point[];
}

export interface CurvePicture {
  from: number;
  to: number;
  x: number[];
  /** A list of heights for each series. */
  y: number[][];
  /** Where the axis' parameter stands, and each series there. */
  now: { x: number; y: number[] } | undefined;
  paths: Path[];
  points: Point[];
  chords: [Point, Point][];
  /** What the axis of values shows. */
  low: number;
  high: number;
}

export class CurvePainter {
  #session: LessonSession;
  #data: CurveData;
  /** What the lesson fixes of both axes. */
  #ends: { [end in 'from' | 'to' | 'low' | 'high']?: number | undefined };
  /** Where each path's own number is sampled: constants as well. */
  #pieces: Piece[][];

  constructor(session: LessonSession, data: CurveData) {
    this.#session = session;
    this.#data = data;
    const { over, y } = data;
    const [from, to, low, high] = [over.from, over.to, y.from, y.to].map((text) =>
      text === undefined ? undefined : session.number(String(text), {}),
    );
    this.#ends = { from, to, low, high };
    this.#pieces = data.paths.map(({ along }) =>
      piecesOf(
        session.number(String(along.from), {}),
        session.number(String(along.to), {}),
        along.scale ?? 'linear',
        PATH,
      ),
    );
  }

  /** Throws where the core refuses one of the expressions. */
  paint(scene: SceneState): CurvePicture {
    const { over, series } = this.#data;
    const info = scene.info.parameters[over.name];
    const from = this.#ends.from ?? info?.min ?? 0;
    const to = this.#ends.to ?? info?.max ?? 1;
    const expressions = series.map(({ is }) => is);
    const pieces = piecesOf(from, to, over.scale ?? 'linear').map((piece) =>
      this.#session.curve(scene, expressions, { name: over.name, ...piece }),
    );
    const x = joined(pieces.map((piece) => piece.x));
    const y = series.map((_, s) => joined(pieces.map((piece) => piece.y[s] ?? [])));
    const at = scene.value.parameters[over.name]?.value;
    const now = at === undefined ? undefined : { x: at, y: this.#values(scene, expressions, at) };
    const { points, chords } = this.#places(scene, at ?? from);
    const paths = this.#data.paths.map((path, i) => this.#path(scene, path, this.#pieces[i] ?? []));
    const marks = [
      ...points,
      ...paths.flatMap((path) => path.points.filter(({ x }) => x >= from && x <= to)),
    ];
    const shown = [...y, marks.map((mark) => mark.y)].flat().filter(Number.isFinite);
    return {
      ...{ from, to, x, y, now, paths, points, chords },
      low: this.#ends.low ?? Math.min(...shown),
      high: this.#ends.high ?? Math.max(...shown),
    };
  }

  #path(scene: SceneState, { along, x, y }: PathData, spans: Piece[]): Path {
    const pieces = spans.map((piece) => this.#session.curve(scene, [x, y], { name: along.name, ...piece }));
    const [across, up] = [0, 1].map((i) => joined(pieces.map((piece) => piece.y[i] ?? [])));
    return {
      along: joined(pieces.map((piece) => piece.x)),
      points: (across ?? []).map((value, i) => ({ x: value, y: up?.[i] ?? Number.NaN })),
    };
  }

  #places(scene: SceneState, at: number): Pick<CurvePicture, 'points' | 'chords'> {
    const { points, chords } = this.#data;
    const places = [...points, ...chords.flat()];
    const values = this.#values(
      scene,
      places.flatMap(({ x, y }) => [x, y]),
      at,
    );
    const all = places.map((_, i): Point => ({ x: values[2 * i] as number, y: values[2 * i + 1] as number }));
    const ends = all.slice(points.length);
    return {
      points: all.slice(0, points.length),
      chords: chords.map((_, i) => [ends[2 * i] as Point, ends[2 * i + 1] as Point]),
    };
  }

  #values(scene: SceneState, expressions: string[], at: number): number[] {
    return this.#session.values(scene, expressions, this.#data.over.name, at);
  }
}

/** Each piece begins where the one before it ends. */
function joined(pieces: number[][]): number[] {
  return pieces.flatMap((piece, i) => (i === 0 ? piece : piece.slice(1)));
}
