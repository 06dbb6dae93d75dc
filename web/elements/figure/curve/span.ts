// Where along its axis a curve is sampled. The core spaces points evenly, so a logarithmic axis is sampled in pieces, each
// twice as far from zero as the last.

export interface Piece {
  from: number;
  to: number;
  count: number;
}

const COUNT = 121;
const COUNT_OF_PIECE = 25;
const MOST_PIECES = 60;

export function piecesOf(
  from: number,
  to: number,
  scale: 'linear' | 'log',
  { count, ofPiece } = { count: COUNT, ofPiece: COUNT_OF_PIECE },
): Piece[] {
  if (scale === 'linear') return [{ from, to, count }];
  const pieces: Piece[] = [];
  for (let low = from; low < to && pieces.length < MOST_PIECES; low *= 2)
    pieces.push({ from: low, to: Math.min(2 * low, to), count: ofPiece });
  return pieces;
}

/** A span up to so many times its beginning has the powers of two as ticks, a longer one those of ten. */
const SHORT = 100;

/** Ticks of a logarithmic axis: every power, or every second, third… until they are few enough. */
export function logTicks(from: number, to: number, most: number): number[] {
  const base = to / from <= SHORT ? 2 : 10;
  let first = 1;
  while (first > from) first /= base;
  while (first < from) first *= base;
  const powers: number[] = [];
  for (let tick = first; tick <= to; tick *= base) powers.push(tick);
  const every = Math.ceil(powers.length / most);
  return powers.filter((_, i) => i % every === 0);
}
