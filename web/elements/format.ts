// How numbers are written: a true minus, no minus before zero, no "NaN", and no false precision.

const MINUS = '\u2212';
const SUPERSCRIPTS: Record<string, string> = Object.fromEntries(
  [...'0123456789'].map((digit, i) => [digit, '⁰¹²³⁴⁵⁶⁷⁸⁹'[i] as string]),
);
/** From here on digits before the point are only noise on a page. */
const LARGE = 1e7;
const SIGNIFICANT = 6;

/** With so many digits after the point; without a wish, the shortest that tells the number (to six significant ones). */
export function formatNumber(value: number, digits?: number): string {
  if (Number.isNaN(value)) return 'undefined';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  if (Math.abs(value) >= LARGE) return scientific(value, digits ?? 3);
  const text = digits === undefined ? String(Number(value.toPrecision(SIGNIFICANT))) : value.toFixed(digits);
  if (text.includes('e')) return scientific(value, 2);
  return withMinus(/[1-9]/.test(text) ? text : text.replace('-', ''));
}

/** `2.2×10⁻¹⁶` */
export function scientific(value: number, digits: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(digits).split('e');
  const sign = exponent.startsWith('-') ? '⁻' : '';
  const raised = [...exponent.replace(/[+-]/, '')].map((digit) => SUPERSCRIPTS[digit]).join('');
  return `${withMinus(mantissa)}×10${sign}${raised}`;
}

/** A text of the language as a page shows it. */
export function withMinus(text: string): string {
  return text.replaceAll('-', MINUS);
}
