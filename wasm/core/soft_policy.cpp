#include "core/soft_policy.h"

#include <algorithm>
#include <cmath>

#include "core/categorical.h"
#include "core/check.h"
#include "core/error.h"
#include "core/policy_evaluation.h"
#include "core/soft_bellman.h"
#include "core/soft_value.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr const char* who = "soft_policy";

void check(const Mdp& mdp, double alpha, double gamma) {
  check(mdp, 1);
  require_positive(who, "alpha", alpha);
  require_discount(who, gamma);
  if (mdp.states() > max_solved_states)
    fail(Code::limit, {who, ": at most ", max_solved_states, " states, got ", mdp.states()}, {},
         "soft_value_iteration takes more");
}

void require_allowed(const Mdp& mdp, const VectorXd& policy) {
  for (int s = 0; s < mdp.states() && !mdp.prior.empty(); ++s) {
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
      if (policy(c) > 0 && mdp.prior[c] == 0)
        fail(Code::domain,
             {who, ": state ", s, ": the policy takes action ", c - mdp.choices[s], ", which the prior rules out"});
    }
  }
}

VectorXd within(const VectorXd& of_choices, const Mdp& mdp, int s) {
  return of_choices.segment(mdp.choices[s], mdp.choices[s + 1] - mdp.choices[s]);
}

VectorXd prior_of(const Mdp& mdp, int s) {
  const int first = mdp.choices[s], last = mdp.choices[s + 1];
  return mdp.prior.empty() ? VectorXd::Ones(last - first) : part(mdp.prior, first, last);
}

double kl_to_prior(const Mdp& mdp, const VectorXd& policy, int s) {
  const Categorical pi{within(policy, mdp, s)};
  return mdp.prior.empty() ? -entropy(pi) : kl(pi, Categorical{prior_of(mdp, s)});
}

}  // namespace

SoftPolicyEvaluation soft_policy_evaluation(const Mdp& mdp, const VectorXd& policy, double alpha, double gamma,
                                            int s0) {
  check(mdp, alpha, gamma);
  require_state(who, mdp, s0);
  const VectorXd chance = normalised_policy(mdp, policy);
  require_allowed(mdp, chance);
  SoftPolicyEvaluation result{{}, chance, VectorXd(mdp.states()), {}};
  VectorXd earned = VectorXd::Zero(mdp.states()), start = earned;
  for (int s = 0; s < mdp.states(); ++s) {
    result.kl(s) = kl_to_prior(mdp, chance, s);
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) earned(s) += chance(c) * mdp.reward[c];
    earned(s) -= alpha * result.kl(s);
  }
  start(s0) = 1;
  const Absorbing walk = walk_of(mdp, chance, gamma);
  result.value = expected_total(walk, earned);
  result.occupancy = expected_visits(walk, start);
  for (Index c = 0; c < result.q.size(); ++c)
    result.q(c) = mdp.reward[std::size_t(c)] + gamma * expected_after(mdp, static_cast<int>(c), result.value);
  return result;
}

SoftOptimum soft_optimum(const Mdp& mdp, double alpha, double gamma) {
  check(mdp, alpha, gamma);
  const SoftFixedPoint best = soft_value_iteration(mdp, alpha, gamma);
  SoftOptimum result{best.value, log_prior(mdp)};
  for (int s = 0; s < mdp.states(); ++s) {
    const Tilted parts = tilted(within(best.q, mdp, s), alpha, prior_of(mdp, s));
    const double log_share = mdp.prior.empty() ? std::log(double(parts.weights.size())) : 0;
    for (Index a = 0; a < parts.weights.size(); ++a) {
      if (parts.probabilities(a) > 0 && !std::isfinite(parts.exponents(a)))
        fail(Code::domain, {who, ": alpha is too small beside the values of state ", s});
      result.log_policy(mdp.choices[s] + a) += parts.exponents(a) - parts.log_mean - log_share;
    }
  }
  return result;
}

SoftDistance soft_distance(const Mdp& mdp, const VectorXd& log_policy, const SoftOptimum& optimum, double alpha,
                           double gamma) {
  check(mdp, alpha, gamma);
  VectorXd policy = log_policy, divergence(mdp.states());
  for (int s = 0; s < mdp.states(); ++s) {
    const CategoricalLogits pi{within(log_policy, mdp, s)};
    policy.segment(mdp.choices[s], pi.logits.size()) = probabilities(pi);
    divergence(s) = kl(pi, CategoricalLogits{within(optimum.log_policy, mdp, s)});
  }
  return {expected_total(walk_of(mdp, policy, gamma), alpha * divergence), divergence.maxCoeff()};
}

int most_solved_steps(const Mdp& mdp) {
  const double states = mdp.states(), outcomes = double(mdp.next.size() + mdp.reward.size());
  return static_cast<int>(std::clamp(5e8 / (states * states * states + 100 * outcomes), 1.0, 5'000.0));
}

VectorXd log_prior(const Mdp& mdp) {
  VectorXd result = VectorXd::Zero(Index(mdp.reward.size()));
  for (int s = 0; s < mdp.states() && !mdp.prior.empty(); ++s)
    result.segment(mdp.choices[s], mdp.choices[s + 1] - mdp.choices[s]) =
        log_probabilities(Categorical{prior_of(mdp, s)});
  return result;
}

VectorXd soft_improvement(const Mdp& mdp, const VectorXd& q, double alpha) {
  VectorXd result = q;
  for (int s = 0; s < mdp.states(); ++s) {
    const VectorXd here = within(q, mdp, s);
    require_finite_q(s, here);
    result.segment(mdp.choices[s], here.size()) = soft_policy(here, alpha, prior_of(mdp, s));
  }
  return result;
}

}  // namespace vi::core
