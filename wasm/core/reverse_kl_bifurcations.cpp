#include "core/reverse_kl_bifurcations.h"

#include <cmath>

#include "core/check.h"

namespace vi::core {
namespace {

// In units of sd, with z = mean + s e and e standard normal:
// KL(q || p) = (mean² + s² + m² - 1)/2 - log s - E[log cosh(m z)].
struct Place {
  double m, mean, s;
};

// KL with what Newton's method needs of it; h = log s.
struct Local {
  double kl, by_m;
  double by_mean, by_h;           // the gradient in q
  double mean_mean, mean_h, h_h;  // the Hessian in q
  double mean_m, h_m;             // how the gradient moves with m
};

// log cosh x without overflow.
double log_cosh(double x) { return std::abs(x) + std::log1p(std::exp(-2 * std::abs(x))) - M_LN2; }

// Expectations by the trapezoidal rule (Trefethen & Weideman 2014). tanh(m z) has its poles pi/(2 m s) off the axis of
// e, about a half here: 32 nodes a unit leave an error of exp(-100).
Local evaluate(const Place& at) {
  constexpr double step = 1.0 / 32, end = 9;
  const auto [m, mean, s] = at;
  double value = 0, t = 0, et = 0, zt = 0, c = 0, ec = 0, eec = 0, zc = 0, ezc = 0;
  for (double e = -end; e <= end; e += step) {
    const double weight = std::exp(-0.5 * e * e), z = mean + s * e;
    const double tanh = std::tanh(m * z), curve = 1 - tanh * tanh;
    value += weight * log_cosh(m * z);
    t += weight * tanh;
    et += weight * e * tanh;
    zt += weight * z * tanh;
    c += weight * curve;
    ec += weight * e * curve;
    eec += weight * e * e * curve;
    zc += weight * z * curve;
    ezc += weight * e * z * curve;
  }
  const double norm = step / std::sqrt(2 * M_PI), mm = norm * m * m;
  return {.kl = 0.5 * (mean * mean + s * s + m * m - 1) - std::log(s) - norm * value,
          .by_m = m - norm * zt,
          .by_mean = mean - norm * m * t,
          .by_h = s * s - 1 - norm * m * s * et,
          .mean_mean = 1 - mm * c,
          .mean_h = -mm * s * ec,
          .h_h = 2 * s * s - norm * m * s * et - mm * s * s * eec,
          .mean_m = -norm * (t + m * zc),
          .h_m = -norm * s * (et + m * ezc)};
}

constexpr int most_iterations = 60;
constexpr double settled = 1e-14;

// Where the gradient vanishes, by Newton's method in log s and one other coordinate; the derivatives of the gradient's two
// entries in that one stand in `of_mean` and `of_h`.
Place stationary_along(Place at, double Place::*other, double Local::*of_mean, double Local::*of_h) {
  for (int i = 0; i < most_iterations; ++i) {
    const Local f = evaluate(at);
    const double determinant = f.*of_mean * f.h_h - f.mean_h * f.*of_h;
    const double step = (f.mean_h * f.by_h - f.h_h * f.by_mean) / determinant;
    const double h_step = (f.*of_h * f.by_mean - f.*of_mean * f.by_h) / determinant;
    at.*other += step;
    at.s *= std::exp(h_step);
    if (std::abs(step) + std::abs(h_step) < settled) break;
  }
  return at;
}

// The stationary q at this m, from a q nearby.
Place stationary(const Place& at) {
  return stationary_along(at, &Place::mean, &Local::mean_mean, &Local::mean_h);
}

// The m and s at which this mean is stationary. Through the fold the path is a function of the mean, though not of m.
Place stationary_at_mean(const Place& at) { return stationary_along(at, &Place::m, &Local::mean_m, &Local::h_m); }

double determinant(const Place& at) {
  const Local f = evaluate(at);
  return f.mean_mean * f.h_h - f.mean_h * f.mean_h;
}

Bifurcation in_units_of(double sd, const Place& at) {
  const Bifurcation result{at.m * sd, {at.mean * sd, at.s * sd}, evaluate(at).kl};
  require_finite("reverse_kl", "m", result.m);
  return result;
}

}  // namespace

// Along the path the determinant is negative at smaller means (saddles) and positive at larger ones (minima).
Bifurcation reverse_kl_fold(double sd) {
  require_positive("reverse_kl_fold", "sd", sd);
  Place at{2.41, 2.1, 1.3};
  double saddle = 1.9, minimum = 2.4;
  while (minimum - saddle > 1e-13) {
    at.mean = 0.5 * (saddle + minimum);
    at = stationary_at_mean(at);
    (determinant(at) < 0 ? saddle : minimum) = at.mean;
  }
  return in_units_of(sd, at);
}

// Newton's method on the difference of the two KLs. Each moves with m by its own by_m alone, since q stays at a
// minimum.
Bifurcation reverse_kl_swap(double sd) {
  require_positive("reverse_kl_swap", "sd", sd);
  Place off{2.8, 2.7, 1.05}, centre{2.8, 0, 2.7};
  for (int i = 0; i < most_iterations; ++i) {
    off = stationary(off);
    centre = stationary(centre);
    const Local a = evaluate(off), b = evaluate(centre);
    const double step = (b.kl - a.kl) / (a.by_m - b.by_m);
    off.m += step;
    centre.m += step;
    if (std::abs(step) < settled) break;
  }
  return in_units_of(sd, stationary(off));
}

}  // namespace vi::core
