#include "core/squashed_normal.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "core/check.h"

namespace vi::core {
namespace {

// |u| + log(1 + exp(-2|u|)) - log 2: no overflow for large u. Minus twice this is log(1 - tanh²u).
double log_cosh(double u) { return std::abs(u) + std::log1p(std::exp(-2 * std::abs(u))) - std::numbers::ln2; }

// E|x + sd e| for a standard normal e (the mean of the folded normal).
double mean_distance(double x, double sd) {
  const double t = x / sd;
  return sd * std::sqrt(2 / std::numbers::pi) * std::exp(-0.5 * t * t) + x * std::erf(t / std::numbers::sqrt2);
}

// E[log cosh u]. Since log cosh'' = 2 (sech²/2), log cosh u + log 2 is the mean distance of u from a second variable t
// with the density sech²(t)/2. Of the two variables the wide one is averaged in closed form and the narrow one by the
// trapezoidal rule: with steps of 1/4 its error is about exp(-2 pi d/step), d the distance of the nearest pole from the
// real axis. For sech² that is pi/2, for log cosh(mean + sd e) with sd <= 1 no less, and exp(-4 pi²) is below 1e-17.
// Both weights have died out at the ends.
double mean_log_cosh(const Normal& base) {
  constexpr double step = 0.25;
  const double sd = std::sqrt(base.variance);
  double sum = 0;
  if (sd <= 1) {
    for (int i = -40; i <= 40; ++i)
      sum += std::exp(-0.5 * (i * step) * (i * step)) * log_cosh(base.mean + sd * i * step);
    return sum * step / std::sqrt(2 * std::numbers::pi);
  }
  for (int i = -80; i <= 80; ++i) {
    const double cosh = std::cosh(i * step);
    sum += mean_distance(base.mean - i * step, sd) / (cosh * cosh);
  }
  return 0.5 * step * sum - std::numbers::ln2;
}

}  // namespace

double entropy(const SquashedNormal& distribution) {
  return entropy(distribution.base) - 2 * mean_log_cosh(distribution.base);
}

double log_prob(const SquashedNormal& distribution, double a) {
  make_normal(distribution.base.mean, distribution.base.variance);
  require_number("log_prob", "a", a);
  if (std::abs(a) >= 1) return -std::numeric_limits<double>::infinity();
  return log_prob(distribution.base, std::atanh(a)) - std::log1p(-a) - std::log1p(a);
}

double log_slope(double u) { return -2 * log_cosh(u); }

}  // namespace vi::core
