// What each reference file asks of the door, and how near the answer has to be.
import type { Json } from '../../web/core/door.ts';
import { type Answer, ask, type Case, cases, type Question } from './ask.ts';
import { estimatorQuestions } from './estimator-questions.ts';
import { familyQuestions } from './family-questions.ts';
import { oneStepQuestions } from './one-step-questions.ts';
import { processQuestions } from './process-questions.ts';
import { stateSpaceQuestions } from './state-space-questions.ts';

// Parameters may travel as text or as JSON numbers.
function asNumbers(inputs: Record<string, string>) {
  return Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, Number(text)]));
}

function kernels({ inputs, outputs }: Case): Question[] {
  const names = {
    x_minus_log1p: 'x_minus_log1p',
    bregman_phi: 'phi',
    log1p: 'log1p',
    expm1_minus_x: 'expm1_minus_x',
  };
  return Object.entries(names).map(([name, output]) =>
    ask(`${name}(x)`, inputs, [{ field: '', truth: outputs[output]!, steps: 3 }]),
  );
}

function univariateKl({ inputs, outputs }: Case): Question[] {
  const readings = { normal_sd: 'kl_if_s_is_sd', normal: 'kl_if_s_is_variance' };
  return Object.entries(readings).flatMap(([family, output]) => {
    const expression = `kl(${family}(mu_q, s_q), ${family}(mu_p, s_p))`;
    const answer = { field: '', truth: outputs[output]!, steps: 3 };
    return [ask(expression, inputs, [answer]), ask(expression, asNumbers(inputs), [answer])];
  });
}

// Vectors and matrices travel as numbers.
type Nested = string | Nested[];
const numbers = (text: Nested): Json => (Array.isArray(text) ? text.map(numbers) : Number(text));
function asLists(inputs: Record<string, string>): Record<string, Json> {
  return Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, numbers(text)]));
}

function diagonalKl({ inputs, outputs }: Case): Question[] {
  const readings = { diagonal_normal_sd: 'kl_if_s_is_sd', diagonal_normal: 'kl_if_s_is_variance' };
  return Object.entries(readings).map(([family, output]) =>
    ask(`kl(${family}(mu_q, s_q), ${family}(mu_p, s_p))`, asLists(inputs), [
      { field: '', truth: outputs[output]!, steps: 4 },
    ]),
  );
}

function trilKl({ inputs, outputs }: Case): Question[] {
  const answer = { field: '', truth: outputs.kl!, steps: 4 };
  return [ask('kl(mvn_tril(mu_q, L_q), mvn_tril(mu_p, L_p))', asLists(inputs), [answer])];
}

function fullKl({ inputs, outputs }: Case): Question[] {
  const answer = (output: string) => ({ field: '', truth: outputs[output]!, steps: 4 });
  return [
    ask('kl(mvn(mu_q, cov_q), mvn(mu_p, cov_p))', asLists(inputs), [answer('kl')]),
    ask('kl(mvn(mu_p, cov_p), mvn(mu_q, cov_q))', asLists(inputs), [answer('kl_reversed')]),
  ];
}

function gaussianEntropy({ inputs, outputs }: Case): Question[] {
  const answer = { field: '', truth: outputs.entropy!, relative: 1e-13 };
  if ('sd' in inputs) return [ask('entropy(normal_sd(0, sd))', inputs, [answer])];
  const rows = inputs.cov as unknown as string[][];
  const cov = rows.map((row) => row.map(Number));
  return [ask('entropy(mvn(zeros, cov))', { zeros: cov.map(() => 0), cov }, [answer])];
}

function linearGaussian({ inputs, outputs }: Case): Question[] {
  const model = 'linear_gaussian(normal(m0, v0), a, b, vx)';
  const q = 'normal(mu_q, v_q)';
  const exactly = (field: string, output: string) => ({ field, truth: outputs[output]!, steps: 3 });
  const terms = (output: string) => [{ field: '', truth: outputs[output]!, relative: 1e-13 }];
  return [
    ask(`posterior(${model}, x)`, inputs, [
      exactly('mean', 'posterior_mean'),
      exactly('variance', 'posterior_var'),
    ]),
    ask(`marginal(${model})`, inputs, [
      exactly('mean', 'marginal_mean'),
      exactly('variance', 'marginal_var'),
    ]),
    ask(`elbo_gradient(${model}, x, ${q})`, inputs, [
      exactly('mean', 'grad_elbo_mu'),
      exactly('log_sd', 'grad_elbo_log_sigma'),
    ]),
    ask(`elbo_gap(${model}, x, ${q})`, inputs, [exactly('', 'gap')]),
    ask(`kl(${q}, normal(m0, v0))`, inputs, [exactly('', 'kl_q_prior')]),
    ask(`log_evidence(${model}, x)`, inputs, terms('log_px')),
    ask(`expected_log_likelihood(${model}, x, ${q})`, inputs, terms('E_q_loglik')),
    ask(`expected_log_joint(${model}, x, ${q})`, inputs, terms('E_q_log_joint')),
    ask(`elbo(${model}, x, ${q})`, inputs, terms('elbo')),
    ask(`entropy(${q})`, inputs, terms('entropy_q')),
  ];
}

function multivariateLinearGaussian({ inputs, outputs }: Case): Question[] {
  const model = 'linear_gaussian(mvn(m0, S0), A, b, R)';
  const q = 'mvn(mu_q, cov_q)';
  const given = asLists(inputs);
  const entries = (field: string, truths: Nested): Answer[] =>
    Array.isArray(truths)
      ? truths.flatMap((truth, i) => entries(`${field}.${i}`, truth))
      : [{ field, truth: truths, steps: 2 }];
  const exactly = (output: string): Answer[] => [{ field: '', truth: outputs[output]!, steps: 4 }];
  const terms = (output: string): Answer[] => [{ field: '', truth: outputs[output]!, relative: 1e-14 }];
  // One coordinate alone has no gap: the file holds what is left of its own 150 digits.
  const fieldGap = inputs.d === '1' ? '0' : outputs.meanfield_optimum_gap!;
  // And there the file has the covariance, a matrix of one entry, as a list.
  const covariance = (inputs.d === '1' ? [outputs.posterior_cov] : outputs.posterior_cov) as Nested;
  return [
    ask(`posterior(${model}, x)`, given, [
      ...entries('mean', outputs.posterior_mean as Nested),
      ...entries('covariance', covariance),
    ]),
    ask(`log_evidence(${model}, x)`, given, terms('log_px')),
    ask(`expected_log_likelihood(${model}, x, ${q})`, given, terms('E_q_loglik')),
    ask(`elbo(${model}, x, ${q})`, given, terms('elbo')),
    ask(`kl(${q}, mvn(m0, S0))`, given, exactly('kl_q_prior')),
    ask(`elbo_gap(${model}, x, ${q})`, given, exactly('gap')),
    ask(`mean_field(${model}, x)`, given, [
      ...entries('variance', outputs.meanfield_optimum_vars as Nested),
      { field: 'gap', truth: fieldGap, steps: 4 },
    ]),
  ];
}

// The constants that the sources print outside of the two examples.
const constants: Record<string, string> = {
  log_10pi: 'log(10*pi)',
  ten_pi: '10*pi',
  half_log_10pi: 'log(10*pi)/2',
  half_log_2pi: 'log(2*pi)/2',
  sqrt_1p5: 'sqrt(1.5)',
  two_over_sqrt_1p5: '2/sqrt(1.5)',
  log_two_over_sqrt_1p5: 'log(2/sqrt(1.5))',
  ratio_0p8_1p5: '0.8/1.5',
  log_ratio_0p8_1p5: 'log(0.8/1.5)',
  half_log_ratio_0p8_1p5: 'log(0.8/1.5)/2',
  ratio_1p86_1p6: '1.86/1.6',
  half_log_4pi: 'log(4*pi)/2',
  log_px_cheatsheet: 'log_prob(normal(0, 2), 1)',
  log_sqrt_half: 'log(sqrt(1/2))',
  log_4: 'log(4)',
};

function seedsConstants({ inputs, outputs }: Case): Question[] {
  if (Object.keys(inputs).length > 0) return [];
  return Object.entries(outputs).map(([name, truth]) =>
    ask(constants[name] ?? `"no expression for ${name}"`, {}, [{ field: '', truth, relative: 1e-15 }]),
  );
}

/** Those of the files whose answers are sums over exponentials. */
export const questionsOfSums: Record<string, Question[]> = {
  ...oneStepQuestions,
  ...processQuestions,
  ...estimatorQuestions,
  ...stateSpaceQuestions,
};

/** The questions of each file, by its name. */
export const questions: Record<string, Question[]> = {
  kernels: cases('kernels').flatMap(kernels),
  gaussian_kl_univariate: cases('gaussian_kl_univariate').flatMap(univariateKl),
  gaussian_kl_diagonal: cases('gaussian_kl_diagonal').flatMap(diagonalKl),
  gaussian_kl_scale_tril: cases('gaussian_kl_scale_tril').flatMap(trilKl),
  gaussian_kl_full: cases('gaussian_kl_full').flatMap(fullKl),
  gaussian_entropy: cases('gaussian_entropy').flatMap(gaussianEntropy),
  linear_gaussian_scalar: cases('linear_gaussian_scalar').flatMap(linearGaussian),
  linear_gaussian_multivariate: cases('linear_gaussian_multivariate').flatMap(multivariateLinearGaussian),
  seeds_numbers: cases('seeds_numbers').flatMap(seedsConstants),
  ...familyQuestions,
  ...questionsOfSums,
};

/** The outputs of seeds_numbers, and the quantity of the lesson's scenes that shows each. */
export const shownBy: Record<string, string> = {
  posterior_mean: 'posterior_mean',
  posterior_var: 'posterior_variance',
  marginal_var: 'evidence_variance',
  log_2pi_marginal_var: 'log_two_pi_evidence_variance',
  half_log_2pi_marginal_var: 'evidence_spread',
  quad_half: 'evidence_distance',
  log_px: 'evidence',
  E_q_sq: 'expected_square',
  half_log_2pi_vx: 'likelihood_spread',
  E_q_loglik: 'reconstruction',
  sigma_q: 'q_sd',
  sigma_p: 'prior_sd',
  sigma_ratio_p_over_q: 'sd_ratio',
  log_sigma_ratio: 'log_sd_ratio',
  kl_quad_term: 'kl_prior_distance',
  kl_q_prior: 'kl_prior',
  kl_prior_q: 'kl_prior_reversed',
  elbo: 'elbo',
  gap_path1_logpx_minus_elbo: 'gap',
  gap_path2_kl_q_posterior: 'kl_posterior',
  path2_log_sigma_ratio: 'half_log_variance_ratio',
  path2_quad_term: 'posterior_distance',
  kl_posterior_q: 'kl_posterior_reversed',
  entropy_q: 'entropy_q',
};
