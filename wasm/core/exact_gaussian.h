#pragma once

#include "core/multivariate_gaussian.h"
#include "core/triangular.h"

namespace vi::core {

// Gaussian vectors and small matrices in double-doubles: what is given counts as exact, and some 32 digits are kept of
// what follows from it.

using ExactMatrix = Dense<DoubleDouble>;

ExactMatrix exact(const Eigen::MatrixXd& matrix);
Eigen::MatrixXd rounded(const ExactMatrix& matrix);

/// aᵀ b, and aᵀ a, which is half the work.
ExactMatrix transposed_product(const ExactMatrix& a, const ExactMatrix& b);
ExactMatrix gram(const ExactMatrix& a);

/// a + b and a - b.
ExactMatrix sum(ExactMatrix a, const ExactMatrix& b);
ExactMatrix difference(ExactMatrix a, const ExactMatrix& b);

/// L⁻¹ right, column by column.
ExactMatrix solve(const ExactMatrix& scale_tril, ExactMatrix right);

/// The sum of the squares of all entries.
DoubleDouble sum_of_squares(const ExactMatrix& matrix);

/// log det of a factor: half the log determinant of its covariance.
double log_determinant(const ExactMatrix& scale_tril);

/// Error(domain) naming `who` and `what` unless the matrix is positive definite, in exact arithmetic.
ExactMatrix factor_of(const char* who, const char* what, ExactMatrix matrix);

/// The inverse of a symmetric positive definite matrix; Error(domain) naming `who` if it is not one.
ExactMatrix inverse(const char* who, const ExactMatrix& matrix);

/// KL(N(0, covariance) || N(0, I)) in nats, with all its digits however near the covariance is to I.
DoubleDouble kl_to_unit(const ExactMatrix& covariance);

/// Of a checked distribution: its covariance, and the factor of that.
ExactMatrix exact_covariance(const GaussianVector& distribution);
ExactMatrix exact_factor(const GaussianVector& distribution);

}  // namespace vi::core
