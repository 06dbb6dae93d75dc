// KaTeX's fonts for one lesson: faces that nothing in it calls for are left out, and the others are cut to the glyphs that
// it can show. What a formula may become stands in the lesson, in its printed article and in the strings of the core.
import { createHash } from 'node:crypto';
import katex from 'katex';
import subsetFont from 'subset-font';

/** Whatever a formula holds: digits, operators and letters, of which Greek ones come by name. */
const ALWAYS = [...range(0x20, 0x7e), ...range(0x391, 0x3c9), ...'−±×·…′∞≈≤≥≠'].join('');
/** Brackets and roots that grow: small fonts, and a lesson's numbers decide which of their pieces are asked for. */
const WHOLE = /KaTeX_Size\d/;

/**
 * The sheet and fonts of a product that holds one lesson for good.
 *
 * @param styles `{css, fonts: [{fileName, source}]}`
 * @param content all text that may hold TeX or become TeX
 * @returns the same, with fewer and smaller fonts, each named after its content
 */
export async function cutFonts({ css, fonts }, content) {
  const used = usedFaces(css, content);
  const glyphs = glyphsOf(content);
  let sheet = used;
  const cut = [];
  for (const { fileName, source } of fonts) {
    if (!used.includes(fileName)) continue;
    const smaller = WHOLE.test(fileName)
      ? source
      : await subsetFont(source, glyphs, { targetFormat: 'woff2' });
    const name = `${fileName.replace(/-[\w-]{8}\.woff2$/, '')}-${hashOf(smaller)}.woff2`;
    sheet = sheet.replaceAll(fileName, name);
    cut.push({ fileName: name, source: smaller });
  }
  return { css: sheet, fonts: cut };
}

/** The same sheet with the fonts inside it. */
export function withFontsInside({ css, fonts }) {
  return fonts.reduce(
    (sheet, { fileName, source }) =>
      sheet.replaceAll(fileName, `data:font/woff2;base64,${Buffer.from(source).toString('base64')}`),
    css,
  );
}

const FACE = /@font-face\{[^}]*\}/g;

/**
 * The same sheet without its fonts, which a shadow root does not load, and what to load in their place.
 *
 * @param sourceOf what stands for a font: `{fileName, source}`
 */
export function withFacesApart({ css, fonts }, sourceOf) {
  const faces = [...css.matchAll(FACE)].map(([rule]) => ({
    family: valueOf(rule, 'font-family'),
    style: valueOf(rule, 'font-style'),
    weight: valueOf(rule, 'font-weight'),
    source: sourceOf(fonts.find(({ fileName }) => rule.includes(fileName))),
  }));
  return { css: css.replace(FACE, ''), faces };
}

function valueOf(rule, property) {
  return new RegExp(`${property}:([^;}]*)`).exec(rule)?.[1].replace(/["']/g, '') ?? 'normal';
}

/** Every character that is written, and what KaTeX draws for every command that is named. */
export function glyphsOf(content) {
  const found = new Set(ALWAYS);
  for (const character of content) found.add(character);
  for (const [, name] of content.matchAll(/\\([a-zA-Z]+)/g)) namedGlyphs(name, found);
  return [...found].filter((character) => character >= ' ').join('');
}

const drawn = new Map();

function namedGlyphs(name, found) {
  if (!drawn.has(name)) drawn.set(name, drawnBy(name));
  for (const character of drawn.get(name)) found.add(character);
}

// A name that takes arguments is drawn with them; one that KaTeX does not know is none of its commands.
function drawnBy(name) {
  for (const tex of [`\\${name}`, `\\${name}{x}`, `\\${name}{x}{x}`]) {
    try {
      const html = katex.renderToString(tex, { output: 'html', strict: 'ignore' });
      return html.replace(/<[^>]*>|&\w+;/g, '');
    } catch (problem) {
      if (!(problem instanceof katex.ParseError)) throw problem;
    }
  }
  return '';
}

// Faces that a lesson may never use, and what in its TeX, or in the HTML of its formulas, calls for them.
const RARE_FAMILIES = {
  AMS: /mathbb|amsrm/,
  Caligraphic: /mathcal/,
  Fraktur: /mathfrak|frak/,
  SansSerif: /mathsf|textsf/,
  Script: /mathscr/,
  Typewriter: /mathtt|texttt/,
};
const BOLD = /mathbf|textbf|boldsymbol|\\(?:bm|bf|bold)\b/;
const ITALIC = /mathit|textit|\\(?:it|emph)\b/;

/**
 * The rules of a sheet without the faces that nothing calls for.
 *
 * @param content all text that may hold TeX or become TeX
 */
export function usedFaces(css, content) {
  return css.replace(FACE, (rule) => (isUsed(rule, content) ? rule : ''));
}

function isUsed(rule, content) {
  const family = /KaTeX_(\w+)/.exec(rule)?.[1] ?? '';
  if (RARE_FAMILIES[family]?.test(content) === false) return false;
  if (/font-weight:\s*(?:700|bold)/.test(rule) && !BOLD.test(content)) return false;
  // The letters of every formula are the italics of the family Math.
  return family === 'Math' || !/font-style:\s*italic/.test(rule) || ITALIC.test(content);
}

function hashOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 10);
}

function range(from, to) {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));
}
