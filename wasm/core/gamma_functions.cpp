#include "core/gamma_functions.h"

#include <array>
#include <cmath>
#include <limits>

#include "core/check.h"
#include "core/double_double.h"
#include "core/quadrature.h"
#include "core/special.h"

namespace vi::core {
namespace {

// From here on the asymptotic series below have all digits.
constexpr double far = 12;

// The Bernoulli numbers B_2, B_4, …, B_20.
constexpr std::array<double, 10> bernoulli_numbers = {1.0 / 6,         -1.0 / 30,      1.0 / 42, -1.0 / 30,
                                                      5.0 / 66,        -691.0 / 2730,  7.0 / 6,  -3617.0 / 510,
                                                      43867.0 / 798.0, -174611.0 / 330};

// The asymptotic series of the remainder s, of s' or of s'' for x >= far: the sum of B_2k/(2k (2k - 1) x^(2k - 1)), and
// its derivatives.
double remainder_series(double x, int derivative) {
  const double reciprocal = 1 / x, square = reciprocal * reciprocal;
  double sum = 0;
  for (int k = 10; k >= 1; --k) {
    const double divisor = derivative == 0 ? 2 * k * (2 * k - 1) : derivative == 1 ? -2 * k : 1;
    sum = sum * square + bernoulli_numbers[static_cast<std::size_t>(k - 1)] / divisor;
  }
  for (int power = 0; power <= derivative; ++power) sum *= reciprocal;
  return sum;
}

// With z = 1/(2x + 1) and w = z²: (atanh(z)/z - 1)/w = 1/3 + w/5 + w²/7 + …
double tail_at(double x) {
  const double root = 1 / (2 * x + 1), w = root * root;
  if (x > 0.4) return atanh_tail(w);
  return ((x + 0.5) * (std::log1p(x) - std::log(x)) - 1) / w;
}

// s(x) - s(x + 1) = (x + 1/2) log((x + 1)/x) - 1 = atanh(z)/z - 1.
double remainder_step(double x) {
  const double root = 1 / (2 * x + 1);
  return root * root * tail_at(x);
}

// s'(x) - s'(x + 1) = log((x + 1)/x) - (1/x + 1/(x + 1))/2 = 2 atanh(z) - 2z/(1 - w).
double slope_step(double x) {
  const double root = 1 / (2 * x + 1);
  return 2 * root * (root * root * tail_at(x) - 1 / (4 * x * (x + 1)));
}

// s or s' by its steps up to where its series holds.
template <class Step>
double remainder(double x, int derivative, const Step& step) {
  double sum = 0;
  for (; x < far; ++x) sum += step(x);
  return sum + remainder_series(x, derivative);
}

double remainder_slope(double x) { return remainder(x, 1, slope_step); }

// unit² s''(x), which may be in range where s'' is not: s''(x) - s''(x + 1) = 1/(2 x² (x + 1)²).
double remainder_curvature(double x, double unit) {
  double sum = 0;
  for (; x < far; ++x) {
    const double step = unit / x / (x + 1);
    sum += 0.5 * step * step;
  }
  return sum + remainder_series(x, 2) * unit * unit;
}

// log Gamma(y + d) by its tangent at y, given as value and slope there, and what it lies above that.
double above_tangent(double y, double d, DoubleDouble value, DoubleDouble slope) {
  const double excess = d / y;
  const double divergence = y * bregman_phi(excess) + (0.5 * x_minus_log1p(excess) + stirling_divergence({y + d}, {y}));
  return (value + slope * DoubleDouble{d} + DoubleDouble{divergence}).value();
}

constexpr DoubleDouble euler{0.5772156649015329, -4.942915152430645e-18};
constexpr DoubleDouble one_less_euler{0.42278433509846713, 4.942915152430645e-18};

}  // namespace

double log_gamma(double x) {
  require_positive("lgamma", "x", x);
  if (x < 0.5) return above_tangent(1, x, {0}, -euler) - std::log(x);
  if (x < 1.5) return above_tangent(1, x - 1, {0}, -euler);
  if (x < 4) return above_tangent(2, x - 2, {0}, one_less_euler);
  if (x < 8) return above_tangent(4, x - 4, {1.791759469228055, 4.349979825096335e-17}, {1.2561176684318005, -3.2e-17});
  return (x - 0.5) * (std::log(x) - 1) + (0.5 * (log_2pi - 1) + stirling_remainder(x));
}

double digamma(double x) {
  require_positive("digamma", "x", x);
  if (x < 0.7 || x > 3.2) return std::log(x) + (remainder_slope(x) - 0.5 / x);
  constexpr double zero = 1.4616321449683622, rest = 9.549995429965697e-17;
  const double distance = (x - zero) - rest;
  return distance * gauss_legendre([&](double s) { return trigamma(zero + s * distance); });
}

double trigamma(double x) {
  require_positive("trigamma", "x", x);
  return 1 / x + (0.5 / x / x + remainder_curvature(x, 1));
}

double stirling_remainder(double x) {
  require_positive("stirling_remainder", "x", x);
  return remainder(x, 0, remainder_step);
}

double stirling_divergence(DoubleDouble x, DoubleDouble y) {
  require_positive("stirling_divergence", "x", x.high);
  require_positive("stirling_divergence", "y", y.high);
  const double start = y.high, way = (x - y).value();
  if (x.high < 0.5 * start || x.high > 2 * start)
    return stirling_remainder(x.high) - stirling_remainder(start) - remainder_slope(start) * way;
  const double part = way / start;
  return part * part * gauss_legendre([&](double s) { return (1 - s) * remainder_curvature(start + s * way, start); });
}

}  // namespace vi::core
