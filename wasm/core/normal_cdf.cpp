#include "core/normal_cdf.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/check.h"
#include "core/double_double.h"
#include "core/special.h"

namespace vi::core {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double one_over_sqrt_2pi = 0.3989422804014327;

// z²/2, with the square's last digits: in exp(-z²/2) they count z²/2 times.
DoubleDouble half_square(DoubleDouble z) {
  const DoubleDouble square = exact_product(z.high, z.high);
  return {0.5 * square.high, 0.5 * square.low + z.high * z.low};
}

double gauss(double z) {
  const DoubleDouble exponent = half_square({z});
  return std::exp(-exponent.high) * (1 - exponent.low);
}

// P(Z > z)/exp(-z²/2) for z > 0 is 1/(sqrt(2 pi) z) times the mean of z²/(z² + s²) over a standard normal s. Here by
// the midpoint rule with steps of 2 pi/9, whose error is exp(-81/2) beside that of the pole at s = iz, which `at_pole`
// is (Chiarella & Reichel 1968; Hunter & Regan 1972). All terms are positive.
double without_pole(double z) {
  constexpr std::array<double, 13> weights = {0.209087829022522164,    0.128427754776162049,    0.0484528317398767641,
                                              0.0112281853735251425,   0.00159819630129474791,  0.00013972715138947893,
                                              7.5034609372058975e-6,   2.47498507024980514e-7,  5.01433884133483508e-9,
                                              6.24000458750324151e-11, 4.76964742444942211e-13, 2.23932836689756438e-15,
                                              6.45772316078561601e-18};
  constexpr double half_step_squared = 0.12184696791468343974;
  const double square = z * z;
  if (std::isinf(square)) return one_over_sqrt_2pi / z;
  double sum = 0;
  for (std::size_t k = weights.size(); k-- > 0;) {
    const double odd = 2 * static_cast<double>(k) + 1;
    sum += weights[k] * (square / (square + odd * odd * half_step_squared));
  }
  return sum / z;
}

// What the pole adds to the upper tail's probability. From 8 on it is below the last digit.
double at_pole(double z) { return z < 8 ? 1 / (1 + std::exp(9 * z)) : 0; }

// P(Z > z)/exp(-z²/2): what the tail has beside its exponential.
double beside_gauss(double z) { return z < 8 ? without_pole(z) + at_pole(z) / gauss(z) : without_pole(z); }

// P(Z > z) for z >= 0.
double upper_tail(DoubleDouble z) {
  if (z.high == 0) return 0.5 - one_over_sqrt_2pi * z.low;
  const DoubleDouble exponent = half_square(z);
  if (exponent.high > 800) return 0;
  const double tail = std::exp(-exponent.high) * without_pole(z.high);
  return tail + (at_pole(z.high) - tail * exponent.low);
}

// P(Z > z) for any z.
double upper(DoubleDouble z) { return z.high < 0 ? 1 - upper_tail(-z) : upper_tail(z); }

// log P(Z > z). In the upper tail -z²/2 and the logarithm of the rest, both negative.
double log_upper(DoubleDouble z) {
  if (z.high < 0) return 0 + std::log1p(-upper_tail(-z));  // 0, not -0
  if (z.high < 1.5) return std::log(upper_tail(z));
  const DoubleDouble exponent = half_square(z);
  if (std::isinf(exponent.high)) return -infinity;
  return -(exponent.high + (exponent.low - std::log(beside_gauss(z.high))));
}

// P(0 < Z < z) for 0 <= z <= 1: the density times z + z³/3 + z⁵/(3·5) + …, all positive.
double from_centre(double z) {
  const double square = z * z;
  double sum = 1;
  for (int odd = 27; odd >= 3; odd -= 2) sum = 1 + square / odd * sum;
  return one_over_sqrt_2pi * gauss(z) * z * sum;
}

// The z with P(Z > z) = u, for 0 < u <= 1/2. The first value is within 5e-4 (Abramowitz & Stegun 26.2.23); of the
// function's curvature the steps keep what its density gives.
double upper_quantile(double u) {
  if (u == 0.5) return 0;
  if (u > 0.25) {
    const double wanted = 0.5 - u;
    double z = wanted / one_over_sqrt_2pi;
    for (int i = 0; i < 3; ++i) {
      const double step = (wanted - from_centre(z)) / (one_over_sqrt_2pi * gauss(z));
      z += step / (1 - 0.5 * z * step);
    }
    return z;
  }
  const double log_u = std::log(u), t = std::sqrt(-2 * log_u);
  double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (int i = 0; i < 3; ++i) {
    const double excess = z < 5 ? std::log1p((upper_tail({z}) - u) / u) : log_upper({z}) - log_u;
    const double ratio = one_over_sqrt_2pi / beside_gauss(z);  // of density to tail
    const double step = excess / ratio;
    z += step / (1 + 0.5 * step * (ratio - z));
  }
  return z;
}

double standard_quantile(double u) {
  require_probability("quantile", "u", u);
  if (u == 0 || u == 1) return u == 0 ? -infinity : infinity;
  return u < 0.5 ? -upper_quantile(u) : upper_quantile(1 - u);
}

// (x - mean)/sd.
DoubleDouble distance(const char* who, const NormalSd& d, double x) {
  make_normal_sd(d.mean, d.sd);
  require_number(who, "x", x);
  return standardized(x, d.mean, {d.sd});
}

DoubleDouble distance(const char* who, const Normal& d, double x) {
  make_normal(d.mean, d.variance);
  require_number(who, "x", x);
  return standardized(x, d.mean, square_root(DoubleDouble{d.variance}));
}

}  // namespace

double cdf(const Normal& distribution, double x) { return upper(-distance("cdf", distribution, x)); }
double cdf(const NormalSd& distribution, double x) { return upper(-distance("cdf", distribution, x)); }

double survival(const Normal& distribution, double x) { return upper(distance("survival", distribution, x)); }
double survival(const NormalSd& distribution, double x) { return upper(distance("survival", distribution, x)); }

double log_cdf(const Normal& distribution, double x) { return log_upper(-distance("log_cdf", distribution, x)); }
double log_cdf(const NormalSd& distribution, double x) { return log_upper(-distance("log_cdf", distribution, x)); }

double quantile(const Normal& distribution, double u) {
  make_normal(distribution.mean, distribution.variance);
  return std::fma(std::sqrt(distribution.variance), standard_quantile(u), distribution.mean);
}

double quantile(const NormalSd& distribution, double u) {
  make_normal_sd(distribution.mean, distribution.sd);
  return std::fma(distribution.sd, standard_quantile(u), distribution.mean);
}

}  // namespace vi::core
