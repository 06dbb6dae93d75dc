#include "lesson/function_tables.h"
#include "lesson/registry.h"

namespace vi::lesson {
namespace {

// A grid before any process, those for any pair of families last.
constexpr FunctionTable every_table[] = {
    elementary_functions,
    list_functions,
    gaussian_functions,
    special_functions,
    family_functions,
    squashed_normal_functions,
    multivariate_gaussian_functions,
    categorical_functions,
    linear_gaussian_functions,
    gridworld_functions,
    control_functions,
    mdp_functions,
    estimator_functions,
    estimator_draw_functions,
    mixture_functions,
    state_space_functions,
    sampling_functions,
    monte_carlo_functions,
    multivariate_linear_gaussian_functions,
    fit_functions,
    one_step_functions,
    policy_optimisation_functions,
    inverse_rl_functions,
    vae_functions,
    cross_family_functions,
};

constexpr Task every_task[] = {
    {"climb_elbo", start_climb, step_climb},
    {"train_vae", start_train_vae, step_train_vae},
    {"policy_gradient", start_policy_gradient, step_policy_gradient},
    {"ppo", start_ppo, step_ppo},
    {"soft_policy_gradient", start_soft_policy_gradient, step_soft_policy_gradient},
    {"soft_policy_iteration", start_soft_policy_iteration, step_soft_policy_iteration},
    {"squashed_actor", start_squashed_actor, step_squashed_actor},
};

constexpr OtherName every_other_name[] = {
    {"gaussian", "normal(mean, variance), or normal_sd(mean, sd)"},
    {"multivariate_normal", "mvn(mean, covariance)"},
    {"multivariate_gaussian", "mvn(mean, covariance)"},
    {"multivariatenormal", "mvn(mean, covariance)"},
    {"mvnormal", "mvn(mean, covariance)"},
    {"softmax", "mean(categorical_logits(logits))"},
    {"sigmoid", "1/(1 + exp(-x))"},
    {"softplus", "log1p(exp(x))"},
    {"tanh", "1 - 2/(exp(2*x) + 1)"},
    {"erf", "2*cdf(normal(0, 1/2), x) - 1"},
    {"erfc", "2*survival(normal(0, 1/2), x)"},
    {"ln", "log(x)"},
    {"pow", "x^y"},
    {"std", "sqrt(variance(distribution))"},
    {"stddev", "sqrt(variance(distribution))"},
    {"var", "variance(distribution)"},
    {"pdf", "exp(log_prob(distribution, x))"},
    {"logpdf", "log_prob(distribution, x)"},
    {"ppf", "quantile(normal(m, v), u)"},
    {"kl_div", "kl(q, p)"},
    {"kl_divergence", "kl(q, p)"},
    {"evidence", "log_evidence(model, x)"},
    {"marginal_likelihood", "log_evidence(model, x)"},
    {"iwae", "importance_weighted_bound(model, x, q, k, samples, seed)"},
    {"svi", "stochastic_vi(model, x, q, options)"},
    {"kalman_filter", "kalman(model, y), which gives filter_mean and filter_covariance"},
    {"kalman_smoother", "kalman(model, y), which gives smooth_mean and smooth_covariance"},
    {"rts_smoother", "kalman(model, y), which gives smooth_mean and smooth_covariance"},
    {"reinforce", "score(samples), or score_with_baseline(samples)"},
};

}  // namespace

std::span<const FunctionTable> function_tables() { return every_table; }

std::span<const Task> tasks() { return every_task; }

std::span<const OtherName> other_names() { return every_other_name; }

}  // namespace vi::lesson
