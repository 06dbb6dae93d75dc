import { describe, expect, it } from 'vitest';
import { difference } from '../reference/distance.ts';
import { hosts } from '../reference/hosts.ts';

const model = 'linear_gaussian(normal(1/2, 2), 5/4, -1/4, 3/4), 3/2, normal(1/4, 1/2)';

const decoder = '{W: [[1, 0], [2, 1/2], [0, -1]], b: [1, 0, -1], noise_variance: 1/2}';

// Whole numbers and uniform draws need no logarithm: they are the same bits in every host.
const withoutLibm = [
  'sample(uniform(0, 1), 5, 1)',
  'sample(uniform(-2, 3), 3, 1000000000)',
  'sample(bernoulli(3/10), 12, 2)',
  'sample(categorical([1, 2, 3, 4]), 12, 3)',
  // Kernels of our own, in lanes, ask no library either; what is constant in them may differ by its logarithm.
  `gradient_variance_experiment(${model}, 1000, 6).reparameterised`,
  'stochastic_vi(linear_gaussian(normal(0, 4), 1, 0, 1), 2, normal(0, 1), {steps: 3, samples: 5, rate: 1/20, seed: 7}).trace.sd',
  `sample_decoder(${decoder}, 2, 8)`,
  `train_vae(initial_vae(2, 3, 9), {decoder: ${decoder}, n: 20, seed: 10}, {method: adam(1/20), steps: 100, estimator: closed_form_kl(2), batch: 7, seed: 11}).vae`,
];
const bandit = '[5, 3, 2], [1, 1/2, -1]';
const lottery =
  '{transitions: [[[[1, 1]], [[2, 1/8], [3, 7/8]]], [[], []], [[], []], [[], []]], rewards: [[0, 0], [1/4, 1/4], [4, 4], [-1, -1]]}';

const withLibm = [
  'sample(normal(0, 1), 5, 1)',
  'sample(normal_sd(10, 1/100), 3, 2)',
  'sample(categorical_logits([0, 1, -1]), 12, 3)',
  'sample(gamma(1/2, 3), 4, 4)',
  'sample(gamma(20, 1/10), 4, 4)',
  'sample(beta(2, 1/2), 4, 5)',
  'sample(dirichlet([1/2, 1, 4]), 3, 6)',
  'sample(mixture([1, 3], [normal(-4, 1), normal(4, 1)]), 6, 7)',
  'sample(diagonal_normal([1, 2], [4, 9]), 2, 8)',
  'sample(mvn([0, 1], [[2, 1], [1, 3]]), 2, 9)',
  'sample(mvn_tril([0, 1], [[2, 0], [1, 3]]), 2, 10)',
  'kl_monte_carlo(normal(0, 1), mixture([1, 1], [normal(-2, 1), normal(2, 1)]), 500, 4)',
  'sample_state_space({F: 0.9, b: 0, Q: 0.2, H: 1, c: 0, R: 1, m0: 0, P0: 1}, 5, 11)',
  `elbo_monte_carlo(${model}, 1000, 5)`,
  `policy_gradient(${bandit}, 1/2, {method: adam(1/20), steps: 20, estimator: score(16), seed: 12}).result`,
  `ppo(${bandit}, {penalty: kl_to_reference(1/2), epsilon: 1/5, rounds: 5, epochs: 10, method: adam(1/100), samples: 64, seed: 13}).result`,
  `soft_policy_gradient(${lottery}, 1/4, 9/10, 0, {method: adam(1/20), steps: 10, estimator: score(8), seed: 14}).result`,
  'squashed_actor([-1/2, 2, -2], 1/4, squashed(normal_sd(0, 1)), {method: adam(1/100), steps: 20, estimator: reparameterised(16), seed: 15}).result',
  `gradient_variance_experiment(${model}, 1000, 6)`,
];

const ask = (expression: string) => ({ op: 'evaluate', expression });

describe('seeded draws', () => {
  // `npx vitest --update` writes the file anew: draws of a seed are a promise, so look at what changed.
  it('are those of the golden file, byte for byte in the module', async () => {
    const expressions = [...withoutLibm, ...withLibm];
    const replies = await hosts.wasm!(expressions.map(ask));
    const lines = expressions.map(
      (expression, i) => `${expression}\n  ${JSON.stringify(JSON.parse(replies[i]!).ok?.value)}`,
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('samples.golden');
  });

  it('are the same natively: in all bits without a logarithm, else within a few steps', async () => {
    for (const [expressions, steps] of [
      [withoutLibm, 0],
      [withLibm, 64],
    ] as const) {
      const requests = expressions.map(ask);
      const [native, wasm] = await Promise.all([hosts.native!(requests), hosts.wasm!(requests)]);
      expressions.forEach((expression, i) => {
        expect(native[i], expression).not.toContain('"error"');
        expect(difference(JSON.parse(native[i]!), JSON.parse(wasm[i]!), steps), expression).toBeUndefined();
      });
    }
  });
});

// Two paths to one number: the closed form, and draws with log_prob.
describe('kl_monte_carlo', () => {
  const pairs = [
    ['normal(0, 1)', 'normal_sd(1, 2)'],
    ['beta(2, 3)', 'beta(1, 1)'],
    ['gamma(2, 3)', 'gamma(3, 2)'],
    ['dirichlet([1, 2, 3])', 'dirichlet([2, 2, 2])'],
    ['uniform(0, 1)', 'uniform(-1, 2)'],
    ['categorical([1, 2, 3])', 'categorical([3, 2, 1])'],
    ['bernoulli(1/4)', 'bernoulli(1/2)'],
    ['diagonal_normal([0, 1], [1, 2])', 'diagonal_normal([1, 1], [2, 2])'],
    ['mvn([0, 0], [[1, 1/2], [1/2, 2]])', 'mvn_tril([0, 1], [[1, 0], [1/2, 1]])'],
  ];

  it.each(pairs)('of %s from %s lies within five standard errors of kl', async (q, p) => {
    const [exact, sampled] = (
      await hosts.wasm!([ask(`kl(${q}, ${p})`), ask(`kl_monte_carlo(${q}, ${p}, 20000, 1)`)])
    ).map((text) => JSON.parse(text).ok?.value);
    expect(Math.abs(sampled.value - exact)).toBeLessThan(5 * sampled.standard_error + 1e-12);
  });

  it('says what it cannot draw from, and how many samples it takes', async () => {
    const [model, many] = await hosts.wasm!([
      ask('kl_monte_carlo(linear_gaussian(normal(0, 4), 1, 0, 1), normal(0, 1), 10, 1)'),
      ask('kl_monte_carlo(normal(0, 1), normal(0, 2), 200001, 1)'),
    ]);
    expect(JSON.parse(model!).error.message).toBe(
      'kl_monte_carlo: there are no draws from linear_gaussian(…)',
    );
    expect(JSON.parse(many!).error.message).toBe(
      'kl_monte_carlo: samples must be a whole number from 2 to 200000, got 200001',
    );
  });
});
