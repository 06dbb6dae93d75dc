// Vite, told once: each product is one script and one style sheet, made from an entry of web/.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const web = fileURLToPath(new URL('..', import.meta.url));
const SUPPLIES = 'virtual:vi-supplies';

const made = new Map();

/** What is the same for every lesson is made once. */
function once(key, make) {
  if (!made.has(key)) made.set(key, make());
  return made.get(key);
}

/** One script that runs anywhere, also from disk, where module scripts are refused. `name` holds what the entry exports. */
export function bundleScript(entry, options = {}) {
  const make = () => makeScript(entry, options);
  return options.supplies ? make() : once(`${entry} ${JSON.stringify(options)}`, make);
}

async function makeScript(entry, { name, supplies, minify = true }) {
  const output = await run({
    plugins: [supply(supplies)],
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

/** Module scripts for one folder, the entry first: what it imports only when it is needed is a file of its own. */
export function bundleModules(entry, name) {
  return once(`${entry} ${name}`, () => makeModules(entry, name));
}

async function makeModules(entry, name) {
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
        preserveEntrySignatures: false,
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
  return once(entry, () => makeStyles(entry));
}

async function makeStyles(entry) {
  const output = await run({
    build: { assetsInlineLimit: 0, assetsDir: '', rollupOptions: { input: web + entry } },
  });
  const sheet = output.find(({ fileName }) => fileName.endsWith('.css'));
  const fonts = output.filter(({ fileName }) => fileName.endsWith('.woff2'));
  return { css: woff2Only(String(sheet.source)).replace(/url\(\.\//g, 'url('), fonts };
}

async function run({ plugins = [], build: options }) {
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

function supply(supplies) {
  return {
    name: 'vi-supplies',
    resolveId: (id) => (id === SUPPLIES ? `\0${SUPPLIES}` : undefined),
    load(id) {
      if (id !== `\0${SUPPLIES}`) return undefined;
      if (!supplies) throw new Error(`this product has no ${SUPPLIES}`);
      return Object.entries(supplies)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join('\n');
    },
  };
}
