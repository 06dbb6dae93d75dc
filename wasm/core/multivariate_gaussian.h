#pragma once

#include <Eigen/Core>

namespace vi::core {

/// The largest dimension accepted: a d×d matrix is factorised in d³/3 steps, and 64 keeps that instant.
inline constexpr int max_gaussian_dimension = 64;

/// N(mean, covariance) of d real variables: mean (d), covariance (d×d, symmetric positive definite).
struct MultivariateNormal {
  Eigen::VectorXd mean;
  Eigen::MatrixXd covariance;
};

/// The same family by the Cholesky factor: covariance = L Lᵀ, L lower triangular with a positive diagonal.
struct MultivariateNormalTril {
  Eigen::VectorXd mean;
  Eigen::MatrixXd scale_tril;
};

/// Checked constructors. Error(domain) unless 1 <= d <= 64, shapes agree, all entries are finite, and the
/// matrix is symmetric positive definite (asymmetry up to 1e-12 of sqrt(a_ii a_jj) is rounding and is
/// averaged away), or lower triangular with a positive diagonal.
MultivariateNormal make_multivariate_normal(Eigen::VectorXd mean, Eigen::MatrixXd covariance);
MultivariateNormalTril make_multivariate_normal_tril(Eigen::VectorXd mean, Eigen::MatrixXd scale_tril);

/// Differential entropy in nats, (d (1 + log 2 pi) + log det covariance)/2; may be negative.
/// The covariance form loses accuracy with the condition number of the correlation matrix, no faster than eps
/// times it.
double entropy(const MultivariateNormal& distribution);
double entropy(const MultivariateNormalTril& distribution);

/// log N(x; mean, covariance) in nats; x (d), finite. Overflow of the square gives -inf.
double log_prob(const MultivariateNormal& distribution, const Eigen::VectorXd& x);
double log_prob(const MultivariateNormalTril& distribution, const Eigen::VectorXd& x);

}  // namespace vi::core
