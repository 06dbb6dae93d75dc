#include "core/estimator_draws.h"

#include <cmath>

#include "core/check.h"
#include "core/normal_draw.h"

namespace vi::core {
namespace {

// The gradient of log q(z) in (mean, log sd), which has mean 0, times what stands before it.
ElboGradient score(const EstimatorTerms& at, double eps, double by_mean, double by_log_sd) {
  return {by_mean * eps / at.sd, by_log_sd * (eps * eps - 1)};
}

// The path through z: a slope in z whose part in eps is a multiple, and c eps + d (eps² - 1) for log sd.
ElboGradient path(const EstimatorTerms& at, double eps, double linear, double multiple) {
  return {at.gradient.mean + multiple * eps / at.sd, at.gradient.log_sd + linear * eps + multiple * (eps * eps - 1)};
}

}  // namespace

// With z = mean + sd eps the slope of log p(x, z) is g_mean - t eps/sd, that of log p(x | z) is (l1 - 2 l2 eps)/sd and
// that of log q(z) is -eps/sd; a closed form adds its own gradient, which does not depend on eps.
ElboGradient gradient_draw(GradientEstimator estimator, const EstimatorTerms& at, double eps) {
  const double log_weight = at.elbo + at.c1 * eps + at.c2 * (eps * eps - 1);
  switch (estimator) {
    case GradientEstimator::reparameterised: return path(at, eps, at.c1, -at.t);
    case GradientEstimator::closed_form_kl: return path(at, eps, at.l1, -2 * at.l2);
    case GradientEstimator::sticking_the_landing: return path(at, eps, at.c1, at.gradient.log_sd);
    case GradientEstimator::score: return score(at, eps, log_weight, log_weight);
    case GradientEstimator::score_with_baseline: break;
  }
  const ElboGradient baseline = at.optimal_baseline();
  return score(at, eps, log_weight - baseline.mean, log_weight - baseline.log_sd);
}

std::vector<GradientDraws> gradient_estimator_draws(const LinearGaussian& model, double x, const Normal& q, int samples,
                                                    std::uint64_t seed) {
  const EstimatorTerms at = estimator_terms(model, x, q);
  require_count("gradient_estimator_draws", "samples", samples, 1, max_draws);
  Generator generator(seed);
  std::vector<GradientDraws> draws(gradient_estimators);
  for (int i = 0; i < samples; ++i) {
    const double eps = normal_draw(generator);
    for (int k = 0; k < gradient_estimators; ++k) {
      const ElboGradient draw = gradient_draw(static_cast<GradientEstimator>(k), at, eps);
      draws[static_cast<std::size_t>(k)].mean.push_back(draw.mean);
      draws[static_cast<std::size_t>(k)].log_sd.push_back(draw.log_sd);
    }
  }
  return draws;
}

ValueDraws value_estimator_draws(const LinearGaussian& model, double x, const Normal& q, int samples,
                                 std::uint64_t seed) {
  const EstimatorTerms at = estimator_terms(model, x, q);
  require_count("value_estimator_draws", "samples", samples, 1, max_draws);
  Generator generator(seed);
  ValueDraws draws;
  for (int i = 0; i < samples; ++i) {
    const double eps = normal_draw(generator), curved = eps * eps - 1;
    draws.monte_carlo.push_back(at.elbo + at.c1 * eps + at.c2 * curved);
    draws.closed_form_kl.push_back(at.elbo + at.l1 * eps - at.l2 * curved);
    draws.closed_form_entropy.push_back(at.elbo + at.c1 * eps - 0.5 * at.t * curved);
  }
  return draws;
}

CosineGradientDraws cosine_gradient_draws(double w, const NormalSd& distribution, int samples, std::uint64_t seed) {
  make_normal_sd(distribution.mean, distribution.sd);
  require_finite("cosine_gradient_draws", "w", w);
  require_count("cosine_gradient_draws", "samples", samples, 1, max_draws);
  Generator generator(seed);
  CosineGradientDraws draws;
  for (int i = 0; i < samples; ++i) {
    const double eps = normal_draw(generator), angle = w * (distribution.mean + distribution.sd * eps);
    require_finite("cosine_gradient_draws", "w z", angle);
    draws.reparameterised.push_back(-w * std::sin(angle));
    draws.score.push_back(std::cos(angle) * eps / distribution.sd);
  }
  return draws;
}

}  // namespace vi::core
