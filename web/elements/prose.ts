// Sentences of a lesson's JSON, as a page shows them. Longer prose is Markdown files, which the build reads.
import { html, nothing, type TemplateResult } from 'lit';
import { type Mark, marksOf } from '../lesson/marks.ts';

export function prose(text: string, scene: string): (string | TemplateResult)[] {
  return marksOf(text).map((mark) => shown(mark, scene));
}

function shown(mark: Mark, scene: string): string | TemplateResult {
  const inside = (marks: Mark[]) => marks.map((each) => shown(each, scene));
  switch (mark.kind) {
    case 'text':
      return mark.text;
    case 'math':
      return html`<vi-formula scene=${scene} tex=${mark.text}></vi-formula>`;
    case 'strong':
      return html`<strong>${inside(mark.marks)}</strong>`;
    case 'emphasis':
      return html`<em>${inside(mark.marks)}</em>`;
    case 'code':
      return html`<code>${mark.text}</code>`;
    case 'exact':
      return html`<vi-formula scene=${scene} name=${mark.name} faces="exact"></vi-formula>`;
    case 'number':
      return html`<vi-number scene=${scene} name=${mark.name} digits=${mark.digits ?? nothing}></vi-number>`;
  }
}
