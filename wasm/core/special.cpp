#include "core/special.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "core/check.h"

namespace vi::core {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Within this |x/(2+x)| (-0.75 < x < 3) the series below replaces log1p: outside, x and log(1+x) differ
// enough.
constexpr double series_limit = 0.6;

constexpr std::array<double, 38> reciprocals = [] {
  std::array<double, 38> result{};
  for (int k = 0; k < 38; ++k) result[static_cast<std::size_t>(k)] = 1.0 / (2 * k + 3);
  return result;
}();

// log(1+x) = 2s + tail with s = x/(2+x); then x - 2s = s x, which leaves nothing to cancel.
struct AtanhForm {
  DoubleDouble s_x;
  double tail;
};

// With one correction, half the work of DoubleDouble's.
DoubleDouble quotient(double a, DoubleDouble b) {
  const double first = a / b.high;
  const DoubleDouble product = exact_product(first, b.high);
  return exact_sum(first, ((a - product.high) - product.low - first * b.low) / b.high);
}

AtanhForm atanh_form(double x) {
  const DoubleDouble s = quotient(x, exact_sum(2, x));
  const double w = s.high * s.high;
  return {s * DoubleDouble{x}, 2 * s.high * w * atanh_tail(w)};
}

bool in_series_range(double x) { return std::abs(x) <= series_limit * (2 + x); }

}  // namespace

// The terms left out are below 1e-18.
double atanh_tail(double w) {
  double sum = 0;
  for (std::size_t k = w < 0.01 ? 9 : w < 0.07 ? 15 : reciprocals.size(); k-- > 0;) sum = sum * w + reciprocals[k];
  return sum;
}

double x_minus_log1p(double x) {
  require_at_least("x_minus_log1p", "x", x, -1);
  if (x == infinity) return infinity;
  if (!in_series_range(x)) return x - std::log1p(x);
  const auto [s_x, tail] = atanh_form(x);
  return (s_x.high - tail) + s_x.low;
}

double x_minus_log1p(DoubleDouble x) {
  const double h = x_minus_log1p(x.high);
  return x.low == 0 ? h : h + x.low * (x.high / (1 + x.high));
}

double log_ratio(double a, double b) {
  const DoubleDouble ratio = DoubleDouble{a} / DoubleDouble{b};
  if (ratio.high < 1e-300 || ratio.high > 1e300) return std::log(a) - std::log(b);
  return std::log(ratio.high) + ratio.low / ratio.high;
}

// Far below 1 the logarithm of the ratio is taken from the ratio itself: (a - b)/b has lost its last digits there.
DoubleDouble h_of_ratio(double a, double b) {
  const DoubleDouble excess = exact_sum(a, -b) / DoubleDouble{b};
  if (excess.high < -0.7) return excess - DoubleDouble{log_ratio(a, b)};
  return {x_minus_log1p(excess)};
}

// (1 + x)(2s + tail) - x = s x + (1 + x) tail.
double bregman_phi(double x) {
  require_at_least("bregman_phi", "x", x, -1);
  if (x == -1) return 1;
  if (x == infinity) return infinity;
  if (in_series_range(x)) {
    const auto [s_x, tail] = atanh_form(x);
    return s_x.high + ((1 + x) * tail + s_x.low);
  }
  const DoubleDouble one_plus_x = exact_sum(1, x);
  const double log = std::log1p(x);
  return std::fma(one_plus_x.high, log, -x) + one_plus_x.low * log;
}

// Near -1 the excess has lost the digits of p/q; there q is the largest part, and the others are taken from it.
double relative_entropy_term(double p, double q, double excess) {
  if (excess < -0.9) return p == 0 ? q : q - p * (1 - log_ratio(p, q));
  if (excess < 1e6) return q * bregman_phi(excess);
  const double log_ratio = std::isfinite(excess) ? std::log1p(excess) : std::log(p) - std::log(q);
  return p * log_ratio - p + q;
}

double positive(double result) { return result > 0 ? result : std::numeric_limits<double>::denorm_min(); }

double expm1_minus_x(double x) {
  require_number("expm1_minus_x", "x", x);
  if (x == infinity || x == -infinity) return infinity;
  if (std::abs(x) > 1) return std::expm1(x) - x;
  // x²/2! + x³/3! + … + x^19/19!; the next term is below 1e-18 of the first.
  double sum = 1;
  for (int k = 19; k >= 3; --k) sum = 1 + x / k * sum;
  return x * x / 2 * sum;
}

}  // namespace vi::core
