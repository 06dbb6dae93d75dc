// What the prose refers to: the works it cites, `[@levine2018]`, and the words it explains, `[ELBO](=elbo)`. Each mark is
// a link to an entry at the article's end, which the page opens beside the text (web/reading/notes.ts).
import { citation, reference } from './citation.mjs';
import { Directives } from './directives.mjs';
import { escapeHtml } from './html.mjs';
import { entries } from './malformed.mjs';
import { createMarkdown } from './markdown.mjs';

/** The lists that end the article, of what the prose refers to, and their sections for the contents. */
export function endSections(document, names, report) {
  const inline = (path, text) => writeInline(text, names, (message, hint) => report(path, message, hint));
  const glossary = entries(document.glossary).map(([name, { term, is }]) => ({
    id: `term-${name}`,
    head: String(term ?? ''),
    bodies: [inline(`/glossary/${name}/is`, is)],
  }));
  const sources = entries(document.sources).map(([name, source]) => ({
    id: `source-${name}`,
    head: citation(source),
    bodies: [reference(source), inline(`/sources/${name}/says`, source.says)],
  }));
  return [
    { id: 'glossary', title: 'Glossary', list: glossary },
    { id: 'sources', title: 'Sources', list: sources },
  ]
    .filter(({ list }) => list.length > 0)
    .map(({ id, title, list }) => ({
      id,
      title,
      end: true,
      file: 'lesson.json',
      html: section(id, title, list),
    }));
}

/** Links that may not stand on a page. The shape is the schema's to check. */
export function checkReferences(document, report) {
  for (const [name, { link }] of entries(document.sources)) {
    if (link !== undefined && !/^https:\/\/[^\s"]+$/.test(String(link)))
      report(`/sources/${name}/link`, `"${link}" is no https address`, 'begin it with "https://"');
  }
}

function writeInline(text, names, report) {
  const markdown = createMarkdown();
  const [{ children }] = markdown.parseInline(String(text ?? ''), {});
  const reader = new Directives(names, (_, message, hint) => report(message, hint), { marks: false });
  for (const token of children) reader.inline(token, 0);
  return markdown.renderer.renderInline(children, markdown.options, {});
}

function section(id, title, list) {
  const items = list.sort((one, other) => one.head.localeCompare(other.head, 'en')).map(entry);
  return `<section class="vi-section vi-end" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<dl class="vi-entries">
${items.join('\n')}
</dl>
</section>`;
}

function entry({ id, head, bodies }) {
  const said = bodies.filter(Boolean).map((body) => `<dd>${body}</dd>`);
  return `<div class="vi-entry" id="${id}"><dt>${escapeHtml(head)}</dt>${said.join('')}</div>`;
}
