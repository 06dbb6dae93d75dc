#pragma once

#include <Eigen/Core>

namespace vi::core {

/// The first place of the largest entry. At least one entry.
Eigen::Index largest(const Eigen::VectorXd& x);

/// The sum of probability_i value_i. Of the same length.
double expectation(const Eigen::VectorXd& probabilities, const Eigen::VectorXd& values);

}  // namespace vi::core
