// The reference files about estimators and fits, as questions to the door.
import { ask, type Question } from './ask.ts';
import { answers, fields, type Loose, list, loose, type Nested, near, numbers } from './nested-cases.ts';

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

export const estimatorQuestions: Record<string, Question[]> = {
  elbo_gradient_estimators: loose('elbo_gradient_estimators').flatMap(gradientEstimators),
  reparam_vs_score_cosine: loose('reparam_vs_score_cosine').flatMap(cosine),
  kl_estimators: loose('kl_estimators').flatMap(klEstimators),
  iwae_bounds: loose('iwae_bounds').flatMap(importanceWeighted),
  mixture_gaussian_fits: loose('mixture_gaussian_fits').flatMap(mixtureFits),
};
