#pragma once

#include <Eigen/Core>

namespace vi::core {

// Soft maxima of n values, 1 <= n <= 10,000. A temperature alpha is > 0 and finite. A prior is given by weights >= 0,
// not all 0, one a value; they are normalised here. Values are finite; otherwise Error(domain).

/// log sum exp(x_i) in nats, about the largest: never overflows. Entries may be ±inf; -inf if all are.
double log_sum_exp(const Eigen::VectorXd& x);

/// The entropy form alpha log sum exp(Q_i/alpha) = max over pi of E_pi[Q] + alpha H(pi), in the unit of Q.
/// alpha -> 0 gives the maximum; alpha -> inf grows like alpha log n.
double soft_value(const Eigen::VectorXd& values, double alpha);

/// The KL form alpha log E_prior[exp(Q/alpha)] = max over pi of E_pi[Q] - alpha KL(pi || prior), in the unit of Q.
/// alpha -> 0 gives the maximum over the support of the prior; alpha -> inf its expectation of Q.
double soft_value(const Eigen::VectorXd& values, double alpha, const Eigen::VectorXd& prior);

/// The policy that attains them, pi_i proportional to prior_i exp(Q_i/alpha).
Eigen::VectorXd soft_policy(const Eigen::VectorXd& values, double alpha, const Eigen::VectorXd& prior);

/// What the functions above and tilting are made of: exponents x_i = (Q_i - top)/alpha about the largest value that
/// the prior allows, and log_mean = log E_prior[exp(x)] <= 0, relatively accurate also for a large alpha.
struct Tilted {
  double top;
  Eigen::VectorXd probabilities;  // of the prior
  Eigen::VectorXd exponents;      // -inf where the prior is 0
  Eigen::VectorXd weights;        // prior_i exp(x_i)
  double log_mean;
};
Tilted tilted(const Eigen::VectorXd& values, double alpha, const Eigen::VectorXd& prior);

}  // namespace vi::core
