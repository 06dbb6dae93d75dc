// Vectors and matrices of random numbers for the core's tests, evenly between two bounds.
#pragma once

#include <Eigen/Core>

#include "core/random.h"

namespace vi::test {

inline Eigen::VectorXd between(core::Generator& generator, Eigen::Index size, double low, double high) {
  return Eigen::VectorXd::NullaryExpr(size, [&] { return low + (high - low) * generator.uniform(); });
}

inline Eigen::MatrixXd between(core::Generator& generator, Eigen::Index rows, Eigen::Index columns, double low,
                               double high) {
  return Eigen::MatrixXd::NullaryExpr(rows, columns, [&] { return low + (high - low) * generator.uniform(); });
}

}  // namespace vi::test
