// The formulas of PyTorch 2, TensorFlow Probability and SciPy as their sources have them, in doubles. Gamma functions and
// the normal distribution are Cephes', which SciPy calls.
import cephes from 'cephes';

const { log, log1p, exp, expm1, abs, max, sqrt } = Math;
const EPS = 2 ** -52;

type Vector = number[];
type Matrix = Vector[];

const sum = (terms: Vector) => terms.reduce((total, term) => total + term, 0);
const zip = (f: (x: number, y: number) => number, a: Vector, b: Vector) => a.map((x, i) => f(x, b[i]!));
const scaled = (weights: Vector) => weights.map((w) => w / sum(weights));
const logSumExp = (x: Vector) => {
  const top = max(...x);
  return Number.isFinite(top) ? top + log(sum(x.map((each) => exp(each - top)))) : top;
};
const logSoftmax = (x: Vector) => {
  const all = logSumExp(x);
  return x.map((each) => each - all);
};
const softplus = (x: number) => max(x, 0) + log1p(exp(-abs(x)));
const { lgam, psi } = cephes;

/** torch.distributions.kl._kl_normal_normal */
export function torchNormal(mq: number, sq: number, mp: number, sp: number): number {
  const varRatio = (sq / sp) ** 2;
  const t1 = ((mq - mp) / sp) ** 2;
  return 0.5 * (varRatio + t1 - 1 - log(varRatio));
}

/** tfp.distributions.Normal's kl */
export function tfpNormal(mq: number, sq: number, mp: number, sp: number): number {
  const difference = log(sq) - log(sp);
  return 0.5 * (mq / sp - mp / sp) ** 2 + 0.5 * expm1(2 * difference) - difference;
}

/** The variance form of every VAE: -(1 + logvar - mu^2 - var)/2, for any prior. */
export function vaeNormal(mq: number, vq: number, mp: number, vp: number): number {
  return 0.5 * (log(vp) - log(vq) - 1 + vq / vp + (mq - mp) ** 2 / vp);
}

/** A sum over coordinates, as both libraries take it. */
export const diagonal =
  (kl: (mq: number, sq: number, mp: number, sp: number) => number) =>
  (mq: Vector, sq: Vector, mp: Vector, sp: Vector) =>
    sum(mq.map((m, i) => kl(m, sq[i]!, mp[i]!, sp[i]!)));

/** torch.distributions.kl._kl_multivariatenormal_multivariatenormal, from triangular factors */
export function torchTril(mq: Vector, lq: Matrix, mp: Vector, lp: Matrix): number {
  const halfLogs = sum(lp.map((row, i) => log(row[i]!))) - sum(lq.map((row, i) => log(row[i]!)));
  const columns = lq.map((_, j) =>
    solveLower(
      lp,
      lq.map((row) => row[j]!),
    ),
  );
  const trace = sum(columns.flat().map((x) => x * x));
  const distance = solveLower(
    lp,
    zip((a, b) => b - a, mq, mp),
  );
  return halfLogs + 0.5 * (trace + sum(distance.map((x) => x * x)) - mq.length);
}

/** The same from covariances: each is factored first. */
export const torchCovariance = (mq: Vector, sq: Matrix, mp: Vector, sp: Matrix) =>
  torchTril(mq, cholesky(sq), mp, cholesky(sp));

function solveLower(l: Matrix, b: Vector): Vector {
  const x: Vector = [];
  l.forEach((row, i) => {
    x.push((b[i]! - sum(x.map((xj, j) => row[j]! * xj))) / row[i]!);
  });
  return x;
}

function cholesky(a: Matrix): Matrix {
  const l = a.map((row) => row.map(() => 0));
  a.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const rest = row[j]! - sum(l[i]!.slice(0, j).map((x, k) => x * l[j]![k]!));
      l[i]![j] = i === j ? sqrt(rest) : rest / l[j]![j]!;
    }
  });
  return l;
}

/** scipy.stats.entropy(p, q) */
export function scipyEntropy(wp: Vector, wq: Vector): number {
  return sum(zip(relEntr, scaled(wp), scaled(wq)));
}

function relEntr(x: number, y: number): number {
  if (x > 0 && y > 0) return x * log(x / y);
  return x === 0 && y >= 0 ? 0 : Number.POSITIVE_INFINITY;
}

const clamped = (p: number) => Math.min(max(p, EPS), 1 - EPS);

/** torch.distributions.kl._kl_categorical_categorical, by probabilities */
export function torchCategorical(wp: Vector, wq: Vector): number {
  const [p, q] = [scaled(wp), scaled(wq)];
  return sum(
    p.map((pi, i) => {
      if (pi === 0) return 0;
      if (q[i] === 0) return Number.POSITIVE_INFINITY;
      return pi * (log(clamped(pi)) - log(clamped(q[i]!)));
    }),
  );
}

/** The same by logits, in both libraries. */
export function softmaxCategorical(a: Vector, b: Vector): number {
  const [lp, lq] = [logSoftmax(a), logSoftmax(b)];
  return sum(zip((x, y) => (x === Number.NEGATIVE_INFINITY ? 0 : exp(x) * (x - y)), lp, lq));
}

/** torch.distributions.kl._kl_bernoulli_bernoulli */
export function torchBernoulli(p: number, q: number): number {
  const logit = (x: number) => log(clamped(x)) - log1p(-clamped(x));
  const t1 = q === 0 ? Number.POSITIVE_INFINITY : p * (softplus(-logit(q)) - softplus(-logit(p)));
  const t2 = q === 1 ? Number.POSITIVE_INFINITY : (1 - p) * (softplus(logit(q)) - softplus(logit(p)));
  return (p === 0 ? 0 : t1) + (p === 1 ? 0 : t2);
}

/** tfp.distributions.Bernoulli's kl, by probabilities */
export function tfpBernoulli(p: number, q: number): number {
  const multiplied = (x: number, y: number) => (x === 0 ? 0 : x * y);
  return multiplied(1 - p, log1p(-p) - log1p(-q)) + multiplied(p, log(p) - log(q));
}

export const scipyBernoulli = (p: number, q: number) => relEntr(p, q) + relEntr(1 - p, 1 - q);

/** torch.distributions.kl._kl_beta_beta */
export function torchBeta(aq: number, bq: number, ap: number, bp: number): number {
  const t1 = lgam(ap) + lgam(bp) + lgam(aq + bq);
  const t2 = lgam(aq) + lgam(bq) + lgam(ap + bp);
  const t3 = (aq - ap) * psi(aq);
  const t4 = (bq - bp) * psi(bq);
  return t1 - t2 + t3 + t4 + (ap + bp - (aq + bq)) * psi(aq + bq);
}

/** torch.distributions.kl._kl_dirichlet_dirichlet; TFP's is the same in other words */
export function torchDirichlet(q: Vector, p: Vector): number {
  const total = sum(q);
  const t1 = lgam(total) - lgam(sum(p));
  const t2 = sum(zip((x, y) => lgam(x) - lgam(y), q, p));
  return t1 - t2 + sum(zip((x, y) => (x - y) * (psi(x) - psi(total)), q, p));
}

/** torch.distributions.kl._kl_gamma_gamma */
export function torchGamma(aq: number, bq: number, ap: number, bp: number): number {
  const t1 = ap * log(bq / bp);
  const t2 = lgam(ap) - lgam(aq);
  return t1 + t2 + (aq - ap) * psi(aq) + (bp - bq) * (aq / bq);
}

export const scipy = {
  lgamma: lgam,
  digamma: psi,
  cdf: cephes.ndtr,
  quantile: cephes.ndtri,
  log_cdf: (x: number) => log(cephes.ndtr(x)),
  log_sum_exp: logSumExp,
};
