#include "core/estimators.h"

#include <array>
#include <cmath>

#include "core/check.h"

namespace vi::core {
namespace {

double square(double x) { return x * x; }

// Var[c1 eps + c2 eps²] = c1² + 2 c2².
double quadratic_variance(double c1, double c2) { return c1 * c1 + 2 * c2 * c2; }

}  // namespace

// c1 = sd g_mean and c2 = g_log_sd/2, since the gradient is that of E[f(mean + sd eps)] for this f.
EstimatorTerms estimator_terms(const LinearGaussian& model, double x, const Normal& q) {
  const ElboGradient gradient = elbo_gradient(model, x, q);
  const double value = elbo(model, x, q);
  require_finite("elbo", "ELBO", value);
  const double sd = std::sqrt(q.variance);
  const double gain = model.slope * model.slope / model.noise_variance;
  const double l1 = model.slope * sd * ((x - model.offset - model.slope * q.mean) / model.noise_variance);
  return {sd,
          value,
          gradient,
          sd * gradient.mean,
          0.5 * gradient.log_sd,
          l1,
          0.5 * gain * q.variance,
          posterior_precision(model) * q.variance};
}

// Every estimator but the score's is a constant and c eps + d (eps² - 1), with the variance c² + 2 d².
GradientEstimatorMoments gradient_estimator_moments(const LinearGaussian& model, double x, const Normal& q) {
  const EstimatorTerms at = estimator_terms(model, x, q);
  const auto [c0, c1, c2, l1, l2, t] = std::array{at.c0(), at.c1, at.c2, at.l1, at.l2, at.t};
  GradientEstimatorMoments result{};
  result.reparameterised = {t * t / q.variance, quadratic_variance(c1, t)};
  result.closed_form_kl = {square(2 * l2) / q.variance, quadratic_variance(l1, 2 * l2)};
  result.sticking_the_landing = {square(at.gradient.log_sd) / q.variance, quadratic_variance(c1, at.gradient.log_sd)};
  // With a baseline b the score's variance is that with c0 - b for c0, least at b = c0 + 3 c2 and b = c0 + 5 c2.
  result.score_with_baseline = {(2 * c1 * c1 + 6 * c2 * c2) / q.variance, 10 * c1 * c1 + 24 * c2 * c2};
  result.score = {result.score_with_baseline.mean + square(c0 + 3 * c2) / q.variance,
                  result.score_with_baseline.log_sd + 2 * square(c0 + 5 * c2)};
  result.optimal_baseline = at.optimal_baseline();
  result.value = {quadratic_variance(c1, c2), quadratic_variance(l1, l2), quadratic_variance(c1, 0.5 * t)};
  return result;
}

// With e = exp(-w² sd²) and s = sin(w mean): gradient² = w² s² e. Both variances are second moments less that square,
// in a form whose parts do not cancel: w² (1 - e)((1 - e)/2 + e cos²) for the reparameterised one.
CosineGradientMoments cosine_gradient_moments(double w, const NormalSd& distribution) {
  make_normal_sd(distribution.mean, distribution.sd);
  require_finite("cosine_gradient_moments", "w", w);
  const double angle = w * distribution.mean;
  require_finite("cosine_gradient_moments", "w times the mean", angle);
  const double u = square(w * distribution.sd);
  const double e = std::exp(-u), rest = -std::expm1(-u);
  const double sine = std::sin(angle), cosine2 = square(std::cos(angle));
  const double at_zero = 0.5 * rest * (1 + e) + u * e * (2 * e - 1);
  const double slope = e * (e + u - 4 * u * e);
  return {0 - w * sine * std::exp(-0.5 * u), w * w * rest * (0.5 * rest + e * cosine2),
          (e == 0 ? 0.5 : at_zero + cosine2 * slope) / square(distribution.sd)};
}

}  // namespace vi::core
