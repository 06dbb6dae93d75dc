#include "core/multivariate_gaussian.h"

#include <cmath>
#include <limits>
#include <utility>

#include "core/check.h"
#include "core/error.h"
#include "core/gaussian.h"
#include "core/matrices.h"
#include "core/number_text.h"
#include "core/special.h"
#include "core/vectors.h"

namespace vi::core {

using Eigen::Index;

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
  constexpr const char* who = "mvn_tril";
  require_shape(who, "scale_tril", d.mean, d.scale_tril);
  require_positive_diagonal(who, "scale_tril", d.scale_tril);
  for (Index column = 1; column < d.mean.size(); ++column) {
    for (Index row = 0; row < column; ++row) {
      if (const double above = d.scale_tril(row, column); above != 0)
        fail(Code::domain,
             {who, ": scale_tril must be lower triangular, got ", number_text(above), " at [", row, "][", column, "]"});
    }
  }
}

void check_diagonal(const char* who, const char* what, const Eigen::VectorXd& mean, const Eigen::VectorXd& scales) {
  require_size(who, "mean", mean.size(), 1, max_gaussian_dimension);
  require_same_size(who, what, scales.size(), mean.size());
  require_entries(require_finite, who, "mean", mean);
  require_entries(require_positive, who, what, scales);
}

void check(const DiagonalNormal& d) { check_diagonal("diagonal_normal", "variance", d.mean, d.variance); }
void check(const DiagonalNormalSd& d) { check_diagonal("diagonal_normal_sd", "sd", d.mean, d.sd); }

bool is_diagonal(const GaussianVector& d) {
  return std::holds_alternative<DiagonalNormal>(d) || std::holds_alternative<DiagonalNormalSd>(d);
}

// The sum of `of` over the coordinates of a diagonal distribution, each as its scalar normal.
template <class Of>
double over_coordinates(const GaussianVector& distribution, const Of& of) {
  double sum = 0;
  if (const auto* diagonal = std::get_if<DiagonalNormal>(&distribution)) {
    for (Index i = 0; i < diagonal->mean.size(); ++i) sum += of(Normal{diagonal->mean(i), diagonal->variance(i)}, i);
  } else {
    const auto& by_sd = *std::get_if<DiagonalNormalSd>(&distribution);
    for (Index i = 0; i < by_sd.mean.size(); ++i) sum += of(NormalSd{by_sd.mean(i), by_sd.sd(i)}, i);
  }
  return sum;
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

DiagonalNormal make_diagonal_normal(Eigen::VectorXd mean, Eigen::VectorXd variance) {
  DiagonalNormal distribution{std::move(mean), std::move(variance)};
  check(distribution);
  return distribution;
}

DiagonalNormalSd make_diagonal_normal_sd(Eigen::VectorXd mean, Eigen::VectorXd sd) {
  DiagonalNormalSd distribution{std::move(mean), std::move(sd)};
  check(distribution);
  return distribution;
}

Eigen::MatrixXd checked_scale_tril(const GaussianVector& distribution) {
  if (const auto* full = std::get_if<MultivariateNormal>(&distribution)) return scale_tril_of(*full);
  if (const auto* tril = std::get_if<MultivariateNormalTril>(&distribution)) {
    check(*tril);
    return tril->scale_tril;
  }
  if (const auto* diagonal = std::get_if<DiagonalNormal>(&distribution)) {
    check(*diagonal);
    return diagonal->variance.cwiseSqrt().asDiagonal();
  }
  const auto& by_sd = *std::get_if<DiagonalNormalSd>(&distribution);
  check(by_sd);
  return by_sd.sd.asDiagonal();
}

const Eigen::VectorXd& mean(const GaussianVector& distribution) {
  if (const auto* full = std::get_if<MultivariateNormal>(&distribution)) return full->mean;
  if (const auto* tril = std::get_if<MultivariateNormalTril>(&distribution)) return tril->mean;
  if (const auto* diagonal = std::get_if<DiagonalNormal>(&distribution)) return diagonal->mean;
  return std::get_if<DiagonalNormalSd>(&distribution)->mean;
}

Eigen::VectorXd variance(const GaussianVector& distribution) {
  if (const auto* full = std::get_if<MultivariateNormal>(&distribution)) return full->covariance.diagonal();
  if (const auto* tril = std::get_if<MultivariateNormalTril>(&distribution)) {
    Eigen::VectorXd result(tril->mean.size());
    for (Index i = 0; i < result.size(); ++i) result(i) = tril->scale_tril.row(i).squaredNorm();
    return result;
  }
  if (const auto* diagonal = std::get_if<DiagonalNormal>(&distribution)) return diagonal->variance;
  return std::get_if<DiagonalNormalSd>(&distribution)->sd.array().square();
}

Eigen::MatrixXd covariance(const GaussianVector& distribution) {
  checked_scale_tril(distribution);
  return covariance_of_checked(distribution);
}

Eigen::MatrixXd covariance_of_checked(const GaussianVector& distribution) {
  if (const auto* full = std::get_if<MultivariateNormal>(&distribution)) return symmetrised(full->covariance);
  if (const auto* tril = std::get_if<MultivariateNormalTril>(&distribution))
    return congruence(tril->scale_tril, Eigen::MatrixXd::Identity(tril->mean.size(), tril->mean.size()));
  return variance(distribution).asDiagonal();
}

double entropy(const GaussianVector& distribution) {
  const Eigen::MatrixXd scale_tril = checked_scale_tril(distribution);
  if (is_diagonal(distribution))
    return over_coordinates(distribution, [](const auto& normal, Index) { return entropy(normal); });
  return 0.5 * double(scale_tril.rows()) * (1 + log_2pi) + log_determinant(scale_tril);
}

double log_prob(const GaussianVector& distribution, const Eigen::VectorXd& x) {
  const Eigen::MatrixXd scale_tril = checked_scale_tril(distribution);
  const Eigen::VectorXd& centre = mean(distribution);
  require_same_size("log_prob", "x", x.size(), centre.size(), "entries");
  require_entries(require_finite, "log_prob", "x", x);
  if (is_diagonal(distribution))
    return over_coordinates(distribution, [&](const auto& normal, Index i) { return log_prob(normal, x(i)); });
  const double square = solve_lower(scale_tril, x - centre).squaredNorm();
  if (!std::isfinite(square)) return -std::numeric_limits<double>::infinity();
  return -0.5 * double(x.size()) * log_2pi - log_determinant(scale_tril) - 0.5 * square;
}

}  // namespace vi::core
