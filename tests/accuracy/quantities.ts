// What is measured: the expression that asks the core, and the textbook formulas beside it. `most` is the bound that the
// core is held to: units in the last place of the truth, or a part of its size.
import type { Case } from '../reference/ask.ts';
import * as book from './textbook.ts';

const EPS = 2 ** -52;
interface Bound {
  most: number;
  unit: 'ulp' | 'relative';
}
export interface Quantity {
  name: string;
  file: string;
  /** The field of the file's outputs that holds the truth. */
  output: string;
  ask: string;
  /** The file's inputs, in the order in which a formula takes them. */
  reads: string[];
  bound: (each: MeasuredCase) => Bound;
  /** What is always near enough: where a function crosses zero, only the absolute error can be small. */
  absolute?: number;
  // biome-ignore lint/suspicious/noExplicitAny: numbers, vectors or matrices, as `reads` says
  peers: Record<string, (...inputs: any[]) => number>;
}
export interface MeasuredCase extends Case {
  class?: string;
  cond_p?: string;
  cond_q?: string;
}

const ULP = (most: number): Bound => ({ most, unit: 'ulp' });
const PART = (most: number): Bound => ({ most, unit: 'relative' });
const everywhere = (bound: Bound) => () => bound;

const [TORCH, TFP, SCIPY] = ['PyTorch', 'TFP', 'SciPy'];

export const quantities: Quantity[] = [
  {
    name: 'KL of normals, by standard deviation',
    file: 'gaussian_kl_univariate',
    output: 'kl_if_s_is_sd',
    ask: 'kl(normal_sd(mu_q, s_q), normal_sd(mu_p, s_p))',
    reads: ['mu_q', 's_q', 'mu_p', 's_p'],
    bound: everywhere(ULP(4)),
    peers: { [TORCH]: book.torchNormal, [TFP]: book.tfpNormal },
  },
  {
    name: 'KL of normals, by variance',
    file: 'gaussian_kl_univariate',
    output: 'kl_if_s_is_variance',
    ask: 'kl(normal(mu_q, s_q), normal(mu_p, s_p))',
    reads: ['mu_q', 's_q', 'mu_p', 's_p'],
    bound: everywhere(ULP(4)),
    peers: { 'VAE formula': book.vaeNormal },
  },
  {
    name: 'KL of diagonal normals, by standard deviations',
    file: 'gaussian_kl_diagonal',
    output: 'kl_if_s_is_sd',
    ask: 'kl(diagonal_normal_sd(mu_q, s_q), diagonal_normal_sd(mu_p, s_p))',
    reads: ['mu_q', 's_q', 'mu_p', 's_p'],
    bound: everywhere(ULP(4)),
    peers: { [TORCH]: book.diagonal(book.torchNormal), [TFP]: book.diagonal(book.tfpNormal) },
  },
  {
    name: 'KL of multivariate normals, by triangular factors',
    file: 'gaussian_kl_scale_tril',
    output: 'kl',
    ask: 'kl(mvn_tril(mu_q, L_q), mvn_tril(mu_p, L_p))',
    reads: ['mu_q', 'L_q', 'mu_p', 'L_p'],
    bound: everywhere(ULP(4)),
    peers: { [TORCH]: book.torchTril },
  },
  {
    name: 'KL of multivariate normals, by covariances',
    file: 'gaussian_kl_full',
    output: 'kl',
    ask: 'kl(mvn(mu_q, cov_q), mvn(mu_p, cov_p))',
    reads: ['mu_q', 'cov_q', 'mu_p', 'cov_p'],
    // What the inputs' own rounding costs.
    bound: ({ inputs, cond_p, cond_q }) =>
      PART(50 * Number(inputs.d) * EPS * Math.max(Number(cond_p), Number(cond_q))),
    peers: { [TORCH]: book.torchCovariance },
  },
  {
    name: 'KL of categoricals, by weights',
    file: 'categorical_kl',
    output: 'kl_p_q',
    ask: 'kl(categorical(w_p), categorical(w_q))',
    reads: ['w_p', 'w_q'],
    bound: everywhere(ULP(4)),
    peers: { [TORCH]: book.torchCategorical, [SCIPY]: book.scipyEntropy },
  },
  {
    name: 'KL of categoricals, by logits',
    file: 'categorical_kl_logits',
    output: 'kl_p_q',
    ask: 'kl(categorical_logits(logits_p), categorical_logits(logits_q))',
    reads: ['logits_p', 'logits_q'],
    bound: everywhere(ULP(8)),
    peers: { [`${TORCH}, ${TFP}`]: book.softmaxCategorical },
  },
  {
    name: 'KL of Bernoullis',
    file: 'bernoulli_kl',
    output: 'kl',
    ask: 'kl(bernoulli(p), bernoulli(q))',
    reads: ['p', 'q'],
    bound: everywhere(ULP(8)),
    peers: { [TORCH]: book.torchBernoulli, [TFP]: book.tfpBernoulli, [SCIPY]: book.scipyBernoulli },
  },
  {
    name: 'KL of betas',
    file: 'beta_kl',
    output: 'kl',
    ask: 'kl(beta(a_q, b_q), beta(a_p, b_p))',
    reads: ['a_q', 'b_q', 'a_p', 'b_p'],
    bound: everywhere(PART(1e-12)),
    peers: { [`${TORCH}, ${TFP}`]: book.torchBeta },
  },
  {
    name: 'KL of gammas',
    file: 'gamma_kl',
    output: 'kl',
    ask: 'kl(gamma(shape_q, rate_q), gamma(shape_p, rate_p))',
    reads: ['shape_q', 'rate_q', 'shape_p', 'rate_p'],
    bound: everywhere(PART(1e-12)),
    peers: { [`${TORCH}, ${TFP}`]: book.torchGamma },
  },
  {
    name: 'KL of Dirichlets',
    file: 'dirichlet_kl',
    output: 'kl',
    ask: 'kl(dirichlet(alpha_q), dirichlet(alpha_p))',
    reads: ['alpha_q', 'alpha_p'],
    // Concentrations of 1e6 cancel against their sum.
    bound: (each) => PART(each.class === 'wide' ? 1e-9 : 1e-12),
    peers: { [`${TORCH}, ${TFP}`]: book.torchDirichlet },
  },
  {
    name: 'Distribution function of the standard normal',
    file: 'normal_cdf',
    output: 'cdf',
    ask: 'cdf(normal(0, 1), x)',
    reads: ['x'],
    bound: everywhere(ULP(4)),
    peers: { [SCIPY]: book.scipy.cdf },
  },
  {
    name: 'Its logarithm',
    file: 'normal_cdf',
    output: 'log_cdf',
    ask: 'log_cdf(normal(0, 1), x)',
    reads: ['x'],
    bound: everywhere(ULP(4)),
    peers: { 'log of SciPy’s': book.scipy.log_cdf },
  },
  {
    name: 'Quantile of the standard normal',
    file: 'normal_quantile',
    output: 'quantile',
    ask: 'quantile(normal(0, 1), u)',
    reads: ['u'],
    bound: everywhere(ULP(4)),
    peers: { [SCIPY]: book.scipy.quantile },
  },
  {
    name: 'log Γ',
    file: 'gamma_functions',
    output: 'lgamma',
    ask: 'lgamma(x)',
    reads: ['x'],
    bound: everywhere(ULP(4)),
    peers: { [SCIPY]: book.scipy.lgamma },
  },
  {
    name: 'Digamma',
    file: 'gamma_functions',
    output: 'digamma',
    ask: 'digamma(x)',
    reads: ['x'],
    bound: everywhere(ULP(4)),
    absolute: EPS,
    peers: { [SCIPY]: book.scipy.digamma },
  },
];
