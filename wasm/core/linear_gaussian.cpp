#include "core/linear_gaussian.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/check.h"
#include "core/double_double.h"
#include "core/special.h"

namespace vi::core {
namespace {

void check(const LinearGaussian& model) {
  make_normal(model.prior.mean, model.prior.variance);
  require_finite("linear_gaussian", "slope", model.slope);
  require_finite("linear_gaussian", "offset", model.offset);
  require_positive("linear_gaussian", "noise_variance", model.noise_variance);
}

void check(const LinearGaussian& model, double x) {
  check(model);
  require_finite("linear_gaussian", "x", x);
}

void check(const LinearGaussian& model, double x, const Normal& q) {
  check(model, x);
  make_normal(q.mean, q.variance);
}

// The model with z measured in units of 2^z_unit and x in units of 2^x_unit, chosen so that the posterior
// precision is of order 1: changes of unit are exact, and nothing over- or underflows that matters.
struct Rescaled {
  int z_unit;
  int x_unit;
  DoubleDouble prior_precision;      // 1/v0
  DoubleDouble slope_over_noise;     // a/v
  DoubleDouble posterior_precision;  // 1/v0 + a²/v
};

Rescaled rescale(const LinearGaussian& model) {
  int exponent = -std::ilogb(model.prior.variance);
  if (model.slope != 0) exponent = std::max(exponent, 2 * std::ilogb(model.slope) - std::ilogb(model.noise_variance));
  const int z_unit = -(exponent >> 1);
  const int x_unit = std::ilogb(model.noise_variance) >> 1;

  const double prior_variance = std::scalbn(model.prior.variance, -2 * z_unit);
  const double noise_variance = std::scalbn(model.noise_variance, -2 * x_unit);
  const double slope = std::scalbn(model.slope, z_unit - x_unit);

  const DoubleDouble prior_precision =
      std::isinf(prior_variance) ? DoubleDouble{0} : DoubleDouble{1} / DoubleDouble{prior_variance};
  const DoubleDouble slope_over_noise = DoubleDouble{slope} / DoubleDouble{noise_variance};
  return {z_unit, x_unit, prior_precision, slope_over_noise, prior_precision + DoubleDouble{slope} * slope_over_noise};
}

// x - offset - slope z without rounding: what the model leaves unexplained if the latent is z.
DoubleDouble residual(const LinearGaussian& model, double x, double z) {
  return exact_sum(x, -model.offset) - exact_product(model.slope, z);
}

// What the gradient of the ELBO is made of, in the units of `r`.
struct Slopes {
  DoubleDouble mean;            // d ELBO / d mean
  DoubleDouble variance_ratio;  // q.variance / posterior variance = 1 - d ELBO / d log sd
};

Slopes slopes(const LinearGaussian& model, const Rescaled& r, double x, const Normal& q) {
  const DoubleDouble pull_of_x = r.slope_over_noise * scale(residual(model, x, q.mean), -r.x_unit);
  const DoubleDouble pull_of_prior = r.prior_precision * scale(exact_sum(q.mean, -model.prior.mean), -r.z_unit);
  const DoubleDouble variance = scale(DoubleDouble{q.variance}, -2 * r.z_unit);
  return {pull_of_x - pull_of_prior, r.posterior_precision * variance};
}

}  // namespace

LinearGaussian make_linear_gaussian(const Normal& prior, double slope, double offset, double noise_variance) {
  const LinearGaussian model{prior, slope, offset, noise_variance};
  check(model);
  return model;
}

double posterior_precision(const LinearGaussian& model) {
  check(model);
  const Rescaled r = rescale(model);
  return scale(r.posterior_precision, -2 * r.z_unit).value();
}

// The mean is the precision-weighted one: m0 (1/v0)/precision + (x - b) (a/v)/precision.
Normal posterior(const LinearGaussian& model, double x) {
  check(model, x);
  const Rescaled r = rescale(model);
  const DoubleDouble prior_weight = r.prior_precision / r.posterior_precision;
  const DoubleDouble gain = r.slope_over_noise / r.posterior_precision;
  const DoubleDouble from_prior = prior_weight * DoubleDouble{model.prior.mean};
  const DoubleDouble from_x = scale(gain * scale(exact_sum(x, -model.offset), -r.x_unit), r.z_unit);
  const Normal result{(from_prior + from_x).value(),
                      scale(DoubleDouble{1} / r.posterior_precision, 2 * r.z_unit).value()};
  require_finite("posterior", "mean", result.mean);
  require_positive("posterior", "variance", result.variance);
  return result;
}

Normal marginal(const LinearGaussian& model) {
  check(model);
  const Normal result{std::fma(model.slope, model.prior.mean, model.offset),
                      model.slope * model.prior.variance * model.slope + model.noise_variance};
  require_finite("marginal", "mean", result.mean);
  require_positive("marginal", "variance", result.variance);
  return result;
}

// x enters by its distance from the marginal mean, so that a rounded mean cannot spoil a small distance.
double log_evidence(const LinearGaussian& model, double x) {
  check(model, x);
  return log_prob(Normal{0, marginal(model).variance}, residual(model, x, model.prior.mean).value());
}

double expected_log_likelihood(const LinearGaussian& model, double x, const Normal& q) {
  check(model, x, q);
  const double spread = model.slope * std::sqrt(q.variance) / std::sqrt(model.noise_variance);
  return log_prob(Normal{0, model.noise_variance}, residual(model, x, q.mean).value()) - 0.5 * spread * spread;
}

double expected_log_joint(const LinearGaussian& model, double x, const Normal& q) {
  check(model, x, q);
  const double expected_log_prior = log_prob(model.prior, q.mean) - 0.5 * q.variance / model.prior.variance;
  return expected_log_likelihood(model, x, q) + expected_log_prior;
}

double elbo(const LinearGaussian& model, double x, const Normal& q) {
  check(model, x, q);
  return expected_log_likelihood(model, x, q) - kl(q, model.prior);
}

ElboGradient elbo_gradient(const LinearGaussian& model, double x, const Normal& q) {
  check(model, x, q);
  const Rescaled r = rescale(model);
  const Slopes at_q = slopes(model, r, x, q);
  const ElboGradient gradient{scale(at_q.mean, -r.z_unit).value(), (DoubleDouble{1} - at_q.variance_ratio).value()};
  require_number("elbo_gradient", "mean", gradient.mean);
  return gradient;
}

// The ELBO is quadratic in q's mean with curvature -precision; its width part, at variance ratio t, is
// (t - 1 - log t)/2 below its top. So the distance from the top can be read off the slope, if that is kept
// accurately.
double elbo_gap(const LinearGaussian& model, double x, const Normal& q) {
  check(model, x, q);
  const Rescaled r = rescale(model);
  const Slopes at_q = slopes(model, r, x, q);
  const double mean_gap = 0.5 * (at_q.mean * (at_q.mean / r.posterior_precision)).value();
  require_number("elbo_gap", "gap", mean_gap);

  const DoubleDouble excess = at_q.variance_ratio - DoubleDouble{1};
  if (excess.high > -0.7) return mean_gap + 0.5 * x_minus_log1p(excess);
  const double t = at_q.variance_ratio.value();
  const double log_t =
      t > 1e-300 ? std::log(t)
                 : std::log(r.posterior_precision.value()) + std::log(q.variance) - 2 * r.z_unit * std::numbers::ln2;
  return mean_gap + 0.5 * (excess.value() - log_t);
}

}  // namespace vi::core
