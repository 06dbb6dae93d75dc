#pragma once

#include <Eigen/Core>

namespace vi::core {

/// Demonstrations as a penalty beside the reward: the policy of most E_policy[reward] + lambda E_demo[log policy], so
/// of least forward divergence KL(demo || policy) for what it earns (a behavioural-cloning term). Unlike the prior demo
/// of `tilt`, whose reverse divergence rules out what was never demonstrated, it allows it: there the reward alone
/// decides. Demo by weights >= 0, normalised here; rewards finite, in one unit with lambda > 0; 1 to 10,000 actions;
/// otherwise Error(domain) naming the action. The optimum is exact: policy_i = lambda demo_i/(multiplier - reward_i),
/// the multiplier by bracketed Newton steps; or, where an action that was never demonstrated earns more than that, its
/// reward is the multiplier and it takes what is left over (several such share it alike).
struct BehaviouralCloning {
  Eigen::VectorXd policy;
  double expected_reward;
  double forward_kl;  // KL(demo || policy), nats
  double objective;   // expected_reward + lambda E_demo[log policy]
  double multiplier;  // what one more unit of probability would earn
};
BehaviouralCloning behavioural_cloning(const Eigen::VectorXd& demo, const Eigen::VectorXd& reward, double lambda);

}  // namespace vi::core
