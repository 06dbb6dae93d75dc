#include "core/special.h"

#include <cmath>
#include <limits>

#include "core/check.h"

namespace vi::core {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Within this |x/(2+x)| the series below replaces log1p: -0.507 < x < 1.03.
constexpr double series_limit = 0.34;

// P(w) = sum over k of w^k/(2k+3), for 0 <= w <= series_limit²: 2 atanh(s) = 2s + 2 s w P(w) with w = s².
// 0.1156^20 < 1e-18, so 20 terms leave nothing a double could hold.
double atanh_tail(double w) {
  double sum = 0;
  for (int k = 19; k >= 0; --k) sum = sum * w + 1.0 / (2 * k + 3);
  return sum;
}

}  // namespace

double x_minus_log1p(double x) {
  require_at_least("x_minus_log1p", "x", x, -1);
  if (x == infinity) return infinity;
  const double s = x / (2 + x);
  if (std::abs(s) > series_limit) return x - std::log1p(x);
  const double w = s * s;
  return s * (x - 2 * w * atanh_tail(w));
}

double bregman_phi(double x) {
  require_at_least("bregman_phi", "x", x, -1);
  if (x == -1) return 1;
  if (x == infinity) return infinity;
  const double s = x / (2 + x);
  if (std::abs(s) > series_limit) return (1 + x) * std::log1p(x) - x;
  const double w = s * s;
  return s * (x + (1 + x) * 2 * w * atanh_tail(w));
}

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
