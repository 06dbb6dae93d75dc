#pragma once

#include <cstdint>
#include <vector>

#include "core/estimators.h"
#include "core/kl_estimators.h"

namespace vi::core {

// Seeded runs of the estimators of estimators.h, one draw a sample: what their histograms are made of. 1 to max_draws
// samples, any seed; of one run, draws in the same place come from the same eps.

/// The estimators of the ELBO's gradient, in the order of GradientEstimatorMoments.
enum class GradientEstimator { reparameterised, closed_form_kl, sticking_the_landing, score, score_with_baseline };
inline constexpr int gradient_estimators = 5;

/// One draw, at eps: the estimator's value as a program would compute it at z = mean + sd eps, with the gradient of
/// the ELBO for its mean.
ElboGradient gradient_draw(GradientEstimator estimator, const EstimatorTerms& at, double eps);

struct GradientDraws {
  std::vector<double> mean, log_sd;
};
/// One entry an estimator. Errors as estimator_terms.
std::vector<GradientDraws> gradient_estimator_draws(const LinearGaussian& model, double x, const Normal& q, int samples,
                                                    std::uint64_t seed);

struct ValueDraws {
  std::vector<double> monte_carlo, closed_form_kl, closed_form_entropy;
};
/// Of the ELBO itself. Errors as estimator_terms.
ValueDraws value_estimator_draws(const LinearGaussian& model, double x, const Normal& q, int samples,
                                 std::uint64_t seed);

/// Draws of the two estimators of cosine_gradient_moments.
struct CosineGradientDraws {
  std::vector<double> reparameterised, score;
};
CosineGradientDraws cosine_gradient_draws(double w, const NormalSd& distribution, int samples, std::uint64_t seed);

}  // namespace vi::core
