// Sentences of a lesson's JSON, as inline Markdown: `{{gap:3}}`, `$…$`, **strong**, *emphasis*, `code`. Longer prose is
// Markdown files, which the build reads.
import { html, nothing, type TemplateResult } from 'lit';

const MARKS = /\{\{([^{}\n]*)\}\}|\$((?:\\.|[^\\$])+)\$|\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`/g;

export function prose(text: string, scene: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let from = 0;
  for (const found of text.matchAll(MARKS)) {
    parts.push(text.slice(from, found.index), mark(found, scene));
    from = found.index + found[0].length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== '');
}

function mark([, number, math, strong, emphasis, code]: RegExpMatchArray, scene: string): TemplateResult {
  if (number !== undefined) return liveNumber(number, scene);
  if (math !== undefined) return html`<vi-formula scene=${scene} tex=${math}></vi-formula>`;
  if (strong !== undefined) return html`<strong>${prose(strong, scene)}</strong>`;
  if (emphasis !== undefined) return html`<em>${prose(emphasis, scene)}</em>`;
  return html`<code>${code}</code>`;
}

function liveNumber(text: string, scene: string): TemplateResult {
  const [name = '', form] = text.split(':').map((part) => part.trim());
  if (form === 'exact') return html`<vi-formula scene=${scene} name=${name} faces="exact"></vi-formula>`;
  return html`<vi-number scene=${scene} name=${name} digits=${form || nothing}></vi-number>`;
}
