#pragma once

#include <Eigen/Core>
#include <vector>

namespace vi::core {

// One step of control against a proxy of the reward that counts: the policy tilts the prior by the proxy, and the true
// reward is what comes of it (Gao, Schulman & Hilton 2023). Prior by weights >= 0, normalised here; rewards finite, in
// one unit with beta; 1 to 1,000 actions. Otherwise Error(domain) naming the action.

/// The tilted policy's rewards over a list of temperatures, and where the true one is best.
struct TiltSweep {
  Eigen::VectorXd expected_true;  // at each beta
  Eigen::VectorXd expected_proxy;
  Eigen::VectorXd true_slope;   // dE[true]/dbeta = -Cov(proxy, true)/beta²
  Eigen::VectorXd proxy_slope;  // dE[proxy]/dbeta = -Var(proxy)/beta² <= 0
  Eigen::VectorXd kl_to_prior;  // nats
  Eigen::VectorXd kl_slope;     // dKL/dbeta = -Var(proxy)/beta³
  double best_beta;  // 0: the best proxy alone; inf: the prior; else where Cov changes sign, to 1e-10 of itself
  double best_true;  // E[true] there, the highest over all beta
};

/// 1 to 1,000 betas > 0. An interior best beta is looked for between 1e6 (largest - smallest proxy) and
/// 1e-3 (largest - next): beyond, the policy is the prior, or the best proxy, as far as doubles say. Two turns of
/// E[true] within a factor of 1.04 in beta (or a 2,000th of the range, if that is more) may go unseen.
TiltSweep tilt_sweep(const Eigen::VectorXd& prior, const Eigen::VectorXd& proxy, const Eigen::VectorXd& true_reward,
                     const Eigen::VectorXd& betas);

/// What the proxy says about the true reward among the prior's draws: f(rho) = E_prior[true | proxy = rho], by distinct
/// values of the proxy. Comparisons hold up to 1e-12 of the rewards' size.
struct Calibration {
  Eigen::VectorXd proxy;          // the values that the prior can draw, upwards
  Eigen::VectorXd expected_true;  // f of each
  Eigen::VectorXd probability;    // of each under the prior
  bool conditional;               // f(rho) = rho: E[true] = E[proxy] in every tilt, and in every best of n
  bool nondecreasing;             // enough for E[true] never to fall as beta falls
  bool average;                   // E_prior[true] = E_prior[proxy], which protects from nothing
};
Calibration calibration(const Eigen::VectorXd& prior, const Eigen::VectorXd& proxy, const Eigen::VectorXd& true_reward);

}  // namespace vi::core
