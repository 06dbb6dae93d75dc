#include "core/exact_gaussian.h"

#include <cmath>

#include "core/matrices.h"

namespace vi::core {

using Eigen::Index;
using Eigen::MatrixXd;

namespace {

// The product of two columns. Half of a triangular matrix is zeros, and a comparison costs less than a product.
DoubleDouble dot(const ExactMatrix& a, Index i, const ExactMatrix& b, Index j) {
  DoubleDouble sum{0};
  for (Index k = 0; k < a.rows(); ++k) {
    if (a(k, i).high != 0 && b(k, j).high != 0) sum = sum + a(k, i) * b(k, j);
  }
  return sum;
}

}  // namespace

ExactMatrix exact(const MatrixXd& matrix) {
  ExactMatrix result(matrix.rows(), matrix.cols());
  for (Index i = 0; i < matrix.size(); ++i) result.data()[i] = {matrix.data()[i]};
  return result;
}

MatrixXd rounded(const ExactMatrix& matrix) {
  MatrixXd result(matrix.rows(), matrix.cols());
  for (Index i = 0; i < matrix.size(); ++i) result.data()[i] = matrix.data()[i].value();
  return result;
}

ExactMatrix transposed_product(const ExactMatrix& a, const ExactMatrix& b) {
  ExactMatrix result(a.cols(), b.cols());
  for (Index j = 0; j < b.cols(); ++j) {
    for (Index i = 0; i < a.cols(); ++i) result(i, j) = dot(a, i, b, j);
  }
  return result;
}

ExactMatrix gram(const ExactMatrix& a) {
  ExactMatrix result(a.cols(), a.cols());
  for (Index j = 0; j < a.cols(); ++j) {
    for (Index i = 0; i <= j; ++i) result(i, j) = result(j, i) = dot(a, i, a, j);
  }
  return result;
}

ExactMatrix sum(ExactMatrix a, const ExactMatrix& b) {
  for (Index i = 0; i < a.size(); ++i) a.data()[i] = a.data()[i] + b.data()[i];
  return a;
}

ExactMatrix difference(ExactMatrix a, const ExactMatrix& b) {
  for (Index i = 0; i < a.size(); ++i) a.data()[i] = a.data()[i] - b.data()[i];
  return a;
}

ExactMatrix solve(const ExactMatrix& scale_tril, ExactMatrix right) {
  for (Index j = 0; j < right.cols(); ++j) {
    Index first = 0;
    while (first < right.rows() && right(first, j).high == 0) ++first;
    solve_column(scale_tril, &right(0, j), first);
  }
  return right;
}

DoubleDouble sum_of_squares(const ExactMatrix& matrix) {
  DoubleDouble sum{0};
  for (Index i = 0; i < matrix.size(); ++i) sum = sum + matrix.data()[i] * matrix.data()[i];
  return sum;
}

double log_determinant(const ExactMatrix& scale_tril) {
  DoubleDouble sum{0};
  for (Index i = 0; i < scale_tril.rows(); ++i) {
    const DoubleDouble entry = scale_tril(i, i);
    sum = sum + exact_sum(std::log(entry.high), entry.low / entry.high);
  }
  return sum.value();
}

ExactMatrix factor_of(const char* who, const char* what, ExactMatrix matrix) {
  const Index minor = factorise(matrix);
  if (minor > 0) refuse_indefinite(who, what, minor);
  return matrix;
}

ExactMatrix inverse(const char* who, const ExactMatrix& matrix) {
  const ExactMatrix unit = exact(MatrixXd::Identity(matrix.rows(), matrix.rows()));
  return gram(solve(factor_of(who, "the precision", matrix), unit));
}

ExactMatrix exact_covariance(const GaussianVector& distribution) {
  if (const auto* tril = std::get_if<MultivariateNormalTril>(&distribution)) {
    return gram(exact(tril->scale_tril.transpose()));
  }
  if (const auto* by_sd = std::get_if<DiagonalNormalSd>(&distribution)) {
    ExactMatrix result = exact(MatrixXd::Zero(by_sd->sd.size(), by_sd->sd.size()));
    for (Index i = 0; i < by_sd->sd.size(); ++i) result(i, i) = exact_product(by_sd->sd(i), by_sd->sd(i));
    return result;
  }
  return exact(covariance_of_checked(distribution));
}

ExactMatrix exact_factor(const GaussianVector& distribution) {
  if (const auto* tril = std::get_if<MultivariateNormalTril>(&distribution)) return exact(tril->scale_tril);
  if (const auto* by_sd = std::get_if<DiagonalNormalSd>(&distribution)) return exact(by_sd->sd.asDiagonal());
  return factor_of("mvn", "covariance", exact_covariance(distribution));
}

}  // namespace vi::core
