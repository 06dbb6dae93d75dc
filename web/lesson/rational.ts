// Exact fractions, for what a control holds: no more arithmetic than `book + k * step` needs. Everything else is the core's.

/** In lowest terms, the denominator positive. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

const FRACTION = /^([+-]?\d{1,30})\s*\/\s*(\d{1,30})$/;
const DECIMAL = /^([+-]?)(\d{0,30})(?:\.(\d{0,30}))?$/;

/** Hyphens of all kinds as the minus that the core reads. */
export function plainMinus(text: string): string {
  return text.replace(/[\u2010-\u2015\u2212\uFE63\uFF0D]/g, '-');
}

/** `5/2`, `-1.6`, `3`; undefined for any other text, also where that text is a constant to the core (`sqrt(2)`). */
export function parseRational(text: string): Rational | undefined {
  const trimmed = plainMinus(text.trim());
  const fraction = FRACTION.exec(trimmed);
  if (fraction) return rational(BigInt(fraction[1] as string), BigInt(fraction[2] as string));
  const decimal = DECIMAL.exec(trimmed);
  if (!decimal) return undefined;
  const [, sign, whole = '', part = ''] = decimal;
  if (whole + part === '') return undefined;
  const digits = BigInt(whole + part);
  return rational(sign === '-' ? -digits : digits, 10n ** BigInt(part.length));
}

/** undefined for a denominator of zero. */
export function rational(n: bigint, d = 1n): Rational | undefined {
  if (d === 0n) return undefined;
  const shared = divisor(n < 0n ? -n : n, d < 0n ? -d : d);
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / shared, d: (sign * d) / shared };
}

/** a + k * b */
export function plusTimes(a: Rational, k: number, b: Rational): Rational {
  return rational(a.n * b.d + BigInt(k) * b.n * a.d, a.d * b.d) as Rational;
}

/** The integer at or below (a - b) / c, and whether it is that number exactly. */
export function stepsBetween(a: Rational, b: Rational, c: Rational): { k: number; exact: boolean } {
  const n = (a.n * b.d - b.n * a.d) * c.d;
  const d = a.d * b.d * c.n;
  const quotient = n / d;
  const exact = quotient * d === n;
  const below = !exact && n < 0n !== d < 0n ? quotient - 1n : quotient;
  return { k: Number(below), exact };
}

export function sameRational(a: Rational, b: Rational): boolean {
  return a.n === b.n && a.d === b.d;
}

/** Whether two constants of the language are one number, however they are written: 1.5 is 3/2. */
export function sameConstant(a: string, b: string): boolean {
  const [left, right] = [parseRational(a), parseRational(b)];
  return left && right ? sameRational(left, right) : a.trim() === b.trim();
}

export function toText({ n, d }: Rational): string {
  return d === 1n ? `${n}` : `${n}/${d}`;
}

export function toNumber({ n, d }: Rational): number {
  return Number(n) / Number(d);
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a || 1n : divisor(b, a % b);
}
