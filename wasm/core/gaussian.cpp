#include "core/gaussian.h"

#include <cmath>
#include <limits>

#include "core/check.h"
#include "core/special.h"

namespace vi::core {
namespace {

constexpr double log_2pi = 1.837877066409345483560659472811235;

void check(const Normal& d) {
  require_finite("normal", "mean", d.mean);
  require_positive("normal", "variance", d.variance);
}

void check(const NormalSd& d) {
  require_finite("normal_sd", "mean", d.mean);
  require_positive("normal_sd", "sd", d.sd);
}

// (a - b)/scale where a - b alone may overflow.
double scaled_difference(double a, double b, double scale) {
  const double difference = a - b;
  if (std::isinf(difference)) return 2 * ((a / 2 - b / 2) / scale);
  return difference / scale;
}

double half_square(double t) { return 0.5 * t * t; }

// (a - b)²/(2 variance). The quotient first, then the product: three roundings; where the quotient leaves the
// range of a double although the result may not, through the square root.
double half_squared_distance(double a, double b, double variance) {
  const double difference = a - b;
  const double quotient = difference / variance;
  const double size = std::abs(quotient);
  if (size > 1e-290 && std::isfinite(size)) return 0.5 * difference * quotient;
  return half_square(scaled_difference(a, b, std::sqrt(variance)));
}

// log(a/b) where a/b may be too small for a double.
double log_ratio(double a, double b) {
  const double ratio = a / b;
  return ratio > 1e-300 ? std::log(ratio) : std::log(a) - std::log(b);
}

// Below this ratio - 1, log(ratio) is large and accurate by itself, and h would lose the ratio's last digits.
constexpr double far_below = -0.66;

// KL = 0 says "equal", so a positive result that underflows stays the smallest positive double.
double positive(double result) { return result > 0 ? result : std::numeric_limits<double>::denorm_min(); }

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

  const double u = (q.variance - p.variance) / p.variance;
  const double mean_part = half_squared_distance(q.mean, p.mean, p.variance);
  if (std::isinf(u)) return 0.5 * q.variance / p.variance + mean_part;
  if (u < far_below)
    return positive(0.5 * (q.variance / p.variance - 1 - log_ratio(q.variance, p.variance)) + mean_part);
  return positive(0.5 * x_minus_log1p(u) + mean_part);
}

// With d = (sd_q - sd_p)/sd_p: log(sd_p/sd_q) + (1 + d)²/2 - 1/2 = d - log(1 + d) + d²/2 = h(d) + d²/2.
double kl(const NormalSd& q, const NormalSd& p) {
  check(q);
  check(p);
  if (q.mean == p.mean && q.sd == p.sd) return 0;

  const double d = (q.sd - p.sd) / p.sd;
  const double mean_part = half_square(scaled_difference(q.mean, p.mean, p.sd));
  if (d < far_below) {
    const double ratio = q.sd / p.sd;
    return positive(0.5 * (ratio * ratio - 1) - log_ratio(q.sd, p.sd) + mean_part);
  }
  return positive(x_minus_log1p(d) + half_square(d) + mean_part);
}

// log(2 pi) and log v apart: 2 pi v overflows for the largest variances.
double log_prob(const Normal& distribution, double x) {
  check(distribution);
  require_number("log_prob", "x", x);
  return -0.5 * (log_2pi + std::log(distribution.variance)) -
         half_squared_distance(x, distribution.mean, distribution.variance);
}

double log_prob(const NormalSd& distribution, double x) {
  check(distribution);
  require_number("log_prob", "x", x);
  return -0.5 * log_2pi - std::log(distribution.sd) -
         half_square(scaled_difference(x, distribution.mean, distribution.sd));
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
