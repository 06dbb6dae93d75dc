// The reference files about linear-Gaussian state space models, as questions to the door.
import type { Json } from '../../web/core/door.ts';
import { ask, type Question } from './ask.ts';
import { answers, fields, type Loose, list, loose, near, numbers } from './nested-cases.ts';

// Each q by its request: the file's own, the two optima, the exact marginals and the filtered ones, and the chain.
function stateSpace({ inputs, outputs }: Loose): Question[] {
  const { F, b, Q, H, c, R, m0, P0, y, q_mean, q_var } = Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, numbers(value)]),
  );
  const given = { model: { F, b, Q, H, c, R, m0, P0 } as Json, y: y! };
  const exact = {
    log_likelihood: 'loglik',
    increments: 'loglik_increments',
    filter_mean: 'filter_mean',
    filter_covariance: 'filter_cov',
    smooth_mean: 'smooth_mean',
    smooth_covariance: 'smooth_cov',
  };
  const q = {
    elbo: 'elbo',
    gap: 'gap',
    reconstruction: 'reconstruction_terms',
    expected_kl: 'expected_kl_terms',
  };
  const chain = {
    elbo: 'elbo_of_filtering_chain',
    gap: 'gap_of_filtering_chain',
    mean: 'filtering_chain_marginal_mean',
    covariance: 'filtering_chain_marginal_cov',
  };
  const marginals = (which: string) =>
    `sequential_elbo(model, y, kalman(model, y).${which}_mean, kalman(model, y).${which}_covariance).gap`;
  const best = { gap: 'meanfield_optimum_gap', mean: 'smooth_mean' };
  const gap = (expression: string, output: string) =>
    ask(expression, given, answers('', outputs[output], near));
  const one = (m0 as Json[]).length === 1;
  const variances = list(outputs.meanfield_optimum_var).flatMap((row, t) =>
    list(row).flatMap((truth, i) => answers(`covariance.${t}.${one ? '' : `${i}.`}${i}`, truth, near)),
  );
  return [
    ask('kalman(model, y)', given, fields(outputs, exact, near)),
    ask(
      'sequential_elbo(model, y, q_mean, q_var)',
      { ...given, q_mean: q_mean!, q_var: q_var! },
      fields(outputs, q, near),
    ),
    ask('best_factorised(model, y)', given, [...fields(outputs, best, near), ...variances]),
    ask('filtering_chain(model, y)', given, fields(outputs, chain, near)),
    gap('best_factorised_over_time(model, y).gap', 'time_factorised_full_block_optimum_gap'),
    gap(marginals('smooth'), 'gap_of_product_of_smoothing_marginals'),
    gap(marginals('filter'), 'gap_of_product_of_filtering_marginals'),
  ];
}

/** The questions of each file, by its name. */

export const stateSpaceQuestions: Record<string, Question[]> = {
  lgssm: loose('lgssm').flatMap(stateSpace),
};
