// The reference files about categories, control and estimators, as questions to the door. Their cases nest.
import type { Json } from '../../web/core/door.ts';
import { type Answer, ask, type Question } from './ask.ts';
import { readJson } from './hosts.ts';

type Nested = string | number | null | Nested[] | { [key: string]: Nested };
interface Loose {
  inputs: { [key: string]: Nested };
  outputs: { [key: string]: Nested };
  [key: string]: Nested;
}
type Bound = Pick<Answer, 'steps' | 'relative'>;

const file = (name: string) => readJson(`tests/reference/data/${name}.json`);
const loose = (name: string): Loose[] => file(name).cases;
const list = (value: Nested | undefined) => value as Nested[];

// Texts as numbers, as deep as they nest ("-inf" stays a text, which is how the door reads it).
function numbers(value: Nested): Json {
  if (Array.isArray(value)) return value.map(numbers);
  const number = Number(value);
  return Number.isFinite(number) ? number : String(value);
}

// One answer for each number of a truth, in the place where the reply has it.
function answers(field: string, truth: Nested | undefined, bound: Bound): Answer[] {
  if (!Array.isArray(truth)) return [{ field, truth: truth as string | null, ...bound }];
  return truth.flatMap((part, i) => answers(field === '' ? `${i}` : `${field}.${i}`, part, bound));
}

// Fields of the reply and the outputs that hold their truths.
function fields(outputs: { [key: string]: Nested }, names: Record<string, string>, bound: Bound): Answer[] {
  return Object.entries(names).flatMap(([field, output]) => answers(field, outputs[output], bound));
}

const near: Bound = { relative: 1e-13 };

function categorical({ inputs, outputs }: Loose): Question[] {
  const p = { p: numbers(inputs.w_p!), q: numbers(inputs.w_q!) };
  const value = (output: string) => answers('', outputs[output], { steps: 4 });
  return [
    ask('kl(categorical(p), categorical(q))', p, value('kl_p_q')),
    ask('kl(categorical(q), categorical(p))', p, value('kl_q_p')),
    ask('entropy(categorical(p))', p, value('entropy_p')),
    ask('cross_entropy(categorical(p), categorical(q))', p, value('cross_entropy_p_q')),
  ];
}

function categoricalLogits({ inputs, outputs }: Loose): Question[] {
  const given = { a: numbers(inputs.logits_p!), b: numbers(inputs.logits_q!) };
  return [
    ask('kl(categorical_logits(a), categorical_logits(b))', given, answers('', outputs.kl_p_q, { steps: 8 })),
    ask('entropy(categorical_logits(a))', given, answers('', outputs.entropy_p, near)),
  ];
}

function bernoulli({ inputs, outputs }: Loose): Question[] {
  const given = { p: inputs.p as string, q: inputs.q as string };
  return [
    ask('kl(bernoulli(p), bernoulli(q))', given, answers('', outputs.kl, { steps: 8 })),
    ask('entropy(bernoulli(p))', given, answers('', outputs.entropy_p, { steps: 4 })),
  ];
}

function logSumExp({ inputs, outputs }: Loose): Question[] {
  return [ask('log_sum_exp(x)', { x: numbers(inputs.x!) }, answers('', outputs.logsumexp, near))];
}

function softValue({ inputs, by_alpha }: Loose): Question[] {
  const Q = numbers(inputs.Q!) as number[];
  return list(by_alpha).flatMap((at) => {
    const row = at as { [key: string]: Nested };
    const given = { Q, alpha: row.alpha as string, prior: Q.map(() => 1) };
    const sizes = { relative: 1e-14 * (1 + Math.max(...Q.map(Math.abs))) };
    return [
      ask('soft_value(Q, alpha)', given, answers('', row.value_sum, sizes)),
      ask('soft_value(Q, alpha, prior)', given, answers('', row.value_mean, sizes)),
    ];
  });
}

function bandit({ inputs, outputs }: Loose): Question[] {
  const given = {
    policy: numbers(inputs.policy_w!),
    prior: numbers(inputs.prior_w!),
    reward: numbers(inputs.reward!),
    alpha: inputs.alpha as string,
  };
  const names = {
    elbo: 'elbo',
    log_evidence: 'log_evidence',
    expected_reward: 'E_reward',
    kl_to_prior: 'kl_policy_prior',
    kl_to_optimal: 'kl_policy_optimal',
    entropy: 'entropy_policy',
    optimal_policy: 'optimal_policy',
  };
  return [ask('one_step_elbo(policy, prior, reward, alpha)', given, fields(outputs, names, near))];
}

// At each beta alone, and all of them in one sweep with the true reward.
function tilting({ inputs, by_beta }: Loose): Question[] {
  const names = {
    policy: 'pi_star',
    log_evidence: 'log_Z',
    expected_reward: 'E_proxy',
    kl_to_prior: 'kl_pi_prior',
    objective: 'J',
    entropy: 'entropy',
  };
  const swept = {
    expected_true: 'E_true',
    expected_proxy: 'E_proxy',
    kl_to_prior: 'kl_pi_prior',
    true_slope: 'd_E_true_d_beta',
    kl_slope: 'd_KL_d_beta',
  };
  const given = { prior: numbers(inputs.prior_w!), reward: numbers(inputs.proxy_reward!) };
  const rows = list(by_beta) as { [key: string]: Nested }[];
  const betas = rows.map((row) => row.beta as string);
  const sweep = ask(
    'tilt_sweep(prior, reward, true_reward, betas)',
    { ...given, true_reward: numbers(inputs.true_reward!), betas },
    Object.entries(swept).flatMap(([field, output]) =>
      answers(
        field,
        rows.map((row) => row[output]!),
        near,
      ),
    ),
  );
  return rows
    .map((row) =>
      ask('tilt(prior, reward, beta)', { ...given, beta: row.beta as string }, fields(row, names, near)),
    )
    .concat(sweep);
}

function bestOfN({ inputs, by_n }: Loose): Question[] {
  const names = { policy: 'distribution', kl: 'kl', bound: 'bound' };
  const given = { prior: numbers(inputs.prior_w!), reward: numbers(inputs.proxy_reward!) };
  return list(by_n).map((at) => {
    const row = at as { [key: string]: Nested };
    return ask('best_of_n(prior, reward, n)', { ...given, n: row.n as string }, fields(row, names, near));
  });
}

// The process that a case names, with the prior its form asks for.
function process(name: string, test: Loose): Json {
  const { P, R } = file(name).mdps.find((mdp: { name: string }) => mdp.name === test.mdp);
  const process: { [key: string]: Json } = { transitions: numbers(P), rewards: numbers(R) };
  const uniform = (R as string[][]).map((row) => row.map(() => 1));
  if (test.form === 'nonuniform') process.prior = numbers(test.prior_w!);
  else if (test.form !== 'entropy') process.prior = uniform;
  return process;
}

const texts = (test: Loose, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, test[name] as string]));

function discounted(test: Loose): Question[] {
  const given = { mdp: process('mdp_soft_discounted', test), ...texts(test, 'alpha', 'gamma') };
  const names = { v: 'V', q: 'Q', policy: 'pi' };
  return [
    ask('soft_value_iteration(mdp, alpha, gamma)', given, fields(test.outputs, names, { relative: 1e-12 })),
  ];
}

function finiteHorizon(test: Loose): Question[] {
  const given = { mdp: process('mdp_soft_finite_horizon', test), ...texts(test, 'alpha', 'gamma', 'H') };
  const { outputs } = test;
  const policies = list(outputs.t_listed).flatMap((t, i) =>
    answers(`policy.${t}`, list(outputs.pi_t)[i], near),
  );
  const backward = fields(outputs, { v: 'V_t', 'q.0': 'Q_0' }, near).concat(policies);
  const enumerated = outputs.log_evidence_bruteforce ?? outputs.naive_discounted_log_evidence ?? [];
  const earned = list(outputs.expected_discounted_reward_of_pi).map((truth, s0) =>
    ask(
      'policy_evaluation(mdp, soft_backward(mdp, alpha, gamma, H).policy, gamma, s0, H).return',
      { ...given, s0 },
      answers('', truth, near),
    ),
  );
  return [
    ask('soft_backward(mdp, alpha, gamma, H)', given, backward),
    ...earned,
    ...list(enumerated).map((truth, s0) =>
      ask('enumerate_evidence(mdp, alpha, gamma, H, s0)', { ...given, s0 }, answers('', truth, near)),
    ),
  ];
}

function exactPosterior(test: Loose): Question[] {
  const given = { mdp: process('exact_posterior_vs_soft', test), ...texts(test, 'alpha', 'H', 's0') };
  const exact = {
    log_evidence: 'log_evidence_exact',
    v: 'V_exact_0',
    q: 'Q_exact_0',
    policy: 'pi_exact_0',
    dynamics: 'posterior_dynamics_0',
    believed_reward: 'reward_the_posterior_believes_it_gets',
    true_reward: 'true_expected_reward_of_pi_exact',
  };
  const soft = {
    elbo: 'elbo_structured_optimum',
    gap: 'gap',
    v: 'V_soft_0',
    q: 'Q_soft_0',
    policy: 'pi_soft_0',
    true_reward: 'true_expected_reward_of_pi_soft',
  };
  return [
    ask('trajectory_posterior(mdp, alpha, H, s0)', given, fields(test.outputs, exact, near)),
    ask('structured_posterior(mdp, alpha, H, s0)', given, fields(test.outputs, soft, near)),
  ];
}

// The phi, theta and demonstrations of a case are lists; each number of the stochastic file is the reward and its scale.
function inverseDeterministic(test: Loose): Question[] {
  const given = {
    mdp: process('maxent_irl_deterministic', { ...test, form: 'entropy' }),
    phi: numbers(test.phi!),
    theta: numbers(test.theta!),
    demo_actions: numbers(test.demo_actions!),
    ...texts(test, 'H', 's0'),
  };
  const names = {
    log_partition: 'log_Z',
    log_likelihood: 'mean_log_likelihood',
    gradient: 'gradient',
    hessian: 'hessian',
    model_features: 'model_feature_mean',
    demonstration_features: 'demo_feature_mean',
    visits: 'state_action_visits',
  };
  return [ask('maxent_irl(mdp, phi, theta, H, s0, demo_actions)', given, fields(test.outputs, names, near))];
}

function inverseStochastic(test: Loose): Question[] {
  const uniform = process('maxent_irl_stochastic', test) as { [key: string]: Json };
  const entropy = process('maxent_irl_stochastic', { ...test, form: 'entropy' });
  const given = { phi: uniform.rewards!, ...texts(test, 'theta', 'H', 's0') };
  const bent = {
    log_partition: 'log_Z_2008',
    model_features: 'E_feature_ziebart2008',
    true_features: 'E_feature_of_2008_policy_under_true_dynamics',
  };
  const kept = { v: 'V_soft', model_features: 'E_feature_maxcausalent' };
  const lists = { ...given, mdp: entropy, theta: [test.theta as string] };
  return [
    ask('maxent_irl(mdp, phi, theta, H, s0)', { ...given, mdp: uniform }, fields(test.outputs, bent, near)),
    ask(
      'causal_entropy_irl(mdp, phi, theta, H, s0)',
      { ...given, mdp: entropy },
      fields(test.outputs, kept, near),
    ),
    ask(
      'causal_entropy_irl(mdp, phi, theta, H, s0)',
      lists,
      answers('model_features.0', test.outputs.E_feature_maxcausalent, near),
    ),
  ];
}

// q by its standard deviation, which the model rounds to a variance: 1 - precision·variance keeps an absolute error.
function gradientEstimators({ inputs, outputs }: Loose): Question[] {
  const names = {
    'reparameterised.mean': 'var_reparam_mu',
    'reparameterised.log_sd': 'var_reparam_log_sigma',
    'sticking_the_landing.mean': 'var_stl_mu',
    'sticking_the_landing.log_sd': 'var_stl_log_sigma',
    'score.mean': 'var_score_mu',
    'score.log_sd': 'var_score_log_sigma',
    'score_with_baseline.mean': 'var_score_optimal_baseline_mu',
    'score_with_baseline.log_sd': 'var_score_optimal_baseline_log_sigma',
    'optimal_baseline.mean': 'optimal_baseline_mu',
    'optimal_baseline.log_sd': 'optimal_baseline_log_sigma',
    'value.monte_carlo': 'var_value_full_MC',
    'value.closed_form_kl': 'var_value_closed_form_KL',
    'value.closed_form_entropy': 'var_value_closed_form_entropy',
  };
  const expression =
    'gradient_estimator_moments(linear_gaussian(normal(m0, v0), a, b, vx), x, normal_sd(mu_q, sigma_q))';
  return [ask(expression, inputs as Record<string, string>, fields(outputs, names, { relative: 1e-11 }))];
}

function cosine({ inputs, outputs }: Loose): Question[] {
  const names = {
    gradient: 'grad_mu',
    reparameterised: 'var_reparam_mu',
    score: 'var_score_mu_no_baseline',
  };
  const expression = 'cosine_gradient_moments(w, normal_sd(mu, sigma))';
  return [ask(expression, inputs as Record<string, string>, fields(outputs, names, near))];
}

function klEstimators({ inputs, outputs }: Loose): Question[] {
  const moments = ['k1', 'k2', 'k3'].flatMap((k) =>
    ['mean', 'variance'].map((m) => [`${k}.${m}`, `${k}_${m}`]),
  );
  const given = { q: numbers(inputs.q_w!), p: numbers(inputs.p_w!) };
  return [
    ask(
      'kl_estimator_moments(categorical(q), categorical(p))',
      given,
      fields(outputs, Object.fromEntries(moments), near),
    ),
  ];
}

// A seeded estimate's own standard error is the measure: five of them, at a few thousand draws of the bound.
function importanceWeighted({ inputs, outputs }: Loose): Question[] {
  const bound =
    'importance_weighted_bound(linear_gaussian(normal(m0, v0), 1, 0, vx), x, normal(mu_q, v_q), k, 4000, 1)';
  return list(outputs.iwae_K).map((k, i) => {
    const given = { ...(inputs as Record<string, string>), k: k as string };
    return ask(bound, given, [{ field: 'value', truth: list(outputs.iwae)[i] as string, standardErrors: 5 }]);
  });
}

function mixtureFits({ inputs, outputs }: Loose): Question[] {
  const mixture = 'mixture([w1, 1 - w1], [normal_sd(m1, s1), normal_sd(m2, s2)])';
  const given = inputs as Record<string, string>;
  const names = { mean: 'mixture_mean', variance: 'mixture_var' };
  const minima = list(outputs.reverse_kl_local_minima).flatMap((at, i) => {
    const row = at as { [key: string]: Nested };
    const variance = `${Number(row.sigma) ** 2}`;
    return [
      ...answers(`${i}.q.mean`, row.mu, { relative: 1e-8 }),
      ...answers(`${i}.q.variance`, variance, { relative: 1e-8 }),
      ...answers(`${i}.kl`, row.kl_q_p, { relative: 1e-12 }),
    ];
  });
  return [
    ask(`fit_forward_kl(${mixture})`, given, fields(outputs, names, near)),
    ask(`fit_reverse_kl(${mixture})`, given, minima),
  ];
}

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
export const controlQuestions: Record<string, Question[]> = {
  categorical_kl: loose('categorical_kl').flatMap(categorical),
  categorical_kl_logits: loose('categorical_kl_logits').flatMap(categoricalLogits),
  bernoulli_kl: loose('bernoulli_kl').flatMap(bernoulli),
  logsumexp: loose('logsumexp').flatMap(logSumExp),
  softmax_value: loose('softmax_value').flatMap(softValue),
  bandit_elbo: loose('bandit_elbo').flatMap(bandit),
  rlhf_tilting: loose('rlhf_tilting').flatMap(tilting),
  rlhf_best_of_n: loose('rlhf_best_of_n').flatMap(bestOfN),
  mdp_soft_discounted: loose('mdp_soft_discounted').flatMap(discounted),
  mdp_soft_finite_horizon: loose('mdp_soft_finite_horizon').flatMap(finiteHorizon),
  exact_posterior_vs_soft: loose('exact_posterior_vs_soft').flatMap(exactPosterior),
  maxent_irl_deterministic: loose('maxent_irl_deterministic').flatMap(inverseDeterministic),
  maxent_irl_stochastic: loose('maxent_irl_stochastic').flatMap(inverseStochastic),
  elbo_gradient_estimators: loose('elbo_gradient_estimators').flatMap(gradientEstimators),
  reparam_vs_score_cosine: loose('reparam_vs_score_cosine').flatMap(cosine),
  kl_estimators: loose('kl_estimators').flatMap(klEstimators),
  iwae_bounds: loose('iwae_bounds').flatMap(importanceWeighted),
  lgssm: loose('lgssm').flatMap(stateSpace),
  mixture_gaussian_fits: loose('mixture_gaussian_fits').flatMap(mixtureFits),
};
