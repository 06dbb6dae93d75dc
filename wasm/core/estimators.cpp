#include "core/estimators.h"

#include <cmath>
#include <limits>

#include "core/check.h"
#include "core/special.h"

namespace vi::core {
namespace {

double square(double x) { return x * x; }

// Var[c1 eps + c2 eps²] = c1² + 2 c2².
double quadratic_variance(double c1, double c2) { return c1 * c1 + 2 * c2 * c2; }

// Mean and variance under q, the variance about the mean.
Moments moments(const Eigen::VectorXd& q, const Eigen::VectorXd& values) {
  Moments result{0, 0};
  for (Eigen::Index i = 0; i < q.size(); ++i) result.mean += q(i) == 0 ? 0 : q(i) * values(i);
  for (Eigen::Index i = 0; i < q.size(); ++i) result.variance += q(i) == 0 ? 0 : q(i) * square(values(i) - result.mean);
  return result;
}

}  // namespace

// log p(x, z) - log q(z) = c0 + c1 eps + c2 eps² with c1 = sd g_mean, c2 = g_log_sd/2 and c0 = ELBO - c2, g the
// gradient of the ELBO. Everything else is a moment of a polynomial in eps.
GradientEstimatorMoments gradient_estimator_moments(const LinearGaussian& model, double x, const Normal& q) {
  const ElboGradient gradient = elbo_gradient(model, x, q);
  const double sd = std::sqrt(q.variance);
  const double c1 = sd * gradient.mean;
  const double c2 = 0.5 * gradient.log_sd;
  const double c0 = elbo(model, x, q) - c2;
  const double t = posterior_precision(model) * q.variance;
  // log p(x | z) = … + l1 eps - l2 eps².
  const double gain = model.slope * model.slope / model.noise_variance;
  const double l1 = model.slope * sd * ((x - model.offset - model.slope * q.mean) / model.noise_variance);
  const double l2 = 0.5 * gain * q.variance;

  GradientEstimatorMoments result{};
  result.reparameterised = {t * t / q.variance, quadratic_variance(c1, t)};
  result.closed_form_kl = {square(gain * sd), quadratic_variance(l1, 2 * l2)};
  result.sticking_the_landing = {square(gradient.log_sd) / q.variance, quadratic_variance(c1, gradient.log_sd)};
  // With a baseline b the score's variance is that with c0 - b for c0, least at b = c0 + 3 c2 and b = c0 + 5 c2.
  result.score_with_baseline = {(2 * c1 * c1 + 6 * c2 * c2) / q.variance, 10 * c1 * c1 + 24 * c2 * c2};
  result.score = {result.score_with_baseline.mean + square(c0 + 3 * c2) / q.variance,
                  result.score_with_baseline.log_sd + 2 * square(c0 + 5 * c2)};
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
  return {-w * sine * std::exp(-0.5 * u), w * w * rest * (0.5 * rest + e * cosine2),
          (e == 0 ? 0.5 : at_zero + cosine2 * slope) / square(distribution.sd)};
}

KlEstimatorMoments kl_estimator_moments(const Categorical& q, const Categorical& p) {
  const double divergence = kl(q, p);
  if (std::isinf(divergence)) {
    const Moments all{divergence, divergence};
    return {all, all, all};
  }
  const Eigen::VectorXd weights = probabilities(q);
  Eigen::VectorXd k1 = log_ratios(q, p), k2 = k1, k3 = k1;
  for (Eigen::Index i = 0; i < k1.size(); ++i) {
    k2(i) = 0.5 * square(k1(i));
    k3(i) = weights(i) == 0 ? 0 : expm1_minus_x(-k1(i));
  }
  KlEstimatorMoments result{moments(weights, k1), moments(weights, k2), moments(weights, k3)};
  result.k1.mean = divergence;
  return result;
}

}  // namespace vi::core
