#pragma once

#include <Eigen/Core>

namespace vi::core {

/// The first place of the largest entry. At least one entry.
Eigen::Index largest(const Eigen::VectorXd& x);

/// The sum of probability_i value_i. Of the same length.
double expectation(const Eigen::VectorXd& probabilities, const Eigen::VectorXd& values);

/// Error(domain) naming `who`, `what` and the action unless every entry is finite.
void require_finite_entries(const char* who, const char* what, const Eigen::VectorXd& of_actions);

/// `check` of every entry: what is refused is "weights[2]". One of the checks of check.h.
using Check = void (*)(const char* who, const char* what, double value);
void require_entries(Check check, const char* who, const char* what, const Eigen::VectorXd& entries);

/// Error(domain) unless these are 1 to `most` weights >= 0, not all 0.
void require_weights(const char* who, const char* what, const Eigen::VectorXd& weights, Eigen::Index most);

}  // namespace vi::core
