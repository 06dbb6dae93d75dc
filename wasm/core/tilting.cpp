#include "core/tilting.h"

#include <cmath>

#include "core/categorical.h"
#include "core/check.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/soft_value.h"
#include "core/special.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

void check(const char* who, const VectorXd& reward, const char* name_of_temperature, double temperature) {
  require_size(who, "reward", reward.size(), 1, max_categories);
  require_finite_entries(who, "reward", reward);
  require_positive(who, name_of_temperature, temperature);
}

// Weights over the actions that have these rewards.
void check(const char* who, const char* what, const VectorXd& weights, const VectorXd& reward) {
  require_same_size(who, what, weights.size(), reward.size());
  require_weights(who, what, weights, max_categories);
}

// log prior + reward/temperature: the logits of the posterior over actions, up to a constant.
CategoricalLogits posterior_logits(const VectorXd& prior, const VectorXd& reward, double temperature) {
  CategoricalLogits result{log_probabilities(Categorical{prior})};
  for (Index i = 0; i < reward.size(); ++i) result.logits(i) += reward(i) / temperature;
  return result;
}

// F^n - G^n over F - G, times the prior: F^n = exp(n log F), and 1 - (G/F)^n without cancellation for a rare best.
double best_of_n_probability(const VectorXd& prior, const VectorXd& reward, double n, Index i) {
  double below = 0, equal = 0, above = 0;
  for (Index j = 0; j < reward.size(); ++j) {
    (reward(j) < reward(i) ? below : reward(j) > reward(i) ? above : equal) += prior(j);
  }
  if (prior(i) == 0) return 0;
  const double log_f = above < 0.5 ? std::log1p(-above) : std::log(below + equal);
  const double share = below == 0 ? 1 : -std::expm1(n * std::log1p(-equal / (below + equal)));
  return std::exp(n * log_f) * share * (prior(i) / equal);
}

}  // namespace

// KL = sum of prior_i phi(policy_i/prior_i - 1), with log(policy_i/prior_i) = x_i - log_mean.
Tilt tilt(const VectorXd& prior, const VectorXd& reward, double beta) {
  check("tilt", reward, "beta", beta);
  check("tilt", "prior", prior, reward);
  const Tilted parts = tilted(reward, beta, prior);
  const Categorical policy{parts.weights};
  Tilt result{probabilities(policy), reward(0), 0, 0, 0, entropy(policy)};
  for (Index i = 0; i < reward.size(); ++i) {
    const double log_ratio = parts.exponents(i) - parts.log_mean;
    result.kl_to_prior += relative_entropy_term(result.policy(i), parts.probabilities(i), std::expm1(log_ratio));
  }
  result.log_evidence = parts.top / beta + parts.log_mean;
  result.expected_reward = expectation(result.policy, reward);
  result.objective = result.expected_reward - beta * result.kl_to_prior;
  return result;
}

// The evidence is the soft maximum itself, the objective the sum of its two parts.
SoftChoice tilt(const VectorXd& reward, double beta) {
  check("tilt", reward, "beta", beta);
  const double value = soft_value(reward, beta);
  const Categorical policy{tilted(reward, beta, VectorXd::Ones(reward.size())).weights};
  SoftChoice result{probabilities(policy), value / beta, 0, entropy(policy), 0};
  result.expected_reward = expectation(result.policy, reward);
  result.objective = result.expected_reward + beta * result.entropy;
  return result;
}

TiltRounds tilt_rounds(const VectorXd& prior, const VectorXd& reward, double beta, int k) {
  require_count("tilt_rounds", "k", k, 1, 1000);
  if (double(reward.size()) * k > 1e6)
    fail(Code::limit, {"tilt_rounds: ", k, " rounds are too many for ", reward.size(), " actions"}, {},
         "actions times rounds must be at most 1,000,000");
  TiltRounds result{prior, VectorXd(k), VectorXd(k), VectorXd(k)};
  for (Index round = 0; round < k; ++round) {
    const Tilt next = tilt(result.policy, reward, beta);
    result.policy = next.policy;
    result.expected_reward(round) = next.expected_reward;
    result.kl_to_old(round) = next.kl_to_prior;
    result.kl_to_prior(round) = kl(Categorical{next.policy}, Categorical{prior});
  }
  return result;
}

OneStepElbo one_step_elbo(const VectorXd& policy, const VectorXd& prior, const VectorXd& reward, double alpha) {
  constexpr const char* who = "one_step_elbo";
  check(who, reward, "alpha", alpha);
  check(who, "prior", prior, reward);
  check(who, "policy", policy, reward);
  const Tilted parts = tilted(reward, alpha, prior);
  const Categorical q{policy};
  OneStepElbo result{};
  result.kl_to_prior = kl(q, Categorical{prior});
  result.expected_reward = expectation(probabilities(q), reward);
  result.elbo = result.expected_reward / alpha - result.kl_to_prior;
  result.log_evidence = parts.top / alpha + parts.log_mean;
  result.kl_to_optimal = kl(CategoricalLogits{log_probabilities(q)}, posterior_logits(prior, reward, alpha));
  result.entropy = entropy(q);
  result.optimal_policy = probabilities(Categorical{parts.weights});
  return result;
}

OneStepEntropy one_step_elbo(const VectorXd& policy, const VectorXd& reward, double alpha) {
  check("one_step_elbo", reward, "alpha", alpha);
  const VectorXd uniform = VectorXd::Ones(reward.size());
  const OneStepElbo kl_form = one_step_elbo(policy, uniform, reward, alpha);
  return {kl_form.expected_reward / alpha + kl_form.entropy,
          soft_value(reward, alpha) / alpha,
          kl_form.expected_reward,
          kl_form.kl_to_optimal,
          kl_form.entropy,
          kl_form.optimal_policy};
}

BestOfN best_of_n(const VectorXd& prior, const VectorXd& reward, double n) {
  require_size("best_of_n", "reward", reward.size(), 1, 1000);
  require_finite_entries("best_of_n", "reward", reward);
  check("best_of_n", "prior", prior, reward);
  if (!(n >= 1 && n <= 1e15) || n != std::floor(n))
    fail(Code::domain, {"best_of_n: n must be a whole number from 1 to 1e15, got ", number_text(n)});

  const VectorXd p = probabilities(Categorical{prior});
  VectorXd policy = prior;
  for (Index i = 0; i < p.size() && n > 1; ++i) policy(i) = best_of_n_probability(p, reward, n, i);
  const Categorical best{policy};
  // log n - 1 + 1/n = phi(n - 1)/n.
  return {probabilities(best), kl(best, Categorical{prior}), bregman_phi(n - 1) / n};
}

}  // namespace vi::core
