// Gaussian vectors to try the core with, and their KL divergence as a textbook has it.
#pragma once

#include <Eigen/Dense>

#include "core/multivariate_gaussian.h"
#include "core/random.h"

namespace vi::test {

inline Eigen::VectorXd random_vector(core::Generator& generator, Eigen::Index size) {
  return Eigen::VectorXd::NullaryExpr(size, [&] { return 2 * generator.uniform() - 1; });
}

inline Eigen::MatrixXd random_matrix(core::Generator& generator, Eigen::Index rows, Eigen::Index columns) {
  return Eigen::MatrixXd::NullaryExpr(rows, columns, [&] { return 2 * generator.uniform() - 1; });
}

inline Eigen::MatrixXd random_covariance(core::Generator& generator, Eigen::Index size) {
  const Eigen::MatrixXd a = random_matrix(generator, size, size);
  return a * a.transpose() + 0.1 * Eigen::MatrixXd::Identity(size, size);
}

inline core::MultivariateNormal random_normal(core::Generator& generator, Eigen::Index size) {
  return {random_vector(generator, size), random_covariance(generator, size)};
}

/// (tr(S_p^-1 S_q) + shift^T S_p^-1 shift - d + log det S_p - log det S_q)/2 by LU, in long doubles: no factor, no h.
inline double textbook_kl(const core::GaussianVector& q, const core::GaussianVector& p) {
  using Matrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;
  const Matrix of_q = core::covariance(q).cast<long double>(), of_p = core::covariance(p).cast<long double>();
  const Matrix shift = core::mean(q).cast<long double>() - core::mean(p).cast<long double>();
  const auto lu = of_p.partialPivLu();
  const long double squares = lu.solve(of_q).trace() + (shift.transpose() * lu.solve(shift))(0, 0);
  const long double log_dets = std::log(lu.determinant()) - std::log(of_q.partialPivLu().determinant());
  return static_cast<double>((squares - static_cast<long double>(shift.rows()) + log_dets) / 2);
}

}  // namespace vi::test
