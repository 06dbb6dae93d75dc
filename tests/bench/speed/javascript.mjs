// The kernels as a good programmer writes them in JavaScript: typed arrays, what is constant hoisted out of the loops, both
// draws of Box and Muller used, the engine's own generator.

const model = { priorMean: 0, priorVariance: 4, slope: 1, offset: 0, noiseVariance: 1 };
const x = 2;
const q = { mean: 1, variance: 1.5 };
const samples = 1_000_000;
const normals = new Float64Array(512);

function drawNormals() {
  for (let i = 0; i < normals.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - Math.random()));
    const angle = 2 * Math.PI * Math.random();
    normals[i] = radius * Math.cos(angle);
    normals[i + 1] = radius * Math.sin(angle);
  }
}

// log p(x, z) - log q(z) less what does not depend on z.
const halfNoisePrecision = 0.5 / model.noiseVariance;
const halfPriorPrecision = 0.5 / model.priorVariance;
const sd = Math.sqrt(q.variance);
const constant =
  -0.5 * Math.log(2 * Math.PI * model.noiseVariance) - 0.5 * Math.log(model.priorVariance / q.variance);

function elboBySampling() {
  let sum = 0;
  let square = 0;
  for (let done = 0; done < samples; done += normals.length) {
    drawNormals();
    const count = Math.min(normals.length, samples - done);
    for (let i = 0; i < count; i++) {
      const eps = normals[i];
      const z = q.mean + sd * eps;
      const unexplained = x - model.slope * z - model.offset;
      const offPrior = z - model.priorMean;
      const value =
        0.5 * eps * eps -
        halfNoisePrecision * unexplained * unexplained -
        halfPriorPrecision * offPrior * offPrior;
      sum += value;
      square += value * value;
    }
  }
  const mean = sum / samples;
  return { answer: constant + mean, error: Math.sqrt((square / samples - mean * mean) / samples) };
}

const axis = (from, to) => Float64Array.from({ length: 512 }, (_, i) => from + ((to - from) * i) / 511);
const means = axis(-2, 4);
const variances = axis(0.02, 4);
const cells = new Float64Array(512 * 512);

function surface() {
  const { priorMean, priorVariance, slope, offset, noiseVariance } = model;
  const logNoise = -0.5 * Math.log(2 * Math.PI * noiseVariance);
  for (let j = 0; j < 512; j++) {
    const variance = variances[j];
    const spread = slope * slope * variance;
    const entropyPart = 0.5 * Math.log(variance / priorVariance) + 0.5;
    const row = 512 * j;
    for (let i = 0; i < 512; i++) {
      const unexplained = x - slope * means[i] - offset;
      const offPrior = means[i] - priorMean;
      cells[row + i] =
        logNoise -
        (unexplained * unexplained + spread) * halfNoisePrecision +
        entropyPart -
        (variance + offPrior * offPrior) * halfPriorPrecision;
    }
  }
  return { answer: cells[300 * 512 + 100] };
}

function climb() {
  const steps = 2000;
  const draws = 16;
  const rate = 0.02;
  const gain = model.slope / model.noiseVariance;
  const precision = gain * model.slope + 1 / model.priorVariance;
  const pull = gain * (x - model.offset) + model.priorMean / model.priorVariance;
  const at = new Float64Array([0, 0]);
  const first = new Float64Array(2);
  const second = new Float64Array(2);
  const gradient = new Float64Array(2);
  let firstPower = 1;
  let secondPower = 1;
  let used = normals.length;
  for (let step = 0; step < steps; step++) {
    if (used === normals.length) {
      drawNormals();
      used = 0;
    }
    const scale = Math.exp(at[1]);
    let ofMean = 0;
    let ofLogSd = 0;
    for (let i = 0; i < draws; i++) {
      const eps = normals[used++];
      const slope = pull - precision * (at[0] + scale * eps);
      ofMean += slope;
      ofLogSd += slope * eps;
    }
    gradient[0] = ofMean / draws;
    gradient[1] = (ofLogSd / draws) * scale + 1;
    firstPower *= 0.9;
    secondPower *= 0.999;
    for (let k = 0; k < 2; k++) {
      first[k] = 0.9 * first[k] + 0.1 * gradient[k];
      second[k] = 0.999 * second[k] + 0.001 * gradient[k] * gradient[k];
      at[k] += (rate * (first[k] / (1 - firstPower))) / (Math.sqrt(second[k] / (1 - secondPower)) + 1e-8);
    }
  }
  return { answer: at[0] };
}

function gradientVariance() {
  const { priorMean, priorVariance, slope, offset, noiseVariance } = model;
  const sums = new Float64Array(8);
  for (let done = 0; done < samples; done += normals.length) {
    drawNormals();
    const count = Math.min(normals.length, samples - done);
    for (let i = 0; i < count; i++) {
      const eps = normals[i];
      const z = q.mean + sd * eps;
      const unexplained = x - slope * z - offset;
      const offPrior = z - priorMean;
      const weight =
        constant +
        0.5 * eps * eps -
        halfNoisePrecision * unexplained * unexplained -
        halfPriorPrecision * offPrior * offPrior;
      const ofMean = (weight * eps) / sd;
      const ofLogSd = weight * (eps * eps - 1);
      sums[0] += ofMean;
      sums[1] += ofMean * ofMean;
      sums[2] += ofLogSd;
      sums[3] += ofLogSd * ofLogSd;
    }
  }
  for (let done = 0; done < samples; done += normals.length) {
    drawNormals();
    const count = Math.min(normals.length, samples - done);
    for (let i = 0; i < count; i++) {
      const eps = normals[i];
      const z = q.mean + sd * eps;
      const ofMean = (slope * (x - slope * z - offset)) / noiseVariance - (z - priorMean) / priorVariance;
      const ofLogSd = ofMean * sd * eps + 1;
      sums[4] += ofMean;
      sums[5] += ofMean * ofMean;
      sums[6] += ofLogSd;
      sums[7] += ofLogSd * ofLogSd;
    }
  }
  return { answer: sums[3] / samples - (sums[2] / samples) ** 2 };
}

// KL of two Gaussians by their covariances, as L_q L_q^T and L_p L_p^T: with X = L_p^-1 L_q and t = L_p^-1 (difference of the
// means), (|X|² + |t|² - d)/2 - log det X. Matrices row by row; rows of factors meet in every inner loop.
const dimension = 64;
const vector = (shift) => Float64Array.from({ length: dimension }, (_, i) => ((i + shift) % 7) / 8);
const meanQ = vector(0);
const meanP = vector(3);
const covarianceQ = covariance(0);
const covarianceP = covariance(2);
const factorQ = new Float64Array(dimension * dimension);
const factorP = new Float64Array(dimension * dimension);
const solved = new Float64Array(dimension);

function covariance(shift) {
  const entry = (i, j) => (i === j ? 1 + ((i + shift) % 5) / 8 : (((7 * i + 3 * j + shift) % 11) - 5) / 128);
  const matrix = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++)
    for (let j = 0; j < dimension; j++)
      for (let k = 0; k <= Math.min(i, j); k++) matrix[i * dimension + j] += entry(i, k) * entry(j, k);
  return matrix;
}

function cholesky(matrix, factor) {
  for (let i = 0; i < dimension; i++) {
    const row = i * dimension;
    for (let j = 0; j <= i; j++) {
      const other = j * dimension;
      let rest = matrix[row + j];
      for (let k = 0; k < j; k++) rest -= factor[row + k] * factor[other + k];
      factor[row + j] = i === j ? Math.sqrt(rest) : rest / factor[other + j];
    }
  }
}

function gaussianDivergence() {
  cholesky(covarianceQ, factorQ);
  cholesky(covarianceP, factorP);
  let squares = 0;
  let logs = 0;
  for (let column = 0; column <= dimension; column++) {
    const isMean = column === dimension; // after the columns of L_q
    const start = isMean ? 0 : column;
    for (let i = start; i < dimension; i++) {
      const row = i * dimension;
      let rest = isMean ? meanQ[i] - meanP[i] : factorQ[row + column];
      for (let k = start; k < i; k++) rest -= factorP[row + k] * solved[k];
      const value = rest / factorP[row + i];
      solved[i] = value;
      squares += value * value;
      if (i === column) logs += Math.log(value);
    }
  }
  return { answer: 0.5 * (squares - dimension) - logs };
}

// A linear VAE of two latent and 16 observed dimensions: 1,000 steps of Adam, each over 64 of 256 rows with one draw of z a
// row; reparameterised, KL in closed form. The two latent dimensions are written out. Its draws come from a generator with a
// seed: xoshiro128++ (Blackman & Vigna 2021).
const observed = 16;
const batch = 64;

// The rows that kernels.cpp makes, sums of multiples of 2^-18, so without rounding.
function vaeRows() {
  let state = 1;
  const draw = () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) {
      state = (Math.imul(1103515245, state) + 12345) >>> 0;
      sum += (state >>> 17) / 32768;
    }
    return sum;
  };
  const rows = new Float64Array(256 * observed);
  for (let row = 0; row < 256; row++) {
    const z0 = draw();
    const z1 = draw();
    for (let i = 0; i < observed; i++)
      rows[row * observed + i] =
        ((((3 * i) % 7) - 3) / 4) * z0 + ((((5 * i) % 9) - 4) / 8) * z1 + ((i % 3) - 1) + 0.5 * draw();
  }
  return rows;
}

/** W0, W1, b, A0, A1 and then c0, c1, log sd 0, log sd 1, log noise variance. */
function vaeStart() {
  const at = new Float64Array(5 * observed + 5);
  for (let i = 0; i < observed; i++) {
    for (let j = 0; j < 2; j++) {
      at[j * observed + i] = (((3 * i + 5 * j) % 7) - 3) / 8;
      at[(3 + j) * observed + i] = (((2 * i + 3 * j) % 5) - 2) / 32;
    }
  }
  return at;
}

const rows = vaeRows();
export const vae = { rows, start: vaeStart(), observed, batch };

/** Uniform numbers from [0, 1), and refills of `normals` by them. */
function seeded(seed) {
  let hash = seed;
  const word = () => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let s0 = word();
  let s1 = word();
  let s2 = word();
  let s3 = word();
  const uniform = () => {
    const sum = (s0 + s3) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + s0) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result * 2 ** -32;
  };
  return () => {
    for (let i = 0; i < normals.length; i += 2) {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      normals[i] = radius * Math.cos(angle);
      normals[i + 1] = radius * Math.sin(angle);
    }
  };
}

function smallVae(seed) {
  const draw = seeded(seed);
  const at = vaeStart();
  const size = at.length;
  const gradient = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  const parts = (all) => [0, 1, 2, 3, 4].map((k) => all.subarray(k * observed, (k + 1) * observed));
  const [W0, W1, b, A0, A1] = parts(at);
  const [ofW0, ofW1, ofB, ofA0, ofA1] = parts(gradient);
  const c = 5 * observed;
  let firstPower = 1;
  let secondPower = 1;
  let used = normals.length;
  for (let step = 0; step < 1000; step++) {
    gradient.fill(0);
    const precision = Math.exp(-at[c + 4]);
    const sd0 = Math.exp(at[c + 2]);
    const sd1 = Math.exp(at[c + 3]);
    let ofC0 = 0;
    let ofC1 = 0;
    let ofSd0 = 0;
    let ofSd1 = 0;
    let squares = 0;
    const from = (step * batch) % 256;
    for (let row = from; row < from + batch; row++) {
      const x = row * observed;
      if (used === normals.length) {
        draw();
        used = 0;
      }
      const eps0 = normals[used++];
      const eps1 = normals[used++];
      let mean0 = at[c];
      let mean1 = at[c + 1];
      for (let i = 0; i < observed; i++) {
        const value = rows[x + i];
        mean0 += A0[i] * value;
        mean1 += A1[i] * value;
      }
      const z0 = mean0 + sd0 * eps0;
      const z1 = mean1 + sd1 * eps1;
      let pull0 = 0;
      let pull1 = 0;
      for (let i = 0; i < observed; i++) {
        const w0 = W0[i];
        const w1 = W1[i];
        const residual = rows[x + i] - b[i] - w0 * z0 - w1 * z1;
        squares += residual * residual;
        ofB[i] += residual;
        ofW0[i] += residual * z0;
        ofW1[i] += residual * z1;
        pull0 += w0 * residual;
        pull1 += w1 * residual;
      }
      ofSd0 += eps0 * pull0;
      ofSd1 += eps1 * pull1;
      const slope0 = precision * pull0 - mean0;
      const slope1 = precision * pull1 - mean1;
      ofC0 += slope0;
      ofC1 += slope1;
      for (let i = 0; i < observed; i++) {
        const value = rows[x + i];
        ofA0[i] += slope0 * value;
        ofA1[i] += slope1 * value;
      }
    }
    const share = 1 / batch;
    const ofDecoder = share * precision;
    for (let i = 0; i < 3 * observed; i++) gradient[i] *= ofDecoder;
    for (let i = 3 * observed; i < c; i++) gradient[i] *= share;
    gradient[c] = share * ofC0;
    gradient[c + 1] = share * ofC1;
    gradient[c + 2] = ofDecoder * sd0 * ofSd0 + 1 - sd0 * sd0;
    gradient[c + 3] = ofDecoder * sd1 * ofSd1 + 1 - sd1 * sd1;
    gradient[c + 4] = 0.5 * (ofDecoder * squares - observed);
    firstPower *= 0.9;
    secondPower *= 0.999;
    const rate = 0.02 / (1 - firstPower);
    const correction = 1 / (1 - secondPower);
    for (let i = 0; i < size; i++) {
      const slope = gradient[i];
      first[i] = 0.9 * first[i] + 0.1 * slope;
      second[i] = 0.999 * second[i] + 0.001 * slope * slope;
      at[i] += (rate * first[i]) / (Math.sqrt(second[i] * correction) + 1e-8);
    }
  }
  return { answer: Math.exp(at[c + 4]) };
}

export const javascript = [elboBySampling, surface, climb, gradientVariance, gaussianDivergence, smallVae];
