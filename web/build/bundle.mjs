// Vite, told once: each product is one script and one style sheet, made from an entry of web/. No bundle depends on a
// lesson, so each is made once in a process; the packed program has neither Vite nor the entries, and brings them along.
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
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
 * One script that runs anywhere, also from disk, where module scripts are refused. `name` holds what the entry exports;
 * what it imports from `virtual:vi-supplies` is handed to it as it starts. `instead` puts another file in place of each that
 * it names.
 */
export async function bundleScript(entry, { name, supplies, instead = {}, minify = true } = {}) {
  const supplied = Object.keys(supplies ?? {});
  const key = [entry, name, minify, ...supplied, ...Object.values(instead)].join(' ');
  const code = await once(key, entry, () => makeScript(entry, { name, supplied, instead, minify }));
  return supplies ? `(viSupplies=>{${code}})(${JSON.stringify(supplies)});` : code;
}

async function makeScript(entry, { name, supplied, instead, minify }) {
  const output = await run({
    plugins: [supply(supplied), exchange(instead)],
    build: {
      minify,
      rollupOptions: {
        input: web + entry,
        output: { format: 'iife', name, codeSplitting: false },
        // Vite's own helper for imports that come later; here all is in the one script.
        transform: { define: { 'import.meta': '{}' } },
        preserveEntrySignatures: name ? 'strict' : false,
      },
    },
  });
  return scriptsOf(output)[0].code;
}

/**
 * Module scripts for one folder, the entry first: what it imports only when it is needed is a file of its own. It keeps its
 * exports if it `isImported`.
 */
export function bundleModules(entry, name, { isImported = false } = {}) {
  return once(`${entry} as ${name}`, entry, () => makeModules(entry, name, isImported));
}

async function makeModules(entry, name, isImported) {
  const output = await run({
    build: {
      rollupOptions: {
        input: { [name]: web + entry },
        output: {
          format: 'es',
          entryFileNames: '[name]-[hash:10].js',
          chunkFileNames: '[name]-[hash:10].js',
          hashCharacters: 'hex',
        },
        preserveEntrySignatures: isImported && 'strict',
      },
    },
  });
  return scriptsOf(output).map(({ fileName, code }) => ({ fileName, code }));
}

function scriptsOf(output) {
  const scripts = output.filter(({ type }) => type === 'chunk');
  return scripts.sort((a, b) => Number(b.isEntry) - Number(a.isEntry));
}

/** For pages that do not say how they are encoded: every character as ASCII, which strings and patterns read the same. */
export function ascii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** One style sheet, with its fonts beside it: `{css, fonts: [{fileName, source}]}`. */
export function bundleStyles(entry) {
  return once(entry, entry, () => makeStyles(entry));
}

async function makeStyles(entry) {
  const output = await run({
    build: { assetsInlineLimit: 0, assetsDir: '', rollupOptions: { input: web + entry } },
  });
  const sheet = output.find(({ fileName }) => fileName.endsWith('.css'));
  const fonts = output
    .filter(({ fileName }) => fileName.endsWith('.woff2'))
    .map(({ fileName, source }) => ({ fileName, source: Buffer.from(source) }));
  return { css: woff2Only(String(sheet.source)).replace(/url\(\.\//g, 'url('), fonts };
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

/** @param {Record<string, string>} instead files of web/, and those to take in their place */
function exchange(instead) {
  return {
    name: 'vi-instead',
    enforce: 'pre',
    async resolveId(id, importer) {
      const named = basename(id);
      if (!Object.keys(instead).some((file) => basename(file) === named)) return undefined;
      const found = await this.resolve(id, importer, { skipSelf: true });
      const other = found?.id.startsWith(web) && instead[found.id.slice(web.length)];
      return other ? web + other : undefined;
    },
  };
}
