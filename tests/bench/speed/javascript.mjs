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

export const javascript = [elboBySampling, surface, climb, gradientVariance, gaussianDivergence];
