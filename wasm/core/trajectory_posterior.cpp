#include "core/trajectory_posterior.h"

#include <cmath>

#include "core/categorical.h"
#include "core/soft_value.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

// KL between prior·exp(first/alpha) and prior·exp(second/alpha), both normalised.
double kl_of_tilts(const VectorXd& prior, double alpha, const VectorXd& first, const VectorXd& second) {
  CategoricalLogits p{log_probabilities(Categorical{prior})};
  CategoricalLogits q{p.logits};
  for (Index i = 0; i < prior.size(); ++i) {
    p.logits(i) += first(i) / alpha;
    q.logits(i) += second(i) / alpha;
  }
  return kl(p, q);
}

// A step of one of the two recursions, seen from a state: what its choices are worth and how it chooses.
struct Choice {
  VectorXd prior;
  VectorXd q;
  VectorXd policy;
  double value;
};

Choice choose(const Mdp& mdp, double alpha, int state, const VectorXd& value, bool exact) {
  const int first = mdp.choices[state], last = mdp.choices[state + 1];
  Choice result{part(mdp.prior, first, last), VectorXd(last - first), {}, 0};
  for (int c = first; c < last; ++c) {
    const VectorXd after = values_after(mdp, c, value);
    const bool bends = exact && after.size() > 0;
    const double later = bends ? soft_value(after, alpha, part(mdp.probability, mdp.outcomes[c], mdp.outcomes[c + 1]))
                               : expected_after(mdp, c, value);
    result.q(c - first) = mdp.reward[c] + later;
  }
  require_finite_q(state, result.q);
  result.policy = soft_policy(result.q, alpha, result.prior);
  result.value = soft_value(result.q, alpha, result.prior);
  return result;
}

// p(s' | s, a, O = 1), proportional to p(s' | s, a) exp(V(s')/alpha), over the outcomes of a choice.
VectorXd bent_dynamics(const Mdp& mdp, double alpha, int choice, const VectorXd& value) {
  const VectorXd after = values_after(mdp, choice, value);
  if (after.size() == 0) return after;
  return soft_policy(after, alpha, part(mdp.probability, mdp.outcomes[choice], mdp.outcomes[choice + 1]));
}

}  // namespace

TrajectoryPosterior trajectory_posterior(const Mdp& given, double alpha, int horizon, int s0) {
  const Mdp mdp = checked_with_prior("trajectory_posterior", given, alpha, horizon, s0);
  VectorXd value = VectorXd::Zero(mdp.states()), believed = value, earned = value;
  TrajectoryPosterior result{};
  for (int t = horizon - 1; t >= 0; --t) {
    VectorXd value_now = value, believed_now = VectorXd::Zero(value.size()), earned_now = believed_now;
    for (int s = 0; s < mdp.states(); ++s) {
      const Choice choice = choose(mdp, alpha, s, value, true);
      value_now(s) = choice.value;
      for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
        const double weight = choice.policy(c - mdp.choices[s]);
        const VectorXd dynamics = bent_dynamics(mdp, alpha, c, value);
        believed_now(s) += weight * (mdp.reward[c] + expectation(dynamics, values_after(mdp, c, believed)));
        earned_now(s) += weight * (mdp.reward[c] + expected_after(mdp, c, earned));
        if (t == 0 && s == s0) result.dynamics.push_back(dynamics);
      }
      if (t == 0 && s == s0) {
        result.q = choice.q;
        result.policy = choice.policy;
      }
    }
    value = value_now;
    believed = believed_now;
    earned = earned_now;
  }
  result.v = value(s0);
  result.log_evidence = value(s0) / alpha;
  result.believed_reward = believed(s0);
  result.true_reward = earned(s0);
  return result;
}

// KL(q || posterior) from a state = KL of the policies + E_q[KL(true || bent dynamics) + the same one step later].
StructuredPosterior structured_posterior(const Mdp& given, double alpha, int horizon, int s0) {
  const Mdp mdp = checked_with_prior("structured_posterior", given, alpha, horizon, s0);
  VectorXd value = VectorXd::Zero(mdp.states()), exact_value = value, gap = value, earned = value;
  StructuredPosterior result{};
  for (int t = horizon - 1; t >= 0; --t) {
    VectorXd value_now = value, exact_now = value, gap_now = value, earned_now = VectorXd::Zero(value.size());
    for (int s = 0; s < mdp.states(); ++s) {
      const Choice choice = choose(mdp, alpha, s, value, false);
      const Choice exact = choose(mdp, alpha, s, exact_value, true);
      value_now(s) = choice.value;
      exact_now(s) = exact.value;
      gap_now(s) = kl_of_tilts(choice.prior, alpha, choice.q, exact.q);
      for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
        const double weight = choice.policy(c - mdp.choices[s]);
        const VectorXd after = values_after(mdp, c, exact_value);
        if (after.size() > 1) {
          const VectorXd p = part(mdp.probability, mdp.outcomes[c], mdp.outcomes[c + 1]);
          gap_now(s) += weight * kl_of_tilts(p, alpha, VectorXd::Zero(after.size()), after);
        }
        gap_now(s) += weight * expected_after(mdp, c, gap);
        earned_now(s) += weight * (mdp.reward[c] + expected_after(mdp, c, earned));
      }
      if (t == 0 && s == s0) {
        result.q = choice.q;
        result.policy = choice.policy;
      }
    }
    value = value_now;
    exact_value = exact_now;
    gap = gap_now;
    earned = earned_now;
  }
  result.elbo = value(s0) / alpha;
  result.gap = gap(s0);
  result.v = value(s0);
  result.true_reward = earned(s0);
  return result;
}

}  // namespace vi::core
