#pragma once

#include <Eigen/Core>

namespace vi::core {

/// A distribution over shares x_i >= 0 that sum to 1, with density prop. to the product of x_i^(concentration_i - 1)
/// in all shares but one.
struct Dirichlet {
  Eigen::VectorXd concentration;
};

/// The first of two such shares: a distribution on [0, 1].
struct Beta {
  double a;
  double b;
};

/// Checked constructors: 2 to 10,000 concentrations > 0 and finite, as is their sum; otherwise Error(domain) naming
/// "dirichlet" or "beta".
Dirichlet make_dirichlet(Eigen::VectorXd concentration);
Beta make_beta(double a, double b);

/// Both shares of a beta.
Dirichlet as_dirichlet(const Beta& distribution);

// Below, distributions as the constructors accept them, two of the same number of shares; otherwise Error(domain).

/// KL(q || p) in nats, as a sum of nonnegative terms but for one small one: near 1e-15 relative from nearly equal to
/// wide apart, never negative, 0 if and only if equal, inf where it overflows.
double kl(const Dirichlet& q, const Dirichlet& p);
double kl(const Beta& q, const Beta& p);

/// Log density in nats. Shares must be between 0 and 1 and sum to 1 within 1e-9. On the edge it may be inf or -inf;
/// Error(domain) where one share of 0 wants the one and another the other.
double log_prob(const Dirichlet& distribution, const Eigen::VectorXd& x);
/// The same for the first share alone, and -inf outside of [0, 1].
double log_prob(const Beta& distribution, double x);

/// Differential entropy in nats: that of the uniform distribution over the shares, -log (n - 1)!, less the KL to it.
double entropy(const Dirichlet& distribution);
double entropy(const Beta& distribution);

/// Means and marginal variances of the shares.
Eigen::VectorXd mean(const Dirichlet& distribution);
Eigen::VectorXd variance(const Dirichlet& distribution);
double mean(const Beta& distribution);
double variance(const Beta& distribution);

}  // namespace vi::core
