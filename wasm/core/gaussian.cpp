#include "core/gaussian.h"

#include <cmath>

#include "core/check.h"
#include "core/double_double.h"
#include "core/special.h"

namespace vi::core {
namespace {

void check(const Normal& d) {
  require_finite("normal", "mean", d.mean);
  require_positive("normal", "variance", d.variance);
}

void check(const NormalSd& d) {
  require_finite("normal_sd", "mean", d.mean);
  require_positive("normal_sd", "sd", d.sd);
}

DoubleDouble half_square(DoubleDouble t) { return DoubleDouble{0.5 * t.high, 0.5 * t.low} * t; }

// (a - b)²/(2 variance); through the square root only where the quotient leaves the range although the result
// may not.
DoubleDouble half_squared_distance(double a, double b, double variance) {
  const DoubleDouble difference = exact_sum(a, -b);
  const DoubleDouble quotient = difference / DoubleDouble{variance};
  const double size = std::abs(quotient.high);
  if (size > 1e-290 && std::isfinite(size)) return DoubleDouble{0.5 * difference.high, 0.5 * difference.low} * quotient;
  return half_square(standardized(a, b, {std::sqrt(variance)}));
}

}  // namespace

Normal make_normal(double mean, double variance) {
  const Normal distribution{mean, variance};
  check(distribution);
  return distribution;
}

NormalSd make_normal_sd(double mean, double sd) {
  const NormalSd distribution{mean, sd};
  check(distribution);
  return distribution;
}

// With u = (v_q - v_p)/v_p: log(v_p/v_q)/2 + v_q/(2 v_p) - 1/2 = (u - log(1 + u))/2 = h(u)/2.
double kl(const Normal& q, const Normal& p) {
  check(q);
  check(p);
  if (q.mean == p.mean && q.variance == p.variance) return 0;

  const DoubleDouble mean_part = half_squared_distance(q.mean, p.mean, p.variance);
  const DoubleDouble h = h_of_ratio(q.variance, p.variance);
  if (std::isinf(h.high)) return 0.5 * q.variance / p.variance + mean_part.value();
  return positive((DoubleDouble{0.5 * h.high, 0.5 * h.low} + mean_part).value());
}

// With d = (sd_q - sd_p)/sd_p: log(sd_p/sd_q) + (1 + d)²/2 - 1/2 = d - log(1 + d) + d²/2 = h(d) + d²/2.
double kl(const NormalSd& q, const NormalSd& p) {
  check(q);
  check(p);
  if (q.mean == p.mean && q.sd == p.sd) return 0;

  const DoubleDouble sd_part = h_of_ratio(q.sd, p.sd) + half_square(standardized(q.sd, p.sd, {p.sd}));
  const DoubleDouble mean_part = half_square(standardized(q.mean, p.mean, {p.sd}));
  return positive((sd_part + mean_part).value());
}

// log(2 pi) and log v apart: 2 pi v overflows for the largest variances.
double log_prob(const Normal& distribution, double x) {
  check(distribution);
  require_number("log_prob", "x", x);
  return -0.5 * (log_2pi + std::log(distribution.variance)) -
         half_squared_distance(x, distribution.mean, distribution.variance).value();
}

double log_prob(const NormalSd& distribution, double x) {
  check(distribution);
  require_number("log_prob", "x", x);
  return -0.5 * log_2pi - std::log(distribution.sd) -
         half_square(standardized(x, distribution.mean, {distribution.sd})).value();
}

double entropy(const Normal& distribution) {
  check(distribution);
  return 0.5 * (1 + log_2pi + std::log(distribution.variance));
}

double entropy(const NormalSd& distribution) {
  check(distribution);
  return 0.5 * (1 + log_2pi) + std::log(distribution.sd);
}

}  // namespace vi::core
