// The plain sweeps of soft-value-iteration.mjs in TensorFlow.js, a grid a tensor. It computes in single precision, where no
// residual of 1e-10 comes about: it is given the number of sweeps instead.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

const package_ = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
setWasmPaths(`${join(dirname(package_), 'wasm-out')}/`);
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false); // one thread for everybody

export async function tensorSweeps(backend, problem, sweeps) {
  await tf.setBackend(backend);
  const goal = goalOf(problem);
  const atRest = tf.mul(goal, problem.goal);
  const free = tf.sub(1, goal);
  let value = atRest.clone();
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const next = tf.tidy(() => tf.add(tf.mul(backup(value, problem), free), atRest));
    value.dispose();
    value = next;
  }
  const cells = await value.data();
  tf.dispose([goal, atRest, free, value]);
  return { value: cells };
}

function goalOf({ n }) {
  const cells = new Float32Array(n * n);
  cells[n * n - 1] = 1;
  return tf.tensor2d(cells, [n, n]);
}

// Who walks against a wall stays: the row (or column) there is its own neighbour.
function backup(value, { n, slip, step, alpha, gamma }) {
  const up = tf.concat([tf.slice(value, [0, 0], [1, n]), tf.slice(value, [0, 0], [n - 1, n])], 0);
  const down = tf.concat([tf.slice(value, [1, 0], [n - 1, n]), tf.slice(value, [n - 1, 0], [1, n])], 0);
  const left = tf.concat([tf.slice(value, [0, 0], [n, 1]), tf.slice(value, [0, 0], [n, n - 1])], 1);
  const right = tf.concat([tf.slice(value, [0, 1], [n, n - 1]), tf.slice(value, [0, n - 1], [n, 1])], 1);
  const sides = tf.mul(tf.add(left, right), slip);
  const ends = tf.mul(tf.add(up, down), slip);
  const along = (ahead, aside) => tf.mul(tf.add(tf.mul(ahead, 1 - 2 * slip), aside), gamma / alpha);
  const q = tf.stack([along(up, sides), along(right, ends), along(down, sides), along(left, ends)]);
  return tf.add(tf.mul(tf.logSumExp(q, 0), alpha), step);
}
