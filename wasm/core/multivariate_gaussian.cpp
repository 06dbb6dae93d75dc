#include "core/multivariate_gaussian.h"

#include <cmath>
#include <limits>
#include <utility>

#include "core/check.h"
#include "core/error.h"
#include "core/special.h"

namespace vi::core {
namespace {

void require_shape(const char* who, const char* matrix_name, const Eigen::VectorXd& mean,
                   const Eigen::MatrixXd& matrix) {
  require_size(who, "mean", mean.size(), 1, max_gaussian_dimension);
  require_same_size(who, matrix_name, matrix.rows(), mean.size(), "rows");
  require_same_size(who, matrix_name, matrix.cols(), mean.size(), "columns");
  for (const double entry : mean.reshaped()) require_finite(who, "mean", entry);
  for (const double entry : matrix.reshaped()) require_finite(who, matrix_name, entry);
}

void require_symmetric(const Eigen::MatrixXd& covariance) {
  for (Eigen::Index row = 0; row < covariance.rows(); ++row) {
    for (Eigen::Index column = 0; column < row; ++column) {
      const double scale = std::sqrt(covariance(row, row)) * std::sqrt(covariance(column, column));
      if (!(std::abs(covariance(row, column) - covariance(column, row)) <= 1e-12 * scale))
        fail(Code::domain, {"mvn: covariance must be symmetric"});
    }
  }
}

// Both triangles as their average. (Halving first would lose a subnormal diagonal.)
Eigen::MatrixXd symmetrised(const Eigen::MatrixXd& covariance) {
  Eigen::MatrixXd result = covariance;
  for (Eigen::Index row = 0; row < result.rows(); ++row) {
    for (Eigen::Index column = 0; column < row; ++column)
      result(row, column) = result(column, row) = 0.5 * result(row, column) + 0.5 * result(column, row);
  }
  return result;
}

// L with L Lᵀ = matrix, row by row; empty where a pivot is not positive (Golub & Van Loan, Matrix Computations,
// 4.2.5). Plain loops: at these dimensions blocking gains nothing, and weighs a good part of the module.
Eigen::MatrixXd cholesky(const Eigen::MatrixXd& matrix) {
  Eigen::MatrixXd factor = Eigen::MatrixXd::Zero(matrix.rows(), matrix.cols());
  for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
    for (Eigen::Index column = 0; column <= row; ++column) {
      double rest = matrix(row, column);
      for (Eigen::Index k = 0; k < column; ++k) rest -= factor(row, k) * factor(column, k);
      if (column < row) {
        factor(row, column) = rest / factor(column, column);
      } else if (rest > 0) {
        factor(row, row) = std::sqrt(rest);
      } else {
        return {};
      }
    }
  }
  return factor;
}

// |y|² with L y = right, by forward substitution (Golub & Van Loan, 3.1.1).
double solved_square(const Eigen::MatrixXd& scale_tril, Eigen::VectorXd right) {
  double square = 0;
  for (Eigen::Index row = 0; row < right.size(); ++row) {
    for (Eigen::Index k = 0; k < row; ++k) right(row) -= scale_tril(row, k) * right(k);
    right(row) /= scale_tril(row, row);
    square += right(row) * right(row);
  }
  return square;
}

// The Cholesky factor of a covariance; that it exists is the test for "positive definite".
Eigen::MatrixXd scale_tril_of(const MultivariateNormal& d) {
  require_shape("mvn", "covariance", d.mean, d.covariance);
  for (const double variance : d.covariance.diagonal()) require_positive("mvn", "covariance diagonal", variance);
  require_symmetric(d.covariance);
  Eigen::MatrixXd factor = cholesky(symmetrised(d.covariance));
  if (factor.size() == 0) fail(Code::domain, {"mvn: covariance must be positive definite"});
  return factor;
}

void check(const MultivariateNormalTril& d) {
  require_shape("mvn_tril", "scale_tril", d.mean, d.scale_tril);
  for (const double scale : d.scale_tril.diagonal()) require_positive("mvn_tril", "scale_tril diagonal", scale);
  if (!d.scale_tril.isLowerTriangular(0)) fail(Code::domain, {"mvn_tril: scale_tril must be lower triangular"});
}

// log det of the factor: half the log determinant of the covariance.
double log_determinant(const Eigen::MatrixXd& scale_tril) {
  double sum = 0;
  for (const double scale : scale_tril.diagonal()) sum += std::log(scale);
  return sum;
}

double entropy_of(const Eigen::MatrixXd& scale_tril) {
  const auto dimension = static_cast<double>(scale_tril.rows());
  return 0.5 * dimension * (1 + log_2pi) + log_determinant(scale_tril);
}

double log_prob_of(const Eigen::VectorXd& mean, const Eigen::MatrixXd& scale_tril, const Eigen::VectorXd& x) {
  require_same_size("log_prob", "x", x.size(), mean.size(), "entries");
  for (const double entry : x) require_finite("log_prob", "x", entry);
  const double square = solved_square(scale_tril, x - mean);
  if (!std::isfinite(square)) return -std::numeric_limits<double>::infinity();
  const auto dimension = static_cast<double>(mean.size());
  return -0.5 * dimension * log_2pi - log_determinant(scale_tril) - 0.5 * square;
}

}  // namespace

MultivariateNormal make_multivariate_normal(Eigen::VectorXd mean, Eigen::MatrixXd covariance) {
  MultivariateNormal distribution{std::move(mean), std::move(covariance)};
  scale_tril_of(distribution);
  distribution.covariance = symmetrised(distribution.covariance);
  return distribution;
}

MultivariateNormalTril make_multivariate_normal_tril(Eigen::VectorXd mean, Eigen::MatrixXd scale_tril) {
  MultivariateNormalTril distribution{std::move(mean), std::move(scale_tril)};
  check(distribution);
  return distribution;
}

double entropy(const MultivariateNormal& distribution) { return entropy_of(scale_tril_of(distribution)); }

double entropy(const MultivariateNormalTril& distribution) {
  check(distribution);
  return entropy_of(distribution.scale_tril);
}

double log_prob(const MultivariateNormal& distribution, const Eigen::VectorXd& x) {
  return log_prob_of(distribution.mean, scale_tril_of(distribution), x);
}

double log_prob(const MultivariateNormalTril& distribution, const Eigen::VectorXd& x) {
  check(distribution);
  return log_prob_of(distribution.mean, distribution.scale_tril, x);
}

}  // namespace vi::core
