#include "core/monte_carlo.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/normal_blocks.h"
#include "core/number_text.h"

namespace vi::core {
namespace {

// log p(x, z) - log q(z) at z = mean + sd eps is constant + slope eps + curvature eps². Each coefficient is what the
// three log densities say there; the closed form of the ELBO is not asked.
struct Integrand {
  double constant, slope, curvature;
};

Integrand integrand(const char* who, const LinearGaussian& model, double x, const Normal& q) {
  make_linear_gaussian(model.prior, model.slope, model.offset, model.noise_variance);
  make_normal(q.mean, q.variance);
  require_finite(who, "x", x);
  const double sd = std::sqrt(q.variance);
  const double unexplained = x - model.offset - model.slope * q.mean;
  const double off_prior = q.mean - model.prior.mean;
  const double precision = model.slope * model.slope / model.noise_variance + 1 / model.prior.variance;
  const Integrand result{
      log_prob(Normal{0, model.noise_variance}, unexplained) + log_prob(model.prior, q.mean) - log_prob(q, q.mean),
      sd * (model.slope * unexplained / model.noise_variance - off_prior / model.prior.variance),
      0.5 - 0.5 * precision * q.variance};
  require_finite(who, "log p(x, z) - log q(z)", result.constant);
  require_finite(who, "its slope in z, times the sd of q,", result.slope);
  require_finite(who, "its curvature in z, times the variance of q,", result.curvature);
  return result;
}

std::int64_t checked_samples(const char* who, double samples) {
  if (!(samples >= 2 && samples <= max_monte_carlo_samples) || samples != std::floor(samples))
    fail(Code::domain, {who, ": samples must be a whole number from 2 to 100000000, got ", number_text(samples)});
  return static_cast<std::int64_t>(samples);
}

// Sums of squares overflow no float, whatever the unit of the values: they are measured in the largest coefficient.
double unit_of(std::initializer_list<double> coefficients) {
  double largest = 0;
  for (const double c : coefficients) largest = std::max(largest, std::abs(c));
  return largest == 0 ? 1 : largest;
}

f32x4 in_units(double value, double unit) { return all(static_cast<float>(value / unit)); }

// Mean and unbiased variance of functions of a standard normal draw over `samples` draws. `values` maps four draws to
// four values of each function, and 0 to 0: what is drawn beyond the last sample counts as 0.
template <std::size_t Count, class Values>
std::array<Moments, Count> moments_over_draws(NormalBlocks& normals, std::int64_t samples, const Values& values) {
  std::array<double, Count> total{}, square{};
  for (std::int64_t done = 0; done < samples; done += NormalBlocks::size) {
    const auto count = static_cast<int>(std::min<std::int64_t>(samples - done, NormalBlocks::size));
    const NormalBlocks::Block& block = normals.next(count);
    std::array<f32x4, 2 * Count> sums{}, squares{};
    for (int i = 0; i < NormalBlocks::vectors; i += 2) {
      const auto even = values(block[i]), odd = values(block[i + 1]);
      for (std::size_t k = 0; k < Count; ++k) {
        sums[2 * k] += even[k];
        squares[2 * k] += even[k] * even[k];
        sums[2 * k + 1] += odd[k];
        squares[2 * k + 1] += odd[k] * odd[k];
      }
    }
    for (std::size_t k = 0; k < Count; ++k) {
      total[k] += sum(sums[2 * k]) + sum(sums[2 * k + 1]);
      square[k] += sum(squares[2 * k]) + sum(squares[2 * k + 1]);
    }
  }
  const auto n = static_cast<double>(samples);
  std::array<Moments, Count> result{};
  for (std::size_t k = 0; k < Count; ++k) {
    const double mean = total[k] / n;
    result[k] = {mean, std::max(0.0, square[k] / n - mean * mean) * (n / (n - 1))};
  }
  return result;
}

Moments scaled(const Moments& moments, double factor, double constant) {
  return {factor * moments.mean + constant, factor * factor * moments.variance};
}

// (log p(x, z) - log q(z)) times the score of q, which is eps/sd for the mean and eps² - 1 for log sd.
GradientSample score_function(NormalBlocks& normals, std::int64_t samples, const Integrand& f, double sd) {
  const double unit = unit_of({f.constant, f.slope, f.curvature});
  const f32x4 c0 = in_units(f.constant, unit), c1 = in_units(f.slope, unit), c2 = in_units(f.curvature, unit);
  const auto [mean, log_sd] = moments_over_draws<2>(normals, samples, [=](f32x4 eps) {
    const f32x4 weight = c0 + eps * (c1 + c2 * eps);
    return std::array<f32x4, 2>{weight * eps, weight * (eps * eps - 1.0f) + c0};
  });
  return {scaled(mean, unit / sd, 0), scaled(log_sd, unit, -f.constant)};
}

// d/dz log p(x, z) at z = mean + sd eps, times dz/d mean = 1 and dz/d log sd = sd eps; the entropy adds 1 to the
// latter.
GradientSample reparameterised(NormalBlocks& normals, std::int64_t samples, const Integrand& f, double sd) {
  const double slope = f.slope, curvature = 2 * f.curvature - 1;  // of log p(x, z) alone, in eps
  const double unit = unit_of({slope, curvature});
  const f32x4 c1 = in_units(slope, unit), c2 = in_units(curvature, unit);
  const auto [mean, log_sd] = moments_over_draws<2>(normals, samples, [=](f32x4 eps) {
    const f32x4 bend = c2 * eps;
    return std::array<f32x4, 2>{bend, (c1 + bend) * eps};
  });
  return {scaled(mean, unit / sd, slope / sd), scaled(log_sd, unit, 1)};
}

}  // namespace

MonteCarlo elbo_monte_carlo(const LinearGaussian& model, double x, const Normal& q, double samples,
                            std::uint64_t seed) {
  const std::int64_t n = checked_samples("elbo_monte_carlo", samples);
  const Integrand f = integrand("elbo_monte_carlo", model, x, q);
  const double unit = unit_of({f.slope, f.curvature});
  const f32x4 c1 = in_units(f.slope, unit), c2 = in_units(f.curvature, unit);
  NormalBlocks normals(seed);
  const auto [spread] =
      moments_over_draws<1>(normals, n, [=](f32x4 eps) { return std::array<f32x4, 1>{eps * (c1 + c2 * eps)}; });
  return {f.constant + unit * spread.mean, unit * std::sqrt(spread.variance / static_cast<double>(n))};
}

GradientVarianceExperiment gradient_variance_experiment(const LinearGaussian& model, double x, const Normal& q,
                                                        double samples, std::uint64_t seed) {
  const std::int64_t n = checked_samples("gradient_variance_experiment", samples);
  const Integrand f = integrand("gradient_variance_experiment", model, x, q);
  const double sd = std::sqrt(q.variance);
  NormalBlocks normals(seed);
  const GradientSample score = score_function(normals, n, f, sd);
  return {score, reparameterised(normals, n, f, sd)};
}

}  // namespace vi::core
