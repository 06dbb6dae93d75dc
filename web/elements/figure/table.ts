// The numbers of a figure once more, as tables for whoever reads or copies them.
import { html, type TemplateResult } from 'lit';

/** The first cell of a row is what the row is about. */
export function tableTemplate(
  caption: string,
  heads: string[],
  rows: (string | TemplateResult)[][],
): TemplateResult {
  return html`<table><caption>${caption}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.map(([about, ...cells]) => html`<tr><th scope="row">${about}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
    </table>`;
}

export function numbersTemplate(tables: TemplateResult[]): TemplateResult {
  return html`<details class="vi-data"><summary>The numbers in this figure</summary>
    <div class="vi-tables">${tables}</div></details>`;
}
