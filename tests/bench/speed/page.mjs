// Runs in the page: every contestant behind one function, `viBench(contestant, kernel, repeats)`.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { javascript } from './javascript.mjs';
import { tensorflow } from './tensorflow.mjs';
import { webppl } from './webppl.mjs';

async function loadOurs() {
  const { instance } = await WebAssembly.instantiateStreaming(fetch('bench.wasm'), {
    env: { emscripten_notify_memory_growth() {} },
    wasi_snapshot_preview1: { proc_exit() {} },
  });
  instance.exports._initialize();
  return [0, 1, 2, 3, 4, 5].map((kernel) => (seed) => ({ answer: instance.exports.vi_bench(kernel, seed) }));
}

const on = (backend) =>
  tensorflow.map(
    (kernel) =>
      kernel &&
      (async () => {
        await tf.setBackend(backend);
        return kernel();
      }),
  );

setWasmPaths('tfjs/');
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false); // one thread for everybody
const contestants = {
  ours: await loadOurs(),
  JavaScript: javascript,
  'TF.js wasm': on('wasm'),
  'TF.js cpu': on('cpu'),
  WebPPL: webppl,
};

/**
 * The milliseconds of a run in the quickest of the batches, since waiting for the processor is no property of the code, and
 * the mean answer; null where a contestant has no such kernel. (A page's clock is coarse: short runs need a batch.)
 */
window.viBench = async (contestant, kernel, repeats, batch) => {
  const run = contestants[contestant][kernel];
  if (!run) return null;
  let answer = 0;
  let milliseconds = Infinity;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    let took;
    for (let j = 0; j < batch; j++) {
      let result = run(i * batch + j + 1);
      if (result instanceof Promise) result = await result;
      took = result.took; // told by those who do less than the others
      answer += result.answer / (repeats * batch);
    }
    milliseconds = Math.min(milliseconds, took ?? (performance.now() - start) / batch);
  }
  return { milliseconds, answer };
};
