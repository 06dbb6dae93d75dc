#pragma once

#include "core/exact_gaussian.h"

namespace vi::core {

/// The linear-Gaussian model: z ~ prior in d dimensions, x | z ~ N(slope z + offset, noise_covariance) in m; slope
/// (m×d), offset (m), noise_covariance (m×m). Everything about it is closed form (Bishop, PRML, section 2.3.3), and
/// computed in double-doubles: what depends on a difference keeps its digits however near q is to the posterior, and an
/// ill-conditioned model costs none until its condition number nears 1e16.
struct MultivariateLinearGaussian {
  GaussianVector prior;
  Eigen::MatrixXd slope;
  Eigen::VectorXd offset;
  Eigen::MatrixXd noise_covariance;
};

/// The gradient of the ELBO by q's mean (d) and by the factor L of its covariance L Lᵀ (d×d, lower triangular), in nats
/// per unit.
struct MultivariateElboGradient {
  Eigen::VectorXd mean;
  Eigen::MatrixXd scale_tril;
};

/// Error(domain) naming "linear_gaussian" unless the prior is one that its constructor accepts, 1 <= m <= 64, shapes
/// agree, entries are finite, and the noise covariance is symmetric positive definite.
void check(const MultivariateLinearGaussian& model);

// Below, x is the observation (m, finite) and q any Gaussian of d dimensions; results are in nats unless said.
// Error(domain) for what does not fit, and where a result would leave the range of a double.

/// p(z | x) and p(x).
MultivariateNormal posterior(const MultivariateLinearGaussian& model, const Eigen::VectorXd& x);
MultivariateNormal marginal(const MultivariateLinearGaussian& model);

/// log p(x).
double log_evidence(const MultivariateLinearGaussian& model, const Eigen::VectorXd& x);

/// E_q[log p(x | z)], and E_q[log p(x, z)], which plus entropy(q) is the ELBO.
double expected_log_likelihood(const MultivariateLinearGaussian& model, const Eigen::VectorXd& x,
                               const GaussianVector& q);
double expected_log_joint(const MultivariateLinearGaussian& model, const Eigen::VectorXd& x, const GaussianVector& q);

/// ELBO = E_q[log p(x | z)] - KL(q || prior).
double elbo(const MultivariateLinearGaussian& model, const Eigen::VectorXd& x, const GaussianVector& q);

/// With the posterior's precision P and the residual r of the mean: Aᵀ R⁻¹ r - S0⁻¹ (mean - m0), and the lower triangle
/// of L⁻ᵀ - P L.
MultivariateElboGradient elbo_gradient(const MultivariateLinearGaussian& model, const Eigen::VectorXd& x,
                                       const GaussianVector& q);

/// log p(x) - ELBO = KL(q || posterior), from the gradient and q's factor: gᵀ P⁻¹ g/2 + KL(N(0, Lᵀ P L) || N(0, I)).
/// It forms neither the evidence nor the posterior. Never negative.
double elbo_gap(const MultivariateLinearGaussian& model, const Eigen::VectorXd& x, const GaussianVector& q);

/// The precision of p(z | x), the inverse of its covariance (d×d), of a checked model.
ExactMatrix posterior_precision(const MultivariateLinearGaussian& model);

}  // namespace vi::core
