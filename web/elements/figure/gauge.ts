// The ceiling: the whole (log p(x), or log Z) is a heavy line that stays, the ELBO fills towards it, and the hatched rest
// is the KL, of two hatchings where it has two shares. Upright beside the plot, or lying under it on a phone.

import { scaleLinear } from 'd3-scale';
import { html, svg, type TemplateResult } from 'lit';
import { formatNumber } from '../format.ts';
import { spread } from './gauge-scale.ts';
import type { Layout, Size } from './layout.ts';

/** whole = part + rest: the ceiling, what is reached, what is still to pay. */
export interface Sum<T> {
  whole: T;
  part: T;
  rest: T;
}

export interface GaugeNumbers extends Sum<number> {
  /** What of the rest the mean costs and what the width. */
  split?: { mean: number; width: number } | undefined;
}

export interface GaugeParts {
  id: string;
  span: number;
  names: Sum<string>;
}

export function gaugeTemplate(numbers: GaugeNumbers, layout: Layout, parts: GaugeParts): TemplateResult {
  const size = layout.gauge ?? layout.plot;
  return layout.kind === 'wide' ? uprightGauge(numbers, size, parts) : lyingGauge(numbers, size, parts);
}

/** Digits that fit beside the bar. */
function short(value: number): string {
  const size = Math.abs(value);
  return formatNumber(value, size < 100 ? 3 : size < 1000 ? 2 : 1);
}

const UPRIGHT = { ceiling: 72, floor: 26, left: 70, width: 58, text: 22 };
/** Advances of the fonts beside the bar, roughly. */
const NAME_LETTER = 7.6;
const NUMBER_DIGIT = 11;
const LYING = { left: 2, top: 30, height: 28, right: 34 };

/** Two directions of hatching; `vi-mean` and `vi-width` name them in the numbers below too. */
export function hatchings(id: string): TemplateResult {
  const hatch = (
    part: string,
    angle: number,
  ) => svg`<pattern id="${id}-${part}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(${angle})">
    <rect class="vi-hatch-ground" width="6" height="6"></rect><line class="vi-hatch" x1="0" y1="0" x2="0" y2="6"></line></pattern>`;
  return svg`<defs>${hatch('mean', 45)}${hatch('width', -45)}</defs>`;
}

/** Both parts of the rest, the mean's first; all of it one part where the lesson does not split it. */
function partsOf({ rest, split }: GaugeNumbers): { part: string; size: number }[] {
  if (!split) return [{ part: 'mean', size: rest }];
  return [
    { part: 'width', size: split.width },
    { part: 'mean', size: split.mean },
  ];
}

function uprightGauge(
  numbers: GaugeNumbers,
  { width, height }: Size,
  { id, span, names }: GaugeParts,
): TemplateResult {
  const { whole, part, rest } = numbers;
  const { ceiling, left, width: bar, text } = UPRIGHT;
  const floor = height - 42;
  const y = scaleLinear([whole - span, whole], [floor, ceiling]).clamp(true);
  const right = left + bar;
  const level = y(part);
  const labels = spread(
    [ceiling - 1, (ceiling + level) / 2, (level + floor) / 2],
    44,
    ceiling - 20,
    height - 20,
  );
  const ids = `${id}-up`;
  let edge = ceiling;
  return html`<svg class="vi-gauge" data-kind="upright" viewBox="0 0 ${width} ${height}" height=${height} aria-hidden="true">
    ${hatchings(ids)}
    <defs><linearGradient id="${ids}-fade" x1="0" x2="0" y1="0" y2="1"><stop class="vi-fade-top" offset="0"></stop><stop class="vi-fade-end" offset="1"></stop></linearGradient></defs>
    ${y
      .ticks(3)
      .filter((tick) => y(tick) > ceiling + 8 && y(tick) < floor - 4)
      .map(
        (tick) => svg`<line class="vi-tick" x1=${left - 9} x2=${left - 4} y1=${y(tick)} y2=${y(tick)}></line>
      <text class="vi-tick-label" x=${left - 14} y=${y(tick) + 4} text-anchor="end">${formatNumber(tick)}</text>`,
      )}
    <rect class="vi-part-bar" x=${left} y=${level} width=${bar} height=${Math.max(0, floor - level)}></rect>
    <rect x=${left} y=${floor - 40} width=${bar} height="41" fill="url(#${ids}-fade)"></rect>
    ${partsOf(numbers).map(({ part: name, size }) => {
      const top = edge;
      edge = Math.min(floor, top + Math.max(0, y(whole - size) - ceiling));
      return svg`<rect x=${left} y=${top} width=${bar} height=${edge - top} fill="url(#${ids}-${name})"></rect>
        <line class="vi-mid" x1=${left} x2=${right} y1=${edge} y2=${edge}></line>`;
    })}
    <line class="vi-mid" x1=${left} x2=${right} y1=${level} y2=${level}></line>
    <line class="vi-ceiling" x1=${left - 14} x2=${right + 14} y1=${ceiling} y2=${ceiling}></line>
    ${[
      ['whole', names.whole, whole],
      ['rest', names.rest, rest],
      ['part', names.part, part],
    ].map(
      ([key, name, value], i) => svg`
      <text class="vi-bar-name" data-part=${key} x=${right + text} y=${(labels[i] ?? 0) - 5}>${name}</text>
      <text class="vi-bar-number" data-part=${key} x=${right + text} y=${(labels[i] ?? 0) + 13}>${short(value as number)}</text>`,
    )}
  </svg>`;
}

function lyingGauge(
  numbers: GaugeNumbers,
  { width, height }: Size,
  { id, span, names }: GaugeParts,
): TemplateResult {
  const { whole, part, rest } = numbers;
  const { left, top, height: bar } = LYING;
  const ceiling = width - LYING.right;
  const x = scaleLinear([whole - span, whole], [left, ceiling]).clamp(true);
  const level = x(part);
  const ids = `${id}-flat`;
  const wide = (name: string, value: number) =>
    name.length * NAME_LETTER + short(value).length * NUMBER_DIGIT;
  const apart = wide(names.part, part) + 18;
  const [own = 0, owed = 0] = spread(
    [left, Math.max(level + 4, 0)],
    apart,
    left,
    width - wide(names.rest, rest),
  );
  let edge = ceiling;
  const label = (at: number, y: number, anchor: string, key: string, name: string, value: number) =>
    svg`<text class="vi-bar-name" data-part=${key} x=${at} y=${y} text-anchor=${anchor}>${name} <tspan class="vi-bar-number" data-part=${key}>${short(value)}</tspan></text>`;
  return html`<svg class="vi-gauge" data-kind="lying" viewBox="0 0 ${width} ${height}" height=${height} aria-hidden="true">
    ${hatchings(ids)}
    <defs><linearGradient id="${ids}-fade" x1="1" x2="0" y1="0" y2="0"><stop class="vi-fade-top" offset="0"></stop><stop class="vi-fade-end" offset="1"></stop></linearGradient></defs>
    <rect class="vi-part-bar" x=${left} y=${top} width=${Math.max(0, level - left)} height=${bar}></rect>
    <rect x=${left - 1} y=${top} width="40" height=${bar} fill="url(#${ids}-fade)"></rect>
    ${partsOf(numbers).map(({ part: name, size }) => {
      const end = edge;
      edge = Math.max(left, end - Math.max(0, ceiling - x(whole - size)));
      return svg`<rect x=${edge} y=${top} width=${end - edge} height=${bar} fill="url(#${ids}-${name})"></rect>
        <line class="vi-mid" x1=${edge} x2=${edge} y1=${top} y2=${top + bar}></line>`;
    })}
    <line class="vi-mid" x1=${level} x2=${level} y1=${top} y2=${top + bar}></line>
    <line class="vi-ceiling" x1=${ceiling} x2=${ceiling} y1=${top - 8} y2=${top + bar + 8}></line>
    ${label(own, 19, 'start', 'part', names.part, part)} ${label(owed, 19, 'start', 'rest', names.rest, rest)}
    ${label(Math.min(width - 2, ceiling + 8), top + bar + 26, 'end', 'whole', names.whole, whole)}
  </svg>`;
}
