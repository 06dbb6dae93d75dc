#pragma once

#include "core/gaussian.h"

namespace vi::core {

/// The scalar linear-Gaussian model: z ~ prior, x | z ~ N(slope z + offset, noise_variance).
/// Everything about it is closed form (Bishop, PRML, section 2.3.3).
struct LinearGaussian {
  Normal prior;
  double slope;
  double offset;
  double noise_variance;
};

/// The gradient of the ELBO in the coordinates (mean of q, log standard deviation of q), in nats per unit.
struct ElboGradient {
  double mean;
  double log_sd;
};

/// Checked constructor: prior as make_normal, slope and offset finite (slope 0: x says nothing about z),
/// noise_variance > 0 and finite; otherwise Error(domain) naming "linear_gaussian".
LinearGaussian make_linear_gaussian(const Normal& prior, double slope, double offset, double noise_variance);

// Below, x is the observation (finite), q any Normal; all results are in nats unless said. Error(domain) for
// what the constructors refuse. Distributions whose mean or variance would leave the range of a double:
// Error(domain).

/// 1/prior variance + slope²/noise variance, in 1/z². Overflow gives inf.
double posterior_precision(const LinearGaussian& model);

/// p(z | x).
Normal posterior(const LinearGaussian& model, double x);

/// p(x) = N(slope m0 + offset, slope² v0 + noise variance).
Normal marginal(const LinearGaussian& model);

/// log p(x).
double log_evidence(const LinearGaussian& model, double x);

/// E_q[log p(x | z)].
double expected_log_likelihood(const LinearGaussian& model, double x, const Normal& q);

/// E_q[log p(x, z)]; this plus entropy(q) is the ELBO.
double expected_log_joint(const LinearGaussian& model, double x, const Normal& q);

/// ELBO = E_q[log p(x | z)] - KL(q || prior).
double elbo(const LinearGaussian& model, double x, const Normal& q);

/// d ELBO / d mean = slope (x - slope mean - offset)/noise variance - (mean - m0)/v0 and
/// d ELBO / d log sd = 1 - precision variance, both accurate even where they cancel, close to the posterior.
ElboGradient elbo_gradient(const LinearGaussian& model, double x, const Normal& q);

/// log p(x) - ELBO = KL(q || posterior), from the gradient alone: g_mean²/(2 precision) + h(-g_log_sd)/2 with
/// h = x_minus_log1p. It forms neither the evidence nor the posterior, so it is a third path to the gap.
/// Never negative, relatively accurate however small.
double elbo_gap(const LinearGaussian& model, double x, const Normal& q);

}  // namespace vi::core
