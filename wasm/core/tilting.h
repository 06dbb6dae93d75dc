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

/// The same without a prior, in the entropy form: log_evidence = log sum exp(reward/beta), objective = expected_reward
/// + beta entropy. For n actions both exceed the uniform prior's by the constant log n (beta log n): the policy is one.
struct SoftChoice {
  Eigen::VectorXd policy;
  double log_evidence;
  double expected_reward;
  double entropy;
  double objective;
};
SoftChoice tilt(const Eigen::VectorXd& reward, double beta);

/// k rounds that each tilt the last policy, as PPO's KL to the old policy would: the policy of one round from the prior
/// at beta/k, so what is kept near is soon left. 1 <= k <= 1,000, n k <= 1,000,000, else Error(limit). One entry a
/// round.
struct TiltRounds {
  Eigen::VectorXd policy;           // after the last
  Eigen::VectorXd expected_reward;  // of each round's policy
  Eigen::VectorXd kl_to_old;        // to the policy that it started from
  Eigen::VectorXd kl_to_prior;
};
TiltRounds tilt_rounds(const Eigen::VectorXd& prior, const Eigen::VectorXd& reward, double beta, int k);

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

/// The same in the entropy form: elbo = expected_reward/alpha + entropy <= log sum exp(reward/alpha).
struct OneStepEntropy {
  double elbo;
  double log_evidence;
  double expected_reward;
  double kl_to_optimal;
  double entropy;
  Eigen::VectorXd optimal_policy;
};
OneStepEntropy one_step_elbo(const Eigen::VectorXd& policy, const Eigen::VectorXd& reward, double alpha);

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
