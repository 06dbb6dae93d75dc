#include "core/multivariate_gaussian.h"

#include <cmath>
#include <limits>
#include <utility>

#include "core/check.h"
#include "core/error.h"
#include "core/matrices.h"
#include "core/special.h"

namespace vi::core {
namespace {

void require_shape(const char* who, const char* matrix_name, const Eigen::VectorXd& mean,
                   const Eigen::MatrixXd& matrix) {
  require_size(who, "mean", mean.size(), 1, max_gaussian_dimension);
  require_matrix(who, "mean", mean, mean.size(), 1);
  require_matrix(who, matrix_name, matrix, mean.size(), mean.size());
}

// That the factor exists is the test for "positive definite".
Eigen::MatrixXd scale_tril_of(const MultivariateNormal& d) {
  require_shape("mvn", "covariance", d.mean, d.covariance);
  return covariance_factor("mvn", "covariance", d.covariance);
}

void check(const MultivariateNormalTril& d) {
  require_shape("mvn_tril", "scale_tril", d.mean, d.scale_tril);
  for (const double scale : d.scale_tril.diagonal()) require_positive("mvn_tril", "scale_tril diagonal", scale);
  if (!d.scale_tril.isLowerTriangular(0)) fail(Code::domain, {"mvn_tril: scale_tril must be lower triangular"});
}

double entropy_of(const Eigen::MatrixXd& scale_tril) {
  const auto dimension = static_cast<double>(scale_tril.rows());
  return 0.5 * dimension * (1 + log_2pi) + log_determinant(scale_tril);
}

double log_prob_of(const Eigen::VectorXd& mean, const Eigen::MatrixXd& scale_tril, const Eigen::VectorXd& x) {
  require_same_size("log_prob", "x", x.size(), mean.size(), "entries");
  for (const double entry : x) require_finite("log_prob", "x", entry);
  const double square = solve_lower(scale_tril, x - mean).squaredNorm();
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
