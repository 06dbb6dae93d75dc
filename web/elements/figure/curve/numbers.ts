// A figure of curves in numbers: what each line is worth where the axis stands, and the lines as a table.
import { html, type TemplateResult } from 'lit';
import { formatNumber } from '../../format.ts';
import { tableTemplate } from '../table.ts';
import type { CurveData } from './data.ts';
import type { CurvePicture } from './picture.ts';

const DIGITS = 3;
/** Which samples stand in the table: ten steps of a linear axis, two for each doubling of a logarithmic one. */
const EVERY = 12;
const EVERY_OF_PATH = 8;

interface Worth {
  label: string;
  role: string;
  value: number;
  /** Without: as short as the number goes. */
  digits?: number;
}

function worths({ series, points }: CurveData, { now, points: at }: CurvePicture): Worth[] {
  const lines = now
    ? series.map(({ label, role }, s) => ({ label, role, value: now.y[s] ?? Number.NaN, digits: DIGITS }))
    : [];
  // A point that is moved along the axis is known by its place there, any other by its height.
  const marks = points.map(({ label, role, lever }, i) => {
    const value = (lever ? at[i]?.x : at[i]?.y) ?? Number.NaN;
    return { label, role, value, ...(lever ? {} : { digits: DIGITS }) };
  });
  return [...lines, ...marks];
}

function place({ over }: CurveData, { now }: CurvePicture): string {
  return now ? `${over.label} = ${formatNumber(now.x)}` : '';
}

/** Each with its name, in its colour. */
export function worthLine(data: CurveData, picture: CurvePicture): TemplateResult {
  const all = worths(data, picture);
  if (all.length === 0) return html``;
  const at = place(data, picture);
  return html`<div class="vi-sum"><span class="vi-worths">
      ${at === '' ? '' : html`<span>at <i>${data.over.label}</i> = <b>${formatNumber(picture.now?.x ?? 0)}</b></span>`}
      ${all.map(({ label, role, value, digits }) => html`<span class="vi-worth" data-role=${role}><b>${formatNumber(value, digits)}</b> ${label}</span>`)}
    </span></div>`;
}

export function spokenCurve(data: CurveData, picture: CurvePicture): string {
  const all = worths(data, picture).map(
    ({ label, value, digits }) => `${label} ${formatNumber(value, digits)}`,
  );
  if (all.length > 0) return `${picture.now ? `At ${place(data, picture)}: ` : ''}${all.join(', ')}.`;
  const ends = data.series.map(({ label }, s) => {
    const [first, last] = [picture.y[s]?.at(0), picture.y[s]?.at(-1)].map((y) =>
      formatNumber(y ?? Number.NaN, DIGITS),
    );
    return `${label} goes from ${first} to ${last}`;
  });
  return `From ${data.over.label} = ${formatNumber(picture.from)} to ${formatNumber(picture.to)}: ${ends.join(', ')}.`;
}

export function curveTables(data: CurveData, picture: CurvePicture): TemplateResult[] {
  const { over, series, paths, points } = data;
  const row = (x: string, y: (number | undefined)[]) => [
    x,
    ...y.map((each) => formatNumber(each ?? Number.NaN, 4)),
  ];
  const { x, y, now } = picture;
  const chosen = x.map((_, i) => i).filter((i) => i % EVERY === 0);
  const rows = chosen.map((i) =>
    row(
      formatNumber(x[i] ?? 0),
      y.map((heights) => heights[i]),
    ),
  );
  if (now) rows.unshift(row(`${formatNumber(now.x)} (now)`, now.y));
  const lines = [
    tableTemplate('Lines', [over.label, ...series.map(({ label }) => label)], rows),
    ...paths.map(({ along, label }, i) => {
      const { along: values, points: places } = picture.paths[i] ?? { along: [], points: [] };
      const steps = values.flatMap((value, k) =>
        k % EVERY_OF_PATH === 0 ? [row(formatNumber(value), [places[k]?.x, places[k]?.y])] : [],
      );
      return tableTemplate(label, [along.label, over.label, data.y.label ?? 'value'], steps);
    }),
  ];
  if (points.length === 0) return lines;
  const marks = points.map(({ label }, i) => [
    label,
    formatNumber(picture.points[i]?.x ?? Number.NaN, 4),
    formatNumber(picture.points[i]?.y ?? Number.NaN, 4),
  ]);
  return [...lines, tableTemplate('Marks', ['', over.label, data.y.label ?? 'value'], marks)];
}
