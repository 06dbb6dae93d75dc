#pragma once

#include <cstdint>

#include "core/kl_estimators.h"
#include "core/linear_gaussian.h"

namespace vi::core {

// Experiments with many draws, in single-precision lanes (NormalBlocks): some 2 ns a draw. What does not depend on the
// draw stays in double precision, so a rounding is a 1e-7th part of a draw's spread. The same seed gives the same draws
// in every host. Model, x and q as their constructors accept them, and every sum within the range of a double; 2 to
// 100,000,000 samples. Otherwise Error(domain).

inline constexpr double max_monte_carlo_samples = 1e8;

/// The mean of independent samples, and the standard deviation of that mean as the samples show it.
struct MonteCarlo {
  double value;
  double standard_error;
};

/// The ELBO of q by sampling: the mean of log p(x, z) - log q(z) over z ~ q, in nats (Kingma & Welling 2014).
MonteCarlo elbo_monte_carlo(const LinearGaussian& model, double x, const Normal& q, double samples, std::uint64_t seed);

struct GradientSample {
  Moments mean;    // of d ELBO / d mean of q
  Moments log_sd;  // of d ELBO / d log standard deviation of q
};

/// What two estimators of the ELBO's gradient do, each over `samples` draws of its own: the empirical mean and variance
/// of a single sample. Exactly these have elbo_gradient as mean and, in this order, the variances .score and
/// .reparameterised of gradient_estimator_moments.
struct GradientVarianceExperiment {
  GradientSample score;
  GradientSample reparameterised;
};
GradientVarianceExperiment gradient_variance_experiment(const LinearGaussian& model, double x, const Normal& q,
                                                        double samples, std::uint64_t seed);

}  // namespace vi::core
