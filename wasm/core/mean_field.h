#pragma once

#include "core/multivariate_linear_gaussian.h"

namespace vi::core {

/// The product of normals, one a coordinate, with the least KL(q || target), for a Gaussian target with precision P:
/// its mean is the target's, its variances 1/P_ii, never above the target's own (Bishop 2006, 10.1.2). `gap` is that KL
/// in nats, -log det(D^-1/2 P D^-1/2)/2 with D the diagonal of P, as a sum of nonnegative terms.
struct MeanField {
  Eigen::VectorXd mean;
  Eigen::VectorXd variance;
  double gap;
};

/// Of a Gaussian, and of the posterior p(z | x) of a model. Error(domain) for what those would refuse.
MeanField mean_field(const GaussianVector& target);
MeanField mean_field(const MultivariateLinearGaussian& model, const Eigen::VectorXd& x);

/// Row t of `mean`, and entry t of the others: after t sweeps, the start among them.
struct CoordinateAscent {
  Eigen::MatrixXd mean;
  Eigen::VectorXd kl;        // KL(q || target) in nats
  Eigen::VectorXd distance;  // sqrt(eᵀ P e) of the error e of the means, which kl exceeds the gap by half the square of
  MeanField fixed_point;
};

/// Limits: what one request may take and return.
inline constexpr int max_sweeps = 1000;
inline constexpr int max_sweep_numbers = 16'000;  // (sweeps + 1) × (d + 2)

/// Coordinate ascent: each sweep sets one mean after another to its best, m_i - sum over j ≠ i of P_ij (mean_j - m_j) /
/// P_ii, the others as they stand; the variances are 1/P_ii from the start, whatever the means. That is Gauss and
/// Seidel's method (Golub & Van Loan, 11.2), so the KL never rises; with two coordinates of correlation rho the error
/// shrinks by rho² a sweep. `start` (d) finite; Error(domain), or Error(limit) for too many sweeps.
CoordinateAscent coordinate_ascent(const GaussianVector& target, const Eigen::VectorXd& start, int sweeps);

}  // namespace vi::core
