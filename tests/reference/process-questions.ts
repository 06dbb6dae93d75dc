// The reference files about Markov decision processes and inverse RL, as questions to the door.
import type { Json } from '../../web/core/door.ts';
import { ask, type Question } from './ask.ts';
import { answers, fields, file, type Loose, list, loose, near, numbers } from './nested-cases.ts';

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

export const processQuestions: Record<string, Question[]> = {
  mdp_soft_discounted: loose('mdp_soft_discounted').flatMap(discounted),
  mdp_soft_finite_horizon: loose('mdp_soft_finite_horizon').flatMap(finiteHorizon),
  exact_posterior_vs_soft: loose('exact_posterior_vs_soft').flatMap(exactPosterior),
  maxent_irl_deterministic: loose('maxent_irl_deterministic').flatMap(inverseDeterministic),
  maxent_irl_stochastic: loose('maxent_irl_stochastic').flatMap(inverseStochastic),
};
