#include "core/ppca.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/check.h"
#include "core/error.h"
#include "core/special.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Two lines of a matrix turned by an angle; `step` leads from an entry of a line to its next.
void turn(double* p, double* q, Index step, Index count, double cosine, double sine) {
  for (Index i = 0; i < count; ++i, p += step, q += step) {
    const double a = *p, b = *q;
    *p = cosine * a - sine * b;
    *q = sine * a + cosine * b;
  }
}

// The rotation that makes matrix(p, q) 0, by the smaller of the two angles.
void rotate(MatrixXd& matrix, MatrixXd& vectors, Index p, Index q) {
  const Index n = matrix.rows();
  const double twice_cotangent = (matrix(q, q) - matrix(p, p)) / matrix(p, q);  // 2 cot(2 angle)
  const double tangent = std::copysign(2.0, twice_cotangent) /
                         (std::abs(twice_cotangent) + std::sqrt(twice_cotangent * twice_cotangent + 4));
  const double cosine = 1 / std::sqrt(1 + tangent * tangent), sine = tangent * cosine;
  turn(&matrix(0, p), &matrix(0, q), 1, n, cosine, sine);
  turn(&matrix(p, 0), &matrix(q, 0), n, n, cosine, sine);
  turn(&vectors(0, p), &vectors(0, q), 1, n, cosine, sine);
  matrix(p, q) = matrix(q, p) = 0;
}

// A column of unit length whose largest entry in size is positive.
void orient(double* column, Index count) {
  Index largest = 0;
  for (Index i = 1; i < count; ++i) {
    if (std::abs(column[i]) > std::abs(column[largest])) largest = i;
  }
  if (column[largest] > 0) return;
  for (Index i = 0; i < count; ++i) column[i] = -column[i];
}

double left_noise(const VectorXd& eigenvalues, Index latent) {
  double noise = 0;
  for (Index i = latent; i < eigenvalues.size(); ++i) noise += eigenvalues(i) / double(eigenvalues.size() - latent);
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
    double negligible = 0;
    for (Index i = 0; i < n; ++i) negligible = std::max(negligible, 1e-17 * std::abs(matrix(i, i)));
    for (Index p = 0; p < n; ++p) {
      for (Index q = p + 1; q < n; ++q) {
        if (!(std::abs(matrix(p, q)) > negligible)) continue;
        rotate(matrix, result.vectors, p, q);
        rotated = true;
      }
    }
  }
  for (Index i = 0; i < n; ++i) result.values(i) = matrix(i, i);
  for (Index i = 0; i < n; ++i) {
    Index first = i;
    for (Index j = i + 1; j < n; ++j) {
      if (result.values(j) > result.values(first)) first = j;
    }
    std::swap(result.values(i), result.values(first));
    if (first != i) std::swap_ranges(&result.vectors(0, i), &result.vectors(0, i) + n, &result.vectors(0, first));
    orient(&result.vectors(0, i), n);
  }
  return result;
}

Ppca ppca(const MatrixXd& data, int latent, std::optional<double> noise_variance) {
  constexpr const char* who = "ppca";
  const auto [mean, covariance] = data_moments(who, data);
  const auto observed = static_cast<int>(mean.size());
  const int most = std::min(max_vae_latent, noise_variance ? observed : observed - 1);
  if (most == 0)
    fail(Code::domain, {who, ": the data must have 2 dimensions or more, got 1"}, {},
         "take data of more dimensions, or give a noise variance");
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
    for (Index i = 0; i < observed; ++i) result.decoder.W(i, j) = std::sqrt(variance - noise) * vectors(i, j);
    result.kl(j) = 0.5 * log_ratio(variance, noise);
  }
  result.log_evidence = -0.5 * sum;
  check(who, result.decoder);
  return result;
}

}  // namespace vi::core
