#include "core/soft_value.h"

#include <cmath>
#include <limits>
#include <utility>

#include "core/categorical.h"
#include "core/check.h"
#include "core/double_double.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();

void check(const VectorXd& values, double alpha) {
  require_size("soft_value", "Q", values.size(), 1, max_categories);
  require_finite_entries("soft_value", "Q", values);
  require_positive("soft_value", "alpha", alpha);
}

// The sum of exp((x_i - x_top)/scale) over all i but one of the largest.
double sum_below_top(const VectorXd& x, Index top, double scale) {
  double rest = 0;
  for (Index i = 0; i < x.size(); ++i) {
    if (i != top) rest += std::exp((x(i) - x(top)) / scale);
  }
  return rest;
}

}  // namespace

double log_sum_exp(const VectorXd& x) {
  require_size("log_sum_exp", "x", x.size(), 1, max_categories);
  require_entries(require_number, "log_sum_exp", "x", x);
  const Index top = largest(x);
  if (std::isinf(x(top))) return x(top);
  return x(top) + std::log1p(sum_below_top(x, top, 1));
}

double soft_value(const VectorXd& values, double alpha) {
  check(values, alpha);
  const Index top = largest(values);
  return values(top) + alpha * std::log1p(sum_below_top(values, top, alpha));
}

double soft_value(const VectorXd& values, double alpha, const VectorXd& prior) {
  const Tilted result = tilted(values, alpha, prior);
  return result.top + alpha * result.log_mean;
}

VectorXd soft_policy(const VectorXd& values, double alpha, const VectorXd& prior) {
  return probabilities(Categorical{tilted(values, alpha, prior).weights});
}

// log E[exp x] = log1p(E[expm1 x]) as long as the mean is close to 1; far below 1 its own logarithm is better.
Tilted tilted(const VectorXd& values, double alpha, const VectorXd& prior) {
  check(values, alpha);
  require_same_size("soft_value", "prior", prior.size(), values.size());
  require_weights("soft_value", "prior", prior, max_categories);
  Tilted result{-infinity, probabilities(Categorical{prior}), values, values, 0};
  for (Index i = 0; i < values.size(); ++i) {
    if (result.probabilities(i) > 0 && values(i) > result.top) result.top = values(i);
  }
  DoubleDouble mean_excess{0}, mean{0};
  for (Index i = 0; i < values.size(); ++i) {
    const double p = result.probabilities(i);
    const double x = p > 0 ? (values(i) - result.top) / alpha : -infinity;
    result.exponents(i) = x;
    result.weights(i) = p * std::exp(x);
    mean = mean + DoubleDouble{result.weights(i)};
    if (p > 0) mean_excess = mean_excess + DoubleDouble{p * std::expm1(x)};
  }
  result.log_mean = mean_excess.high > -0.5 ? std::log1p(mean_excess.value()) : std::log(mean.value());
  return result;
}

}  // namespace vi::core
