#include "core/policy_surrogates.h"

#include <algorithm>
#include <cmath>

#include "core/categorical.h"
#include "core/check.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

void check(const char* who, const VectorXd& theta, const char* name_of_worth, const VectorXd& worth) {
  require_size(who, "theta", theta.size(), 1, max_categories);
  require_same_size(who, name_of_worth, worth.size(), theta.size());
  require_finite_entries(who, "theta", theta);
  require_finite_entries(who, name_of_worth, worth);
}

// d/dtheta of sum_a pi_a c_a where c counts as fixed: pi_a (c_a - E_pi[c]).
VectorXd score_gradient(const VectorXd& policy, const VectorXd& c) {
  const double mean = expectation(policy, c);
  VectorXd result = policy;
  for (Index a = 0; a < c.size(); ++a) result(a) *= c(a) - mean;
  return result;
}

}  // namespace

KlObjective kl_objective(const VectorXd& theta, const VectorXd& prior, const VectorXd& reward, double beta) {
  constexpr const char* who = "kl_objective";
  require_same_size(who, "prior", prior.size(), theta.size());
  require_weights(who, "prior", prior, max_categories);
  require_positive(who, "beta", beta);
  for (Index a = 0; a < prior.size(); ++a) {
    if (prior(a) == 0)
      fail(Code::domain, {who, ": the prior rules out action ", a, ", which a softmax policy takes"}, {},
           "leave the action out, or give it a weight > 0");
  }
  check(who, theta, "reward", reward);
  const CategoricalLogits pi{theta};
  const CategoricalLogits p{log_probabilities(Categorical{prior})};
  VectorXd worth = log_ratios(pi, p);
  for (Index a = 0; a < worth.size(); ++a) worth(a) = reward(a) - beta * worth(a);
  KlObjective result{0, 0, kl(pi, p), probabilities(pi), {}, {}};
  result.expected_reward = expectation(result.policy, reward);
  result.value = result.expected_reward - beta * result.kl_to_prior;
  result.advantage = worth.array() - expectation(result.policy, worth);
  result.gradient = score_gradient(result.policy, worth);
  return result;
}

ClippedSurrogate ppo_clip(const VectorXd& theta, const VectorXd& theta_old, const VectorXd& advantages,
                          double epsilon) {
  constexpr const char* who = "ppo_clip";
  check(who, theta, "advantages", advantages);
  require_same_size(who, "theta_old", theta_old.size(), theta.size());
  require_finite_entries(who, "theta_old", theta_old);
  const CategoricalLogits pi{theta}, old{theta_old};
  if (!(epsilon > 0 && epsilon < 1))
    fail(Code::domain, {who, ": epsilon must be between 0 and 1, got ", number_text(epsilon)});
  const VectorXd policy = probabilities(pi), before = probabilities(old);
  ClippedSurrogate result{0, log_ratios(pi, old), {}, {}, score_gradient(policy, advantages)};
  VectorXd kept = advantages;
  for (Index a = 0; a < policy.size(); ++a) {
    const double ratio = std::exp(result.ratio(a)), advantage = advantages(a);
    const bool clipped = advantage > 0 ? ratio > 1 + epsilon : advantage < 0 && ratio < 1 - epsilon;
    result.ratio(a) = ratio;
    result.clipped.push_back(clipped);
    result.value +=
        clipped ? before(a) * std::clamp(ratio, 1 - epsilon, 1 + epsilon) * advantage : policy(a) * advantage;
    if (clipped) kept(a) = 0;
  }
  result.gradient = score_gradient(policy, kept);
  return result;
}

KlPenalty kl_penalty(const VectorXd& policy, const VectorXd& prior, double beta) {
  constexpr const char* who = "kl_penalty";
  require_positive(who, "beta", beta);
  require_weights(who, "policy", policy, max_categories);
  require_same_size(who, "prior", prior.size(), policy.size());
  require_weights(who, "prior", prior, max_categories);
  const Categorical pi{policy}, p{prior};
  const VectorXd taken = probabilities(pi), log_taken = log_probabilities(pi), log_prior = log_probabilities(p);
  KlPenalty result{log_ratios(pi, p), taken, taken, taken, beta * kl(pi, p)};
  for (Index a = 0; a < taken.size(); ++a) {
    result.penalty(a) *= beta;
    if (taken(a) == 0) continue;
    result.expected(a) *= result.penalty(a);
    result.cross_entropy(a) *= -beta * log_prior(a);
    result.entropy(a) *= -beta * log_taken(a);
  }
  return result;
}

}  // namespace vi::core
