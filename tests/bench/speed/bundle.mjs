// The page of the comparison, as static files in build/bench.
import { copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const out = join(root, 'build/bench');

export async function bundlePage() {
  await mkdir(out, { recursive: true });
  await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    define: { global: 'globalThis', 'process.env': '{}' },
    plugins: [forTheBrowser],
    build: {
      outDir: out,
      emptyOutDir: false,
      target: 'esnext',
      lib: { entry: join(here, 'page.mjs'), formats: ['es'], fileName: () => 'page.js' },
    },
  });
  const tfjs = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'));
  await cp(join(tfjs, 'wasm-out'), join(out, 'tfjs'), { recursive: true });
  await copyFile(join(root, 'build/wasm/bench.wasm'), join(out, 'bench.wasm'));
  await writeFile(
    join(out, 'index.html'),
    '<!doctype html><title>Bench</title><script type="module" src="page.js"></script>',
  );
  return out;
}

// WebPPL is written for Node: its own texts are put in where it reads them, and of Node it gets what it needs in a page.
const stubs = {
  fs: 'module.exports = {};',
  os: 'module.exports = {};',
  child_process: 'module.exports = {};',
  path: 'module.exports = { join: (...parts) => parts.join("/") };',
  util: 'module.exports = { inspect: JSON.stringify };',
  assert: `const assert = (truth, message) => { if (!truth) throw new Error(message); };
    module.exports = Object.assign(assert, { ok: assert, equal: (a, b) => assert(a == b), strictEqual: (a, b) => assert(a === b),
      notEqual: (a, b) => assert(a != b), deepEqual: () => {} });`,
};

const forTheBrowser = {
  name: 'webppl-in-a-page',
  enforce: 'pre',
  resolveId: (id) => (id in stubs ? `${here}/.stub-${id}.cjs` : null),
  load: (id) => stubs[/\.stub-(\w+)\.cjs$/.exec(id)?.[1]] ?? null,
  async transform(code, id) {
    if (!id.endsWith('webppl/src/main.js')) return null;
    for (const name of ['dists', 'header', 'nn']) {
      const text = JSON.stringify(await readFile(join(dirname(id), `${name}.wppl`), 'utf8'));
      code = code.replace(`fs.readFileSync(__dirname + '/${name}.wppl', 'utf8')`, () => text);
    }
    return code;
  },
};
