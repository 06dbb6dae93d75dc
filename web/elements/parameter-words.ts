// How parameters are spoken of: on labels, to screen readers, in refusals.
import type { ParameterInfo } from '../core/door.ts';
import { formatNumber, withMinus } from './format.ts';

/** The label without a symbol at its end, since the formula beside it shows that. */
export function nameOf(name: string, { label, symbol }: ParameterInfo): string {
  return label.endsWith(` ${symbol}`) ? label.slice(0, -symbol.length - 1) : label || name;
}

/** The core knows a parameter by its name, the reader by its label. */
export function inWords(message: string, name: string, { label }: ParameterInfo): string {
  return label ? message.replaceAll(name, label) : message;
}

/** What a screen reader says of a slider: the number as typed, and in decimals where that differs. */
export function valueText(value: number, text: string): string {
  const decimal = formatNumber(value);
  return decimal === withMinus(text) ? decimal : `${withMinus(text)}, that is ${decimal}`;
}
