#include "core/cross_family_kl.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/double_double.h"
#include "core/gamma_functions.h"
#include "core/special.h"

namespace vi::core {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double kl_from_moments(double mean, double sd, const Normal& p) {
  if (!std::isfinite(mean) || !std::isfinite(sd)) return infinity;
  return kl(NormalSd{mean, positive(sd)}, NormalSd{p.mean, std::sqrt(make_normal(p.mean, p.variance).variance)});
}

double kl_to_normal(double mean, double variance, double entropy_of_q, const Normal& p) {
  const double sd = std::sqrt(variance), by_moments = kl_from_moments(mean, sd, p);
  if (std::isinf(by_moments)) return infinity;
  return by_moments + std::max(entropy(NormalSd{mean, positive(sd)}) - entropy_of_q, 0.0);
}

// The mean of log x over [high - width, high], for 0 < width <= high: with t = width/high it is
// log high - phi(-t)/t.
double mean_log(DoubleDouble high, DoubleDouble width) {
  const double t = std::min((width / high).value(), 1.0);
  return std::log(high.high) + high.low / high.high - bregman_phi(-t) / t;
}

// minus the mean of a gamma's log density, by the means of x and of log x.
double cross_entropy(const Gamma& p, double mean_x, double mean_log_x) {
  return log_gamma(p.shape) - std::log(p.rate) - (p.shape - 1) * (std::log(p.rate) + mean_log_x) + p.rate * mean_x;
}

}  // namespace

// The entropy of a uniform distribution is (1 + log(pi/6))/2 below that of the normal of its variance.
double kl(const Uniform& q, const Normal& p) {
  make_uniform(q.low, q.high);
  const double sd = (0.5 * q.high - 0.5 * q.low) / std::numbers::sqrt3;
  return kl_from_moments(mean(q), sd, p) + 0.17648520831067259;
}

double kl(const Beta& q, const Normal& p) { return kl_to_normal(mean(q), variance(q), entropy(q), p); }
double kl(const Gamma& q, const Normal& p) { return kl_to_normal(mean(q), variance(q), entropy(q), p); }

double kl(const Beta& q, const Uniform& p) { return kl(Uniform{0, 1}, p) - entropy(q); }

double kl(const SquashedNormal& q, const Uniform& p) {
  return kl(Uniform{-1, 1}, p) + positive(std::numbers::ln2 - entropy(q));
}

double kl(const Uniform& q, const Beta& p) {
  make_uniform(q.low, q.high);
  make_beta(p.a, p.b);
  if (q.low < 0 || q.high > 1) return infinity;
  if (q.low == 0 && q.high == 1) return kl(Beta{1, 1}, p);
  if (p.a == 1 && p.b == 1) return kl(q, Uniform{0, 1});
  const DoubleDouble width = exact_sum(q.high, -q.low);
  const double of_x = (p.a - 1) * mean_log({q.high}, width);
  const double of_rest = (p.b - 1) * mean_log(exact_sum(1, -q.low), width);
  return positive(log_gamma(p.a) + log_gamma(p.b) - log_gamma(p.a + p.b) - entropy(q) - of_x - of_rest);
}

double kl(const Uniform& q, const Gamma& p) {
  make_uniform(q.low, q.high);
  make_gamma(p.shape, p.rate);
  if (q.low < 0) return infinity;
  return positive(cross_entropy(p, mean(q), mean_log({q.high}, exact_sum(q.high, -q.low))) - entropy(q));
}

double kl(const Beta& q, const Gamma& p) {
  make_beta(q.a, q.b);
  make_gamma(p.shape, p.rate);
  return positive(cross_entropy(p, mean(q), digamma(q.a) - digamma(q.a + q.b)) - entropy(q));
}

}  // namespace vi::core
