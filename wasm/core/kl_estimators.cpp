#include "core/kl_estimators.h"

#include <cmath>
#include <limits>

#include "core/check.h"
#include "core/normal_draw.h"
#include "core/special.h"

namespace vi::core {
namespace {

using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();

double square(double x) { return x * x; }

// A sum of parts that are not negative, or whose negative ones are smaller: where parts have overflowed so has it.
double or_infinite(double sum) { return std::isnan(sum) ? infinity : sum; }

KlEstimatorMoments all_infinite() {
  constexpr Moments all{infinity, infinity};
  return {all, all, all, {1, infinity}};
}

// Mean and variance under q, the variance about the mean.
Moments moments(const VectorXd& q, const VectorXd& values) {
  Moments result{0, 0};
  for (Eigen::Index i = 0; i < q.size(); ++i) result.mean += q(i) == 0 ? 0 : q(i) * values(i);
  for (Eigen::Index i = 0; i < q.size(); ++i) result.variance += q(i) == 0 ? 0 : q(i) * square(values(i) - result.mean);
  return result;
}

// Between normals k1 = log q(z) - log p(z) = kl + c1 eps + c2 (eps² - 1) at z = mean_q + sd_q eps.
struct LogRatio {
  double kl;
  double reverse_kl;  // KL(p || q)
  double c1, c2;
  double k1(double eps) const { return kl + c1 * eps + c2 * (eps * eps - 1); }
};

LogRatio log_ratio(const Normal& q, const Normal& p) {
  const double sd = std::sqrt(p.variance), share = q.variance / p.variance;
  return {kl(q, p), kl(p, q), (q.mean - p.mean) / sd * std::sqrt(share),
          0.5 * ((q.variance - p.variance) / p.variance)};
}

LogRatio log_ratio(const NormalSd& q, const NormalSd& p) {
  const double share = q.sd / p.sd;
  return {kl(q, p), kl(p, q), (q.mean - p.mean) / p.sd * share, 0.5 * ((q.sd - p.sd) / p.sd) * (share + 1)};
}

// The chi-squared divergence E_q[r²] - 1. By completing the square its logarithm plus 1 is
// h(4 c2)/2 - h(2 c2) + c1²/((1 + 2 c2)(1 + 4 c2)) with h(x) = x - log(1 + x), where 1 + 4 c2 = 2 v_q/v_p - 1.
double ratio_variance(const LogRatio& at) {
  if (!(at.c2 > -0.25)) return infinity;
  const double exponent =
      0.5 * x_minus_log1p(4 * at.c2) - x_minus_log1p(2 * at.c2) + square(at.c1) / ((1 + 2 * at.c2) * (1 + 4 * at.c2));
  return or_infinite(std::expm1(exponent));
}

// E[(k1²)²] - E[k1²]², from the central moments of c1 eps + c2 (eps² - 1).
double square_variance(const LogRatio& at) {
  const double a = square(at.c1), b = square(at.c2);
  const double second = a + 2 * b, third = at.c2 * (6 * a + 8 * b);
  const double fourth = 2 * a * a + 56 * a * b + 56 * b * b;  // the fourth less the square of the second
  return or_infinite(fourth + 4 * at.kl * third + 4 * square(at.kl) * second);
}

// Where p and q are near, the parts of the closed form cancel; there the trapezoidal rule has all digits, since the
// integrand is entire and dies out.
double k3_variance_nearby(const LogRatio& at) {
  constexpr double step = 1.0 / 8, end = 14;
  double sum = 0;
  for (double eps = -end; eps <= end; eps += step)
    sum += std::exp(-0.5 * eps * eps) * square(expm1_minus_x(-at.k1(eps)) - at.kl);
  return sum * step / std::sqrt(2 * M_PI);
}

// Var[r + k1] with Cov[r, k1] = E_p[k1] - E_q[k1] = -KL(p || q) - KL(q || p).
double k3_variance(const LogRatio& at, double variance_of_ratio) {
  if (std::abs(at.c1) < 0.25 && std::abs(at.c2) < 0.05) return k3_variance_nearby(at);
  const double variance_of_k1 = square(at.c1) + 2 * square(at.c2);
  return or_infinite(variance_of_ratio + variance_of_k1 - 2 * (at.kl + at.reverse_kl));
}

KlEstimatorMoments moments(const LogRatio& at) {
  if (std::isinf(at.kl)) return all_infinite();
  const double k1 = square(at.c1) + 2 * square(at.c2), ratio = ratio_variance(at);
  return {{at.kl, k1},
          {0.5 * (k1 + square(at.kl)), 0.25 * square_variance(at)},
          {at.kl, k3_variance(at, ratio)},
          {1, ratio}};
}

void check_draws(int samples, double divergence) {
  require_count("kl_estimator_draws", "samples", samples, 1, max_draws);
  require_finite("kl_estimator_draws", "KL(q || p)", divergence);
}

void add(KlEstimatorDraws& draws, double k1) {
  draws.k1.push_back(k1);
  draws.k2.push_back(0.5 * square(k1));
  draws.k3.push_back(expm1_minus_x(-k1));
}

KlEstimatorDraws draws_of(const LogRatio& at, int samples, std::uint64_t seed) {
  check_draws(samples, at.kl);
  Generator generator(seed);
  KlEstimatorDraws draws;
  for (int i = 0; i < samples; ++i) add(draws, at.k1(normal_draw(generator)));
  return draws;
}

// The category whose share of [0, 1) holds u.
Eigen::Index category_at(const VectorXd& probabilities, double u) {
  Eigen::Index last = 0;
  for (Eigen::Index i = 0; i < probabilities.size(); ++i) {
    if (probabilities(i) == 0) continue;
    last = i;
    u -= probabilities(i);
    if (u < 0) break;
  }
  return last;
}

}  // namespace

KlEstimatorMoments kl_estimator_moments(const Categorical& q, const Categorical& p) {
  const double divergence = kl(q, p);
  if (std::isinf(divergence)) return all_infinite();
  const VectorXd weights = probabilities(q);
  VectorXd k1 = log_ratios(q, p), k2 = k1, k3 = k1, ratio = k1;
  for (Eigen::Index i = 0; i < k1.size(); ++i) {
    k2(i) = 0.5 * square(k1(i));
    k3(i) = weights(i) == 0 ? 0 : expm1_minus_x(-k1(i));
    ratio(i) = std::exp(-k1(i));
  }
  KlEstimatorMoments result{moments(weights, k1), moments(weights, k2), moments(weights, k3), moments(weights, ratio)};
  result.k1.mean = divergence;
  return result;
}

KlEstimatorMoments kl_estimator_moments(const Normal& q, const Normal& p) { return moments(log_ratio(q, p)); }
KlEstimatorMoments kl_estimator_moments(const NormalSd& q, const NormalSd& p) { return moments(log_ratio(q, p)); }

KlEstimatorDraws kl_estimator_draws(const Categorical& q, const Categorical& p, int samples, std::uint64_t seed) {
  check_draws(samples, kl(q, p));
  const VectorXd weights = probabilities(q), k1 = log_ratios(q, p);
  Generator generator(seed);
  KlEstimatorDraws draws;
  for (int i = 0; i < samples; ++i) add(draws, k1(category_at(weights, generator.uniform())));
  return draws;
}

KlEstimatorDraws kl_estimator_draws(const Normal& q, const Normal& p, int samples, std::uint64_t seed) {
  return draws_of(log_ratio(q, p), samples, seed);
}

KlEstimatorDraws kl_estimator_draws(const NormalSd& q, const NormalSd& p, int samples, std::uint64_t seed) {
  return draws_of(log_ratio(q, p), samples, seed);
}

}  // namespace vi::core
