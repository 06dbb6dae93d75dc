#include "core/policy_evaluation.h"

#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/text.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

VectorXd true_dynamics(const Mdp& mdp) { return part(mdp.probability, 0, static_cast<int>(mdp.probability.size())); }

}  // namespace

VectorXd normalised_policy(const Mdp& mdp, VectorXd policy) {
  require_same_size("policy_evaluation", "policy", policy.size(), std::ptrdiff_t(mdp.reward.size()), "actions");
  for (int s = 0; s < mdp.states(); ++s) {
    double sum = 0;
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
      if (!(policy(c) >= 0))
        require_nonnegative(join({"policy_evaluation: state ", s, ", action ", c - mdp.choices[s]}).c_str(), "policy",
                            policy(c));
      sum += policy(c);
    }
    if (!(sum > 0 && std::isfinite(sum)))
      require_positive(join({"policy_evaluation: state ", s}).c_str(), "the sum of the policy", sum);
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) policy(c) /= sum;
  }
  return policy;
}

Absorbing walk_of(const Mdp& mdp, const VectorXd& policy, double gamma) {
  MatrixXd moves = MatrixXd::Zero(mdp.states(), mdp.states());
  VectorXd end = VectorXd::Zero(mdp.states());
  for (int s = 0; s < mdp.states(); ++s) {
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
      const int first = mdp.outcomes[c], last = mdp.outcomes[c + 1];
      end(s) += policy(c) * (first == last ? 1 : 1 - gamma);
      for (int o = first; o < last; ++o) moves(s, mdp.next[o]) += policy(c) * gamma * mdp.probability[o];
    }
  }
  return eliminate(std::move(moves), std::move(end));
}

PolicyEvaluation policy_evaluation(const Mdp& mdp, const VectorXd& policy, double gamma, int s0) {
  check(mdp, 1);
  require_probability("policy_evaluation", "gamma", gamma);
  if (gamma == 1)
    fail(Code::domain, {"policy_evaluation: gamma must be < 1 where no H is given, got 1"}, {},
         "write policy_evaluation(mdp, policy, gamma, s0, H)");
  require_state("policy_evaluation", mdp, s0);
  const VectorXd chance = normalised_policy(mdp, policy);
  const Absorbing walk = walk_of(mdp, chance, gamma);
  VectorXd earned = VectorXd::Zero(mdp.states()), start = earned;
  for (int s = 0; s < mdp.states(); ++s)
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) earned(s) += chance(c) * mdp.reward[c];
  start(s0) = 1;
  PolicyEvaluation result{expected_total(walk, earned), chance, chance, 0};
  const VectorXd visits = expected_visits(walk, start);
  for (int s = 0; s < mdp.states(); ++s) {
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
      result.q(c) = mdp.reward[c] + gamma * expected_after(mdp, c, result.value);
      result.occupancy(c) *= visits(s);
    }
  }
  result.expected_return = result.value(s0);
  return result;
}

PolicyOverHorizon policy_over_horizon(const Mdp& mdp, const MatrixXd& policies, double gamma, int horizon, int s0) {
  check(mdp, horizon);
  require_probability("policy_evaluation", "gamma", gamma);
  require_state("policy_evaluation", mdp, s0);
  if (policies.rows() != 1) require_same_size("policy_evaluation", "policy", policies.rows(), horizon, "steps");
  MatrixXd chance(policies.rows(), Index(mdp.reward.size()));
  for (Index t = 0; t < policies.rows(); ++t) chance.row(t) = normalised_policy(mdp, policies.row(t)).transpose();
  const auto chance_at = [&](Index t) { return VectorXd(chance.row(chance.rows() == 1 ? 0 : t)); };

  PolicyOverHorizon result{MatrixXd::Zero(horizon, mdp.states()), MatrixXd::Zero(horizon + 1, mdp.states()),
                           VectorXd::Zero(chance.cols()), 0};
  VectorXd later = VectorXd::Zero(mdp.states());
  for (int t = horizon - 1; t >= 0; --t) {
    const VectorXd policy = chance_at(t);
    for (int s = 0; s < mdp.states(); ++s)
      for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c)
        result.value(t, s) += policy(c) * (mdp.reward[c] + gamma * expected_after(mdp, c, later));
    later = result.value.row(t);
  }
  result.states(0, s0) = 1;
  double discount = 1;
  for (int t = 0; t < horizon; ++t, discount *= gamma) {
    const VectorXd policy = chance_at(t);
    const VectorXd now = result.states.row(t);
    for (int s = 0; s < mdp.states(); ++s)
      for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) result.occupancy(c) += discount * now(s) * policy(c);
    result.states.row(t + 1) = states_after(mdp, now, policy, true_dynamics(mdp)).transpose();
  }
  result.expected_return = result.value(0, s0);
  return result;
}

VectorXd expected_steps(const Mdp& mdp, const VectorXd& policy) {
  check(mdp, 1);
  const VectorXd chance = normalised_policy(mdp, policy);
  return expected_total(walk_of(mdp, chance, 1), VectorXd::Ones(mdp.states()));
}

VectorXd states_after(const Mdp& mdp, const VectorXd& states, const VectorXd& policy, const VectorXd& dynamics) {
  VectorXd after = VectorXd::Zero(mdp.states());
  for (int s = 0; s < mdp.states(); ++s)
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c)
      for (int o = mdp.outcomes[c]; o < mdp.outcomes[c + 1]; ++o)
        after(mdp.next[o]) += states(s) * policy(c) * dynamics(o);
  return after;
}

}  // namespace vi::core
