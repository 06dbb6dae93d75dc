#pragma once

#include <Eigen/Core>

namespace vi::core {

/// The first place of the largest entry. At least one entry.
Eigen::Index largest(const Eigen::VectorXd& x);

/// The sum of probability_i value_i. Of the same length.
double expectation(const Eigen::VectorXd& probabilities, const Eigen::VectorXd& values);

/// Error(domain) naming `who`, `what` and the action unless every entry is finite.
void require_finite_entries(const char* who, const char* what, const Eigen::VectorXd& of_actions);

}  // namespace vi::core
