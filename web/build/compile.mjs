// A lesson's folder → one value `{name, title, document, article, sections, cards}`: the JSON as written, the prose as HTML
// with custom elements. Problems are collected, not thrown, so that an author sees them all at once.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { checkPredictions } from './cards.mjs';
import { Directives } from './directives.mjs';
import { checkDocumentProse } from './document-prose.mjs';
import { checkDocumentTex } from './document-tex.mjs';
import { checkExercises } from './exercises.mjs';
import { checkFigures } from './figures.mjs';
import { readFolder, whereWritten, withoutMark } from './folder.mjs';
import { checkLinks } from './links.mjs';
import { checkMappings } from './mappings.mjs';
import { createMarkdown } from './markdown.mjs';
import { Names } from './names.mjs';
import { checkOrders } from './orders.mjs';
import { checkReferences, endSections } from './references.mjs';

/** From the end of a section back to the contents, where those do not stand beside the text. */
const BACK = '<p class="vi-back"><a href="#vi-contents"><span aria-hidden="true">↑ </span>Contents</a></p>';

/** @returns {Promise<{compiled: any, problems: import('./problem.mjs').Problem[], names?: Names, cards?: string[]}>} with the names that cards.json holds */
export async function compileLesson(folder) {
  const problems = [];
  const { document, cards } = await readFolder(folder, problems);
  if (!document) return { compiled: undefined, problems };

  const names = new Names(document);
  const sections = [];
  for (const file of await proseFiles(folder)) {
    const source = await readFile(join(folder, file), 'utf8');
    sections.push(compileProse({ file, source, names, problems }));
  }
  if (sections.length === 0) {
    problems.push({
      file: 'lesson.json',
      message: 'no Markdown beside it',
      hint: 'add at least one file of prose, such as 01-start.md',
    });
  }
  const report = (path, message, hint) =>
    problems.push(whereWritten({ file: 'lesson.json', path, message, hint }, cards));
  checkDocumentProse(document, names, report);
  checkDocumentTex(document, report);
  checkFigures(document, names, report);
  checkExercises(document, names, report);
  checkMappings(document, names, report);
  checkOrders(document, names, report);
  checkReferences(document, report);
  sections.push(...endSections(document, names, report));
  refuseTwins(sections, problems);
  const article = sections.map(({ html }) => html).join('\n');
  checkPredictions(document, names, article, report);
  checkLinks(names, article);

  const compiled = {
    name: basename(resolve(folder)),
    title: document.title,
    document,
    sections: sections.map(({ id, title, end }) => ({ id, title, end })),
    cards: names.cards,
    article,
  };
  return { compiled, problems, names, cards };
}

async function proseFiles(folder) {
  return (await readdir(folder)).filter((file) => file.endsWith('.md')).sort();
}

/** One Markdown file is one section of the page; its first heading names it. */
export function compileProse({ file, source, names, problems }) {
  const markdown = createMarkdown();
  const report = (line, message, hint) => problems.push({ file, line: line + 1, message, hint });
  const tokens = markdown.parse(withoutMark(source), {});
  new Directives(names, report).run(tokens);
  checkFirstHeading(tokens, report);
  const title = nameHeadings(tokens, fallbackId(file));
  const html = markdown.renderer.render(tokens, markdown.options, {});
  const id = title?.id ?? fallbackId(file);
  return {
    file,
    id,
    title: title?.text ?? '',
    html: `<section class="vi-section" aria-labelledby="${id}">\n${html}<vi-copies></vi-copies>\n${BACK}\n</section>`,
  };
}

function checkFirstHeading(tokens, report) {
  const first = tokens.find(({ type }) => type === 'heading_open');
  const remedy = 'begin the file with "# What this section claims"';
  if (!first) report(0, 'no heading', remedy);
  else if (first.tag !== 'h1') report(first.map[0], 'the first heading is not of the kind "#"', remedy);
}

/** The page's title is the `h1`, so a file's `#` is an `h2`. Every heading gets an id to link to. */
function nameHeadings(tokens, first) {
  let title;
  tokens.forEach((token, i) => {
    if (token.type !== 'heading_open' && token.type !== 'heading_close') return;
    token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
    if (token.type === 'heading_close') return;
    const text = plain(tokens[i + 1]);
    const id = title ? `${title.id}-${slug(text)}` : first;
    token.attrSet('id', id);
    title ??= { id, text };
  });
  return title;
}

function plain(inline) {
  return (inline.children ?? []).map(({ meta, content }) => meta?.tex ?? meta?.label ?? content).join('');
}

// `02-one-identity.md` → `one-identity`: an address outlives a change of the heading's words.
function fallbackId(file) {
  return slug(file.replace(/\.md$/, '').replace(/^\d+[-_. ]*/, '')) || 'section';
}

function slug(text) {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

function refuseTwins(sections, problems) {
  const seen = new Map();
  for (const { id, file } of sections) {
    if (seen.has(id))
      problems.push({
        file,
        message: `has the same address "#${id}" as ${seen.get(id)}`,
        hint: 'rename one of them',
      });
    seen.set(id, file);
  }
}
