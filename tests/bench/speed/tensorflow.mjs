// The kernels in TensorFlow.js, on whichever backend is set. Eager tensors of a million draws, as its users write them.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import { vae } from './javascript.mjs';

const x = 2;
const samples = 1_000_000;
const mean = 1;
const sd = Math.sqrt(1.5);
const constant = -0.5 * Math.log(2 * Math.PI) - 0.5 * Math.log(4 / 1.5);

// log p(x, z) - log q(z) for z = mean + sd eps; z ~ N(0, 4), x | z ~ N(z, 1).
function weights(eps) {
  const z = eps.mul(sd).add(mean);
  return z.sub(x).square().mul(-0.5).sub(z.square().mul(0.125)).add(eps.square().mul(0.5)).add(constant);
}

const number = (make) => tf.tidy(make).data();

async function elboBySampling() {
  const [answer] = await number(() => weights(tf.randomNormal([samples])).mean());
  return { answer };
}

async function surface() {
  const cells = await number(() => {
    const means = tf.linspace(-2, 4, 512).reshape([1, 512]);
    const variances = tf.linspace(0.02, 4, 512).reshape([512, 1]);
    const ofMean = means.sub(x).square().mul(-0.5).sub(means.square().mul(0.125));
    const ofVariance = variances.div(4).log().mul(0.5).sub(variances.mul(0.625));
    return ofMean.add(ofVariance).add(0.5 - 0.5 * Math.log(2 * Math.PI));
  });
  return { answer: cells[300 * 512 + 100] };
}

async function climb() {
  const location = tf.variable(tf.scalar(0));
  const logSd = tf.variable(tf.scalar(0));
  const precision = 1.25;
  let first = [0, 0];
  let second = [0, 0];
  for (let step = 1; step <= 2000; step++) {
    // One read a step: the draws and their gradient as tensors, Adam on two numbers.
    const at = [location, logSd];
    const gradient = tf.tidy(() => {
      const eps = tf.randomNormal([16]);
      const z = eps.mul(logSd.exp()).add(location);
      const slope = z.mul(-precision).add(x);
      return tf.stack([slope.mean(), slope.mul(eps).mean().mul(logSd.exp()).add(1)]);
    });
    const values = gradient.dataSync();
    gradient.dispose();
    first = first.map((old, i) => 0.9 * old + 0.1 * values[i]);
    second = second.map((old, i) => 0.999 * old + 0.001 * values[i] ** 2);
    for (let i = 0; i < 2; i++) {
      const corrected = Math.sqrt(second[i] / (1 - 0.999 ** step)) + 1e-8;
      const change = (0.02 * first[i]) / (1 - 0.9 ** step) / corrected;
      tf.tidy(() => at[i].assign(at[i].add(change)));
    }
  }
  const [answer] = await location.data();
  location.dispose();
  logSd.dispose();
  return { answer };
}

async function gradientVariance() {
  const values = await number(() => {
    const eps = tf.randomNormal([samples]);
    const weight = weights(eps);
    const score = [weight.mul(eps).div(sd), weight.mul(eps.square().sub(1))];
    const other = tf.randomNormal([samples]);
    const slope = other.mul(sd).add(mean).mul(-1.25).add(x);
    const path = [slope, slope.mul(other).mul(sd).add(1)];
    return tf.stack([...score, ...path].map((each) => tf.moments(each).variance));
  });
  return { answer: values[1] };
}

// The gradient written out, all on tensors; Adam too.
async function smallVae() {
  const { rows, start, observed, batch } = vae;
  const part = (from, to, shape) =>
    tf.tensor(Float32Array.from(start.subarray(from * observed, to * observed)), shape);
  const data = tf.tensor(Float32Array.from(rows), [256, observed]);
  const shapes = [
    part(0, 2, [2, observed]),
    part(2, 3, [observed]),
    part(3, 5, [2, observed]),
    tf.zeros([2]),
    tf.zeros([2]),
    tf.scalar(0),
  ];
  const at = shapes.map((tensor) => tf.variable(tensor));
  const first = shapes.map((tensor) => tf.variable(tf.zerosLike(tensor)));
  const second = shapes.map((tensor) => tf.variable(tf.zerosLike(tensor)));
  for (let step = 1; step <= 1000; step++) {
    tf.tidy(() => {
      const [W, b, A, c, logSd, logNoise] = at;
      const x = data.slice([((step - 1) * batch) % 256, 0], [batch, observed]);
      const eps = tf.randomNormal([batch, 2]);
      const sd = logSd.exp();
      const mean = x.matMul(A, false, true).add(c);
      const z = mean.add(eps.mul(sd));
      const residual = x.sub(b).sub(z.matMul(W));
      const perNoise = logNoise.neg().exp();
      const scaled = residual.mul(perNoise);
      const pull = scaled.matMul(W, false, true);
      const slope = pull.sub(mean);
      const gradients = [
        z.matMul(scaled, true).div(batch),
        scaled.mean(0),
        slope.matMul(x, true).div(batch),
        slope.mean(0),
        eps.mul(pull).mean(0).mul(sd).add(1).sub(sd.square()),
        residual.mul(scaled).sum().div(batch).sub(observed).mul(0.5),
      ];
      gradients.forEach((gradient, k) => {
        first[k].assign(first[k].mul(0.9).add(gradient.mul(0.1)));
        second[k].assign(second[k].mul(0.999).add(gradient.square().mul(0.001)));
        const length = second[k]
          .div(1 - 0.999 ** step)
          .sqrt()
          .add(1e-8);
        at[k].assign(at[k].add(first[k].mul(0.02 / (1 - 0.9 ** step)).div(length)));
      });
    });
  }
  const [answer] = await number(() => at[5].exp());
  tf.dispose([data, ...shapes, ...at, ...first, ...second]);
  return { answer };
}

// No triangular solve in TensorFlow.js: there is nothing to compare for the divergence of Gaussians.
export const tensorflow = [elboBySampling, surface, climb, gradientVariance, undefined, smallVae];
