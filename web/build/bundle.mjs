// Vite, told once: each product is one script and one style sheet, made from an entry of web/. No bundle depends on a
// lesson, so each is made once in a process; the packed program has neither Vite nor the entries, and brings them along.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packedBundle } from './packed-bundles.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const SUPPLIES = 'virtual:vi-supplies';

/** Whatever was bundled so far, by what was asked for. */
export const bundles = new Map();

function once(key, entry, make) {
  if (!bundles.has(key)) bundles.set(key, existsSync(web + entry) ? make() : packedBundle(key));
  return bundles.get(key);
}

/**
 * One script. `iife` runs anywhere, also from disk, where module scripts are refused. What the entry imports from
 * `virtual:vi-supplies` is handed to the script as it starts.
 */
export async function bundleScript(entry, { format = 'iife', name, supplies, minify = true } = {}) {
  const supplied = Object.keys(supplies ?? {});
  const key = [entry, format, name, minify, ...supplied].join(' ');
  const code = await once(key, entry, () => makeScript(entry, { format, name, supplied, minify }));
  return supplies ? `(viSupplies=>{${code}})(${JSON.stringify(supplies)});` : code;
}

async function makeScript(entry, { format, name, supplied, minify }) {
  const output = await run({
    plugins: [supply(supplied)],
    build: {
      minify,
      rollupOptions: {
        input: web + entry,
        output: { format, name },
        preserveEntrySignatures: name ? 'strict' : false,
      },
    },
  });
  const chunks = output.filter(({ type }) => type === 'chunk');
  if (chunks.length !== 1) throw new Error(`${entry} became ${chunks.length} files, not one`);
  return chunks[0].code;
}

/** For pages that do not say how they are encoded: every character as ASCII, which strings and patterns read the same. */
export function ascii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** One style sheet, with the fonts inside it or beside it. Answers `{css, fonts: [{fileName, source}]}`. */
export function bundleStyles(entry, { inlineFonts }) {
  return once(`${entry} ${inlineFonts}`, entry, () => makeStyles(entry, inlineFonts));
}

async function makeStyles(entry, inlineFonts) {
  const output = await run({
    build: {
      assetsInlineLimit: inlineFonts ? Number.MAX_SAFE_INTEGER : 0,
      assetsDir: '',
      rollupOptions: { input: web + entry },
    },
  });
  const sheet = output.find(({ fileName }) => fileName.endsWith('.css'));
  const fonts = output
    .filter(({ fileName }) => fileName.endsWith('.woff2'))
    .map(({ fileName, source }) => ({ fileName, source: Buffer.from(source) }));
  return { css: woff2Only(String(sheet.source)), fonts };
}

async function run({ plugins = [], build: options }) {
  const { build } = await import('vite');
  const { output } = await build({
    configFile: false,
    root: web,
    base: './',
    logLevel: 'warn',
    plugins,
    build: { write: false, target: 'es2022', modulePreload: false, ...options },
  });
  return output;
}

// KaTeX's faces that a lesson may never use, and what in its TeX, or in the HTML of its formulas, calls for them.
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
 * The sheet of a product that holds one lesson for good: faces that nothing in it calls for are left out.
 *
 * @param content all text that may hold TeX or become TeX
 */
export function usedFaces(css, content) {
  return css.replace(/@font-face\{[^}]*\}/g, (rule) => (isUsed(rule, content) ? rule : ''));
}

function isUsed(rule, content) {
  const family = /KaTeX_(\w+)/.exec(rule)?.[1] ?? '';
  if (RARE_FAMILIES[family]?.test(content) === false) return false;
  if (/font-weight:\s*(?:700|bold)/.test(rule) && !BOLD.test(content)) return false;
  // The letters of every formula are the italics of the family Math.
  return family === 'Math' || !/font-style:\s*italic/.test(rule) || ITALIC.test(content);
}

// KaTeX's sheet also names woff and ttf, for browsers that cannot run WebAssembly either.
function woff2Only(css) {
  return css.replace(/,\s*url\([^)]*\)\s*format\(["']?(?:woff|truetype)["']?\)/g, '');
}

function supply(names) {
  return {
    name: 'vi-supplies',
    resolveId: (id) => (id === SUPPLIES ? `\0${SUPPLIES}` : undefined),
    load(id) {
      if (id !== `\0${SUPPLIES}`) return undefined;
      if (names.length === 0) throw new Error(`this product has no ${SUPPLIES}`);
      return names.map((name) => `export const ${name} = viSupplies.${name};`).join('\n');
    },
  };
}
