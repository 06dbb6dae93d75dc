// How far a double is from a truth of 34 digits, measured with 60.
import { Decimal } from 'decimal.js';
import { truth } from '../reference/distance.ts';

Decimal.set({ precision: 60 });
const SMALLEST_NORMAL = new Decimal(2).pow(-1022);

/** Units in the last place of the truth, and parts of its size; infinite where one of the two is, or computed is no number. */
export interface Off {
  ulp: number;
  relative: number;
}

/** @param text a decimal; null and what no double holds stand for infinity */
export function errorOf(computed: number, text: string | null): Off {
  const nearest = truth(text);
  if (computed === nearest) return { ulp: 0, relative: 0 };
  if (!Number.isFinite(computed) || !Number.isFinite(nearest)) return { ulp: Infinity, relative: Infinity };
  const exact = new Decimal(text as string);
  const off = new Decimal(computed).minus(exact).abs();
  const size = Decimal.max(exact.abs(), SMALLEST_NORMAL); // below it a double has fewer digits
  return {
    ulp: off.div(unitAt(Math.abs(nearest))).toNumber(),
    relative: exact.isZero() ? Infinity : off.div(size).toNumber(),
  };
}

/** The distance of neighbouring doubles there. */
function unitAt(size: number): Decimal {
  const exponent = size < 2 ** -1022 ? -1022 : Math.floor(Math.log2(size));
  const below = 2 ** exponent > size ? exponent - 1 : exponent; // the logarithm rounds up just below a power of two
  return new Decimal(2).pow(Math.max(below, -1022) - 52);
}
