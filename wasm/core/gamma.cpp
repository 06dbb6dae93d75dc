#include "core/gamma.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/check.h"
#include "core/double_double.h"
#include "core/gamma_functions.h"
#include "core/special.h"

namespace vi::core {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Above this shape the density is taken about its mean, where log Gamma alone would cost digits.
constexpr double large_shape = 10;

// a log(a/m) - a + m for m = shape rate_p/rate_q, where a is p's shape: the KL of Poisson distributions of means a and
// m.
double poisson_part(const Gamma& q, const Gamma& p) {
  const DoubleDouble ratio = DoubleDouble{p.rate} / DoubleDouble{q.rate};
  const DoubleDouble of_rates = exact_sum(p.rate, -q.rate) / DoubleDouble{q.rate};
  const DoubleDouble of_shapes = exact_sum(p.shape, -q.shape) / DoubleDouble{q.shape};
  const double excess = ((of_shapes - of_rates) / ratio).value();
  if (ratio.high > 1e-290 && excess < 1e6)
    return relative_entropy_term(p.shape, (DoubleDouble{q.shape} * ratio).value(), std::max(excess, -1.0));
  const double mean = q.shape / q.rate * p.rate;
  return p.shape * (log_ratio(p.shape, q.shape) - log_ratio(p.rate, q.rate)) - p.shape + mean;
}

}  // namespace

Gamma make_gamma(double shape, double rate) {
  require_positive("gamma", "shape", shape);
  require_positive("gamma", "rate", rate);
  return {shape, rate};
}

// log Gamma(a_p) above its tangent at a_q, plus a_q rho - a_p log(1 + rho) with rho = (rate_p - rate_q)/rate_q. By
// Stirling's formula the first is a_p log(a_p/a_q) - a_p + a_q + h((a_p - a_q)/a_q)/2 + stirling_divergence(a_p, a_q),
// and what has logarithms is the Poisson part.
double kl(const Gamma& q, const Gamma& p) {
  make_gamma(q.shape, q.rate);
  make_gamma(p.shape, p.rate);
  if (q.shape == p.shape && q.rate == p.rate) return 0;
  const double result =
      poisson_part(q, p) + 0.5 * h_of_ratio(p.shape, q.shape).value() + stirling_divergence({p.shape}, {q.shape});
  return std::isfinite(result) ? positive(result) : infinity;
}

// With m = rate x and Stirling's formula (Loader 2000): minus a log(a/m) - a + m, the divergence of the mean.
double log_prob(const Gamma& distribution, double x) {
  const auto [shape, rate] = make_gamma(distribution.shape, distribution.rate);
  require_number("log_prob", "x", x);
  const DoubleDouble scaled = exact_product(rate, x);
  if (x < 0 || std::isinf(scaled.high)) return -infinity;
  if (x == 0) return shape < 1 ? infinity : shape > 1 ? -infinity : std::log(rate);
  const double log_x = std::log(x);
  const double log_scaled =
      scaled.high > 1e-290 ? std::log(scaled.high) + scaled.low / scaled.high : std::log(rate) + log_x;
  if (shape <= large_shape || scaled.high < 1e-290)
    return (shape - 1) * log_scaled - scaled.high + (std::log(rate) - log_gamma(shape));
  const double excess = ((DoubleDouble{shape} - scaled) / scaled).value();
  return -relative_entropy_term(shape, scaled.high, std::max(excess, -1.0)) +
         (0.5 * (std::log(shape) - log_2pi) - stirling_remainder(shape) - log_x);
}

// shape - log rate - what log Gamma(1) lies above its tangent at the shape.
double entropy(const Gamma& distribution) {
  const auto [shape, rate] = make_gamma(distribution.shape, distribution.rate);
  return 1 + log_ratio(shape, rate) - 0.5 * h_of_ratio(1, shape).value() - stirling_divergence({1}, {shape});
}

double mean(const Gamma& distribution) {
  make_gamma(distribution.shape, distribution.rate);
  return distribution.shape / distribution.rate;
}

double variance(const Gamma& distribution) { return mean(distribution) / distribution.rate; }

}  // namespace vi::core
