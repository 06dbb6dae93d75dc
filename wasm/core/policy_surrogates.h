#pragma once

#include <Eigen/Core>
#include <vector>

namespace vi::core {

// Objectives of a softmax policy pi_a proportional to exp(theta_a) over n actions, 1 <= n <= 10,000, and their exact
// gradients by theta. Logits, rewards and advantages finite, beta > 0 in the unit of the rewards; otherwise
// Error(domain) naming the action.

/// E_pi[reward] - beta KL(pi || prior), which is beta times the ELBO (Levine 2018; Korbak, Perez & Buckley 2022).
/// advantage_a = c_a - E_pi[c] with c = reward - beta log(pi/prior), and gradient_a = pi_a advantage_a. The advantage
/// is the natural gradient (Kakade 2001): the Fisher information diag(pi) - pi piᵀ takes it to the gradient. Prior by
/// weights > 0.
struct KlObjective {
  double value;
  double expected_reward;
  double kl_to_prior;  // nats
  Eigen::VectorXd policy;
  Eigen::VectorXd advantage;
  Eigen::VectorXd gradient;
};
KlObjective kl_objective(const Eigen::VectorXd& theta, const Eigen::VectorXd& prior, const Eigen::VectorXd& reward,
                         double beta);

/// PPO's clipped surrogate E_old[min(ratio A, clip(ratio, 1 - epsilon, 1 + epsilon) A)], ratio = pi/pi_old, A the
/// advantage (Schulman et al. 2017, arXiv 1707.06347), all expectations exact. At theta = theta_old its gradient is the
/// policy gradient of E_pi[A]; elsewhere a clipped action adds nothing to it. 0 < epsilon < 1; on the kink itself the
/// gradient is the unclipped side's.
struct ClippedSurrogate {
  double value;
  Eigen::VectorXd ratio;
  std::vector<int> clipped;  // 1 where the action's term no longer depends on theta, else 0
  Eigen::VectorXd gradient;
  Eigen::VectorXd policy_gradient;  // of E_pi[A] at theta, without clipping
};
ClippedSurrogate ppo_clip(const Eigen::VectorXd& theta, const Eigen::VectorXd& theta_old,
                          const Eigen::VectorXd& advantages, double epsilon);

/// What the penalty beta KL(policy || prior) takes from each response, in the unit of beta > 0: penalty_a = beta
/// log(policy_a/prior_a) when it is drawn, and its share of the expectation policy_a penalty_a = cross_entropy_a -
/// entropy_a, with -beta policy_a log prior_a and -beta policy_a log policy_a. Policy and prior by weights, 1 to
/// 10,000. A response drawn no more often than the prior does costs nothing or earns: penalty_a <= 0. 0 log 0 = 0; a
/// response that only the prior has gives -inf when drawn, which it never is; one that only the policy has costs inf.
struct KlPenalty {
  Eigen::VectorXd penalty;
  Eigen::VectorXd expected;
  Eigen::VectorXd cross_entropy;
  Eigen::VectorXd entropy;
  double total;  // beta KL, the sum of `expected`
};
KlPenalty kl_penalty(const Eigen::VectorXd& policy, const Eigen::VectorXd& prior, double beta);

}  // namespace vi::core
