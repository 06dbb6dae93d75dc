// The core in Node: one number, a whole scene, and what the module costs to fetch and to start.
import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { loadCore } from '../../web/core/core.mjs';
import { microsecondsPerCall } from './measure.mjs';

const numbers = { exact: true, quantities: 'all', identities: 'all' };
const lines = { ...numbers, derivations: 'all' };
const root = new URL('../../', import.meta.url);
const modules = new URL('build/wasm/', root);

export async function measureCore({ short }) {
  const bytes = await readFile(new URL('vi-page.wasm', modules));
  const document = JSON.parse(
    await readFile(new URL('lessons/variational-inference-for-rl/lesson.json', root), 'utf8'),
  );
  const core = await loadCore(bytes);
  return [
    // 85 KB was the wish for the functions of the first two examples; ARCHITECTURE.md says what the rest is.
    {
      what: 'module of a page, brotli',
      value: await packed('vi-page.wasm'),
      unit: 'KB',
      most: 155,
      wish: 85,
    },
    { what: 'module with all there is', value: await packed('vi.wasm'), unit: 'KB', most: 223 },
    { what: 'compile and instantiate', value: await startUp(bytes), unit: 'ms', most: 10 },
    { what: 'evaluate, one number', value: oneNumber(core, short), unit: 'µs', most: 20 },
    {
      what: 'Exercise 1, its numbers',
      value: wholeScene(core, document, numbers, short) / 1000,
      unit: 'ms',
      most: 1,
    },
    { what: 'Exercise 1, its lines too', value: wholeScene(core, document, lines, short) / 1000, unit: 'ms' },
  ];
}

async function packed(file) {
  return brotliCompressSync(await readFile(new URL(file, modules))).length / 1000;
}

async function startUp(bytes) {
  const times = [];
  for (let i = 0; i < 15; i++) {
    const start = performance.now();
    await loadCore(bytes);
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

// Another mean each time: nothing of the last answer can serve for the next.
function oneNumber(core, short) {
  const call = (i) =>
    core.call({
      op: 'evaluate',
      expression: 'kl(normal(m, 3/2), normal(8/5, 4/5))',
      parameters: { m: `${i % 97}/10` },
    });
  return microsecondsPerCall(call, short ? { rounds: 5, calls: 1000 } : { rounds: 21, calls: 2000 });
}

function wholeScene(core, document, want, short) {
  const { lesson } = core.call({ op: 'lesson.load', lesson: document });
  const call = (i) =>
    core.call({
      op: 'lesson.evaluate',
      lesson,
      scene: 'exercise1',
      parameters: { q_mean: `${i % 37}/20`, x: `${10 + (i % 11)}/5` },
      want,
    });
  return microsecondsPerCall(call, short ? { rounds: 3, calls: 100 } : { rounds: 11, calls: 500 });
}
