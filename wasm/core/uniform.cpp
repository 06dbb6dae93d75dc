#include "core/uniform.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "core/check.h"
#include "core/double_double.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/special.h"

namespace vi::core {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The width overflows: then it is counted in twos.
double unit(const Uniform& d) { return std::isinf(d.high - d.low) ? 0.5 : 1; }

// unit (b - a).
DoubleDouble way(double a, double b, double unit) { return exact_sum(unit * b, -unit * a); }

}  // namespace

Uniform make_uniform(double low, double high) {
  require_finite("uniform", "low", low);
  require_finite("uniform", "high", high);
  if (!(low < high))
    fail(Code::domain, {"uniform: low must be below high, got ", number_text(low), " and ", number_text(high)});
  return {low, high};
}

double kl(const Uniform& q, const Uniform& p) {
  make_uniform(q.low, q.high);
  make_uniform(p.low, p.high);
  if (q.low < p.low || q.high > p.high) return infinity;
  const double scale = unit(p);
  const DoubleDouble width = way(q.low, q.high, scale), whole = way(p.low, p.high, scale);
  const DoubleDouble beside = way(p.low, q.low, scale) + way(q.high, p.high, scale);
  const double part = (beside / width).value();
  return part < 1 ? std::log1p(part) : log_ratio(whole.value(), width.value());
}

double log_prob(const Uniform& distribution, double x) {
  const double log_width = entropy(distribution);
  require_number("log_prob", "x", x);
  return x < distribution.low || x > distribution.high ? -infinity : -log_width;
}

double entropy(const Uniform& distribution) {
  make_uniform(distribution.low, distribution.high);
  const double scale = unit(distribution), log_scale = scale < 1 ? std::numbers::ln2 : 0;
  return std::log(way(distribution.low, distribution.high, scale).high) + log_scale;
}

double mean(const Uniform& distribution) {
  make_uniform(distribution.low, distribution.high);
  return exact_sum(0.5 * distribution.low, 0.5 * distribution.high).value();
}

double variance(const Uniform& distribution) {
  make_uniform(distribution.low, distribution.high);
  const double half = way(distribution.low, distribution.high, 0.5).high;
  return half * half / 3;
}

}  // namespace vi::core
