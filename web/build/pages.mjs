// The HTML around an article: what web/index.html leaves open, and the policies that a browser holds the page to.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { escapeHtml } from './html.mjs';

const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types lit-html vi-loader";

/** The site loads only what lies beside it, and runs the script that was written into its page. */
export function sitePolicy(script) {
  return policy({
    'script-src': `'self' ${hash(script)} 'wasm-unsafe-eval'`,
    'style-src': "'self'",
    'font-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self' blob:",
    'manifest-src': "'self'",
  });
}

/** The one-file lesson runs the scripts and styles that were written into it, known by their hashes, and fetches nothing. */
export function singlePolicy(scripts, styles) {
  return policy({
    'script-src': `${scripts.map(hash).join(' ')} 'wasm-unsafe-eval'`,
    'style-src': styles.map(hash).join(' '),
    'font-src': 'data:',
    'worker-src': 'blob:',
  });
}

function policy(directives) {
  const all = {
    'default-src': "'none'",
    ...directives,
    'img-src': directives['connect-src'] ? "'self' data:" : 'data:',
  };
  const written = Object.entries(all).map(([name, value]) => `${name} ${value}`);
  return [...written, "base-uri 'none'", "form-action 'none'", TRUSTED_TYPES].join('; ');
}

function hash(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The whole page around the printed article of a compiled lesson. */
export function pageOf({ title, name, document, sections }, article, { url, policy, head, scripts }) {
  const { description, language = 'en' } = document;
  const parts = { title: escapeHtml(title), name: escapeHtml(name), contents: contentsOf(sections) };
  parts.beside = parts.contents ? ' vi-beside' : '';
  const about = aboutOf({ title, description, url });
  return fillTemplate({ ...parts, language, about, policy: escapeHtml(policy), head, scripts, article });
}

/** web/index.html with its `<!--vi:name-->` marks filled. */
async function fillTemplate(parts) {
  const template = await readFile(new URL('../index.html', import.meta.url), 'utf8');
  return template.replace(/<!--vi:(\w+)-->/g, (_, name) => {
    if (parts[name] === undefined)
      throw new Error(`web/index.html asks for "${name}", which the build does not make`);
    return parts[name];
  });
}

/** What search engines and previews of a link show. `url` is where the page will stand, if that is known. */
function aboutOf({ title, description, url }) {
  const named = [
    ['name="description"', description],
    ['property="og:type"', 'article'],
    ['property="og:title"', title],
    ['property="og:description"', description],
    ['property="og:url"', url],
    ['name="twitter:card"', 'summary'],
  ];
  const lines = named
    .filter(([, content]) => content !== undefined)
    .map(([name, content]) => `<meta ${name} content="${escapeHtml(content)}">`);
  if (url) lines.push(`<link rel="canonical" href="${escapeHtml(url)}">`);
  return lines.join('\n');
}

/** A script written into HTML must not contain what would end it. Inside strings the escape says the same. */
export function inlineScript(code) {
  const safe = code.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
  if (/<script/i.test(safe))
    throw new Error('an inlined script contains "<script", which HTML reads in its own way');
  return safe;
}

/**
 * Past the contents, for whoever comes by keyboard; then a disclosure, which a wide window shows as a column beside the
 * text (web/styles/contents.css).
 */
function contentsOf(sections) {
  if (sections.length < 2) return '';
  const items = sections.map(
    ({ id, title, end }) =>
      `<li${end ? ' class="vi-end"' : ''}><a href="#${id}">${escapeHtml(title)}</a></li>`,
  );
  const list = `<ol id="vi-contents">${items.join('')}</ol>`;
  const skip = `<a class="vi-skip" href="#${sections[0].id}">Skip to the text</a>`;
  return `${skip}<nav class="vi-contents" aria-label="Contents"><details><summary>Contents</summary>${list}</details></nav>`;
}
