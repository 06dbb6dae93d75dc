// The lesson's Markdown: CommonMark without HTML, and five things of our own: `::: directive`, `{{number}}`, `$math$`,
// `[@source]`, `[word](=term)`. This file only reads them into tokens; directives.mjs gives them meaning.
import MarkdownIt from 'markdown-it';
import { raggedRows } from './tables.mjs';

export function createMarkdown() {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true });
  const ends = { alt: ['paragraph', 'blockquote', 'list', 'reference'] };
  markdown.block.ruler.before('fence', 'vi_directive', directive, ends);
  markdown.block.ruler.before('fence', 'vi_display', display, ends);
  markdown.inline.ruler.before('escape', 'vi_number', number);
  markdown.inline.ruler.before('escape', 'vi_math', math);
  markdown.inline.ruler.after('vi_math', 'vi_dollar', dollar);
  markdown.inline.ruler.before('link', 'vi_cite', cite);
  markdown.core.ruler.push('vi_links', links);
  markdown.core.ruler.push('vi_ragged', raggedRows);
  markdown.core.ruler.push('vi_headers', headers);
  for (const type of ['vi_directive', 'vi_display', 'vi_number', 'vi_math', 'vi_dollar', 'vi_cite'])
    markdown.renderer.rules[type] = ready;
  markdown.renderer.rules.vi_ragged = () => '';
  // On a phone a table may be wider than the page: it scrolls in a box of its own.
  markdown.renderer.rules.table_open = () => '<div class="vi-wide"><table>\n';
  markdown.renderer.rules.table_close = () => '</table></div>\n';
  return markdown;
}

// What directives.mjs made of the token. A directive ends its line; a mark inside a sentence must not add a break.
function ready(tokens, at) {
  return tokens[at].block ? `${tokens[at].content}\n` : tokens[at].content;
}

/** Headers head their columns; the corner of a table heads nothing, so an empty one becomes an ordinary cell. */
function headers(state) {
  for (const [i, token] of state.tokens.entries()) {
    if (token.type !== 'th_open') continue;
    if (state.tokens[i + 1]?.content.trim() !== '') {
      token.attrSet('scope', 'col');
      continue;
    }
    token.tag = 'td';
    state.tokens[i + 2].tag = 'td';
  }
}

/** `::: word name` on a line of its own; a bare `:::` closes the container that stands open. */
function directive(state, line, _end, silent) {
  const found = /^:::+\s*(.*?)\s*$/.exec(textOf(state, line));
  if (!found) return false;
  if (silent) return true;
  const [word = '', ...names] = found[1].split(/\s+/);
  push(state, line, line + 1, 'vi_directive', { word, name: names.join(' ') });
  return true;
}

/** `$$ … $$`, on one line or several. */
function display(state, line, end, silent) {
  if (!textOf(state, line).startsWith('$$')) return false;
  let last = line;
  while (last < end && !closes(textOf(state, last), last === line)) last++;
  if (last === end) return false;
  if (silent) return true;
  const lines = [];
  for (let i = line; i <= last; i++) lines.push(textOf(state, i));
  const tex = lines.join('\n').trim().slice(2, -2).trim();
  push(state, line, last + 1, 'vi_display', { tex });
  return true;
}

function closes(text, first) {
  return text.trim().endsWith('$$') && (!first || text.trim().length > 3);
}

function textOf(state, line) {
  return state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line]);
}

function push(state, line, next, type, meta) {
  const token = state.push(type, '', 0);
  token.map = [line, next];
  token.meta = meta;
  token.block = true;
  state.line = next;
}

/** `{{name}}`, `{{name:3}}`, `{{scene.name:exact}}`. */
function number(state, silent) {
  const found = /^\{\{([^{}\n]*)(\}\})?/.exec(state.src.slice(state.pos));
  if (!found) return false;
  if (!silent) pushInline(state, 'vi_number', { text: found[1].trim(), isClosed: found[2] !== undefined });
  state.pos += found[0].length;
  return true;
}

/** `$…$`, and `$$…$$` inside a paragraph. As in TeX on paper, `$` hugs its formula, so "$5 and $6" is money. */
function math(state, silent) {
  const found = /^(\$\$?)(?![\s$])((?:\\[\s\S]|[^\\$])*?)(?<!\s)\1(?!\d)/.exec(state.src.slice(state.pos));
  if (!found?.[2]) return false;
  if (!silent) pushInline(state, 'vi_math', { tex: found[2], display: found[1] === '$$' });
  state.pos += found[0].length;
  return true;
}

/** A `$` that is left over: no formula, and no price. directives.mjs reports it. */
function dollar(state, silent) {
  const found = /^\$\$?(?!\d[\d.,]*(?![\w\\^{]))/.exec(state.src.slice(state.pos));
  if (!found) return false;
  if (!silent) {
    pushInline(state, 'vi_dollar', {});
    state.tokens.at(-1).content = found[0];
  }
  state.pos += found[0].length;
  return true;
}

/** `[@levine2018]`. */
function cite(state, silent) {
  const found = /^\[@([^\]\n]*)\]/.exec(state.src.slice(state.pos));
  if (!found) return false;
  if (!silent) pushInline(state, 'vi_cite', { name: found[1].trim() });
  state.pos += found[0].length;
  return true;
}

/** Where links and images stand. `[ELBO](=elbo)` is read as a link; here it is marked as one that leads to a term. */
function links(state) {
  for (const { children } of state.tokens) {
    let line = 0;
    for (const child of children ?? []) {
      if (/^(soft|hard)break$/.test(child.type)) line++;
      if (child.type === 'image') child.meta = { line };
      if (child.type !== 'link_open') continue;
      const address = child.attrGet('href');
      child.meta = { line, term: address.startsWith('=') ? address.slice(1) : undefined };
    }
  }
}

function pushInline(state, type, meta) {
  const before = state.src.slice(0, state.pos);
  state.push(type, '', 0).meta = { ...meta, line: before.split('\n').length - 1 };
}
