#pragma once

#include <Eigen/Core>
#include <variant>

namespace vi::core {

/// The largest dimension accepted: a d×d matrix is factorised in d³/3 steps, and 64 keeps that instant.
inline constexpr int max_gaussian_dimension = 64;

/// d independent normals: mean (d), variance (d, each > 0).
struct DiagonalNormal {
  Eigen::VectorXd mean;
  Eigen::VectorXd variance;
};

/// The same by standard deviations (d, each > 0).
struct DiagonalNormalSd {
  Eigen::VectorXd mean;
  Eigen::VectorXd sd;
};

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

/// A Gaussian vector, whichever way it was given.
using GaussianVector = std::variant<MultivariateNormal, MultivariateNormalTril, DiagonalNormal, DiagonalNormalSd>;

/// Checked constructors. Error(domain) unless 1 <= d <= 64, shapes agree, all entries are finite, and the
/// matrix is symmetric positive definite (asymmetry up to 1e-12 of sqrt(a_ii a_jj) is rounding and is
/// averaged away), or lower triangular with a positive diagonal.
MultivariateNormal make_multivariate_normal(Eigen::VectorXd mean, Eigen::MatrixXd covariance);
MultivariateNormalTril make_multivariate_normal_tril(Eigen::VectorXd mean, Eigen::MatrixXd scale_tril);

DiagonalNormal make_diagonal_normal(Eigen::VectorXd mean, Eigen::VectorXd variance);
DiagonalNormalSd make_diagonal_normal_sd(Eigen::VectorXd mean, Eigen::VectorXd sd);

/// The lower triangular factor of the covariance. Error(domain) for what the constructor would refuse.
Eigen::MatrixXd checked_scale_tril(const GaussianVector& distribution);

const Eigen::VectorXd& mean(const GaussianVector& distribution);

/// The variances of the coordinates (d), and the covariance matrix (d×d).
Eigen::VectorXd variance(const GaussianVector& distribution);
Eigen::MatrixXd covariance(const GaussianVector& distribution);

/// The covariance matrix of a distribution that has been checked.
Eigen::MatrixXd covariance_of_checked(const GaussianVector& distribution);

/// Differential entropy in nats, (d (1 + log 2 pi) + log det covariance)/2; may be negative.
/// The covariance form loses accuracy with the condition number of the correlation matrix, no faster than eps
/// times it.
double entropy(const GaussianVector& distribution);

/// log N(x; mean, covariance) in nats; x (d), finite. Overflow of the square gives -inf.
double log_prob(const GaussianVector& distribution, const Eigen::VectorXd& x);

/// KL(q || p) in nats, of any two with the same d. With L = L_p, X = L⁻¹(L_q - L) and t = L⁻¹(mean_q - mean_p):
/// the sum of h(X_ii) + X_ii²/2, of X_ij²/2 below the diagonal, and of t_i²/2, all nonnegative, h(x) = x - log(1 + x).
/// Never negative; 0 if and only if q equals p; overflow gives inf. Within 4 ulp where both are given by standard
/// deviations or factors, or both are diagonal. Where a covariance matrix is given, within its conditioning: up to 16
/// dimensions it is factorised in some 32 digits and hardly anything is lost, beyond in doubles.
/// Error(domain) if the dimensions differ.
double kl(const GaussianVector& q, const GaussianVector& p);

}  // namespace vi::core
