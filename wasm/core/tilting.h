#pragma once

#include <Eigen/Core>

namespace vi::core {

// One step of control as inference: a prior over n actions (or responses), success with a likelihood proportional to
// exp(reward/temperature). Prior and policy by weights >= 0, normalised here; rewards finite; temperature > 0;
// 1 <= n <= 10,000. Otherwise Error(domain). Rewards in their own unit, all else in nats unless said.

/// The posterior over actions: policy_i proportional to prior_i exp(reward_i/beta).
struct Tilt {
  Eigen::VectorXd policy;
  double log_evidence;     // log E_prior[exp(reward/beta)]; may be positive
  double expected_reward;  // under the policy
  double kl_to_prior;      // KL(policy || prior), accurate also for a large beta
  double objective;        // expected_reward - beta kl_to_prior, = beta log_evidence by another path
  double entropy;          // of the policy
};
Tilt tilt(const Eigen::VectorXd& prior, const Eigen::VectorXd& reward, double beta);

/// Any policy in the same model: log_evidence = elbo + kl_to_optimal, the two sides computed apart.
struct OneStepElbo {
  double elbo;  // expected_reward/alpha - kl_to_prior; -inf where the policy does what the prior rules out
  double log_evidence;
  double expected_reward;
  double kl_to_prior;
  double kl_to_optimal;  // KL(policy || optimal_policy)
  double entropy;
  Eigen::VectorXd optimal_policy;
};
OneStepElbo one_step_elbo(const Eigen::VectorXd& policy, const Eigen::VectorXd& prior, const Eigen::VectorXd& reward,
                          double alpha);

/// The best of n draws from the prior (n a whole number from 1 to 1e15); draws of equal reward share in proportion to
/// the prior. P(i) = (F^n - G^n) prior_i / (F - G), F and G the prior's mass at or below, and below, reward_i.
/// kl = KL(policy || prior) <= bound = log n - (n - 1)/n (Beirami et al. 2024). At most 1,000 actions.
struct BestOfN {
  Eigen::VectorXd policy;
  double kl;
  double bound;
};
BestOfN best_of_n(const Eigen::VectorXd& prior, const Eigen::VectorXd& reward, double n);

}  // namespace vi::core
