#include "core/ppca.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/special.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Columns p and q of the matrix turned by an angle.
void turn_columns(MatrixXd& matrix, Index p, Index q, double cosine, double sine) {
  for (Index i = 0; i < matrix.rows(); ++i) {
    const double a = matrix(i, p), b = matrix(i, q);
    matrix(i, p) = cosine * a - sine * b;
    matrix(i, q) = sine * a + cosine * b;
  }
}

// The rotation that makes matrix(p, q) 0, by the smaller of the two angles.
void rotate(MatrixXd& matrix, MatrixXd& vectors, Index p, Index q) {
  const double twice_cotangent = (matrix(q, q) - matrix(p, p)) / matrix(p, q);  // 2 cot(2 angle)
  const double tangent = std::copysign(2.0, twice_cotangent) /
                         (std::abs(twice_cotangent) + std::sqrt(twice_cotangent * twice_cotangent + 4));
  const double cosine = 1 / std::sqrt(1 + tangent * tangent);
  turn_columns(matrix, p, q, cosine, tangent * cosine);
  matrix.transposeInPlace();
  turn_columns(matrix, p, q, cosine, tangent * cosine);
  matrix(p, q) = matrix(q, p) = 0;
  turn_columns(vectors, p, q, cosine, tangent * cosine);
}

double left_noise(const VectorXd& eigenvalues, Index latent) {
  const double noise = eigenvalues.tail(eigenvalues.size() - latent).mean();
  if (!(noise > 1e-14 * eigenvalues(0)))
    fail(Code::domain, {"ppca: ", latent, " dimensions hold all of the data, so the likelihood has no maximum"}, {},
         "take fewer latent dimensions or more data, or give a noise variance");
  return noise;
}

}  // namespace

SymmetricEigen symmetric_eigen(MatrixXd matrix) {
  constexpr int most_sweeps = 30;  // six are usual
  const Index n = matrix.rows();
  SymmetricEigen result{VectorXd(n), MatrixXd::Identity(n, n)};
  bool rotated = true;
  for (int sweep = 0; sweep < most_sweeps && rotated; ++sweep) {
    rotated = false;
    const double negligible = 1e-17 * matrix.diagonal().cwiseAbs().maxCoeff();
    for (Index p = 0; p < n; ++p) {
      for (Index q = p + 1; q < n; ++q) {
        if (!(std::abs(matrix(p, q)) > negligible)) continue;
        rotate(matrix, result.vectors, p, q);
        rotated = true;
      }
    }
  }
  result.values = matrix.diagonal();
  for (Index i = 0; i < n; ++i) {
    Index first = i;
    for (Index j = i + 1; j < n; ++j) {
      if (result.values(j) > result.values(first)) first = j;
    }
    std::swap(result.values(i), result.values(first));
    result.vectors.col(i).swap(result.vectors.col(first));
    Index largest = 0;
    for (Index j = 1; j < n; ++j) {
      if (std::abs(result.vectors(j, i)) > std::abs(result.vectors(largest, i))) largest = j;
    }
    if (result.vectors(largest, i) < 0) result.vectors.col(i) *= -1;
  }
  return result;
}

Ppca ppca(const MatrixXd& data, int latent, std::optional<double> noise_variance) {
  constexpr const char* who = "ppca";
  const auto [mean, covariance] = data_moments(who, data);
  const auto observed = static_cast<int>(mean.size());
  const int most = std::min(max_vae_latent, noise_variance ? observed : observed - 1);
  require_count(who, "latent", latent, 1, most);
  if (noise_variance) require_positive(who, "noise_variance", *noise_variance);
  const auto [values, vectors] = symmetric_eigen(covariance);
  const double noise = noise_variance ? *noise_variance : left_noise(values, latent);
  Ppca result{{MatrixXd(observed, latent), mean, noise}, values, VectorXd(latent), 0};
  double sum = double(observed) * log_2pi;  // of log 2 pi + log variance + square/variance along every axis
  for (Index j = 0; j < observed; ++j) {
    const double variance = j < latent ? std::max(values(j), noise) : noise;
    sum += std::log(variance) + values(j) / variance;
    if (j >= latent) continue;
    result.decoder.W.col(j) = std::sqrt(variance - noise) * vectors.col(j);
    result.kl(j) = 0.5 * log_ratio(variance, noise);
  }
  result.log_evidence = -0.5 * sum;
  check(who, result.decoder);
  return result;
}

}  // namespace vi::core
