// The reference files about categories and one step of control, as questions to the door.
import { ask, type Question } from './ask.ts';
import { answers, fields, type Loose, list, loose, type Nested, near, numbers } from './nested-cases.ts';

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

export const oneStepQuestions: Record<string, Question[]> = {
  categorical_kl: loose('categorical_kl').flatMap(categorical),
  categorical_kl_logits: loose('categorical_kl_logits').flatMap(categoricalLogits),
  bernoulli_kl: loose('bernoulli_kl').flatMap(bernoulli),
  logsumexp: loose('logsumexp').flatMap(logSumExp),
  softmax_value: loose('softmax_value').flatMap(softValue),
  bandit_elbo: loose('bandit_elbo').flatMap(bandit),
  rlhf_tilting: loose('rlhf_tilting').flatMap(tilting),
  rlhf_best_of_n: loose('rlhf_best_of_n').flatMap(bestOfN),
};
