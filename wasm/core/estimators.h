#pragma once

#include "core/categorical.h"
#include "core/gaussian.h"
#include "core/linear_gaussian.h"

namespace vi::core {

// Exact moments of Monte Carlo estimators at one sample z = mean + sd eps, eps ~ N(0, 1): what a histogram of many
// draws shows, without drawing (the draws are in estimator_draws.h). Variances in nats², gradients in (mean of q, log
// standard deviation of q).

/// The estimators of the ELBO, of its gradient and log p(x, z) - log q(z) are polynomials in eps. What they are made
/// of, with g the gradient of the ELBO:
/// log p(x, z) - log q(z) = elbo + c1 eps + c2 (eps² - 1), log p(x | z) = … + l1 eps - l2 (eps² - 1).
struct EstimatorTerms {
  double sd;
  double elbo;
  ElboGradient gradient;
  double c1, c2;  // sd g_mean and g_log_sd/2
  double l1, l2;  // of the likelihood alone
  double t;       // variance of q over variance of the posterior = 1 - g_log_sd
  double c0() const { return elbo - c2; }
  // The constants that leave the score function the least variance (derivation in estimators.cpp).
  ElboGradient optimal_baseline() const { return {c0() + 3 * c2, c0() + 5 * c2}; }
};

/// x finite, model and q as their constructors accept them, the ELBO not below the range of a double; otherwise
/// Error(domain).
EstimatorTerms estimator_terms(const LinearGaussian& model, double x, const Normal& q);

struct GradientVariance {
  double mean;
  double log_sd;
};

struct ValueVariance {
  double monte_carlo;          // log p(x, z) - log q(z)
  double closed_form_kl;       // log p(x | z) - KL(q || prior)
  double closed_form_entropy;  // log p(x, z) + entropy(q)
};

/// Variances of estimators of the ELBO (`value`) and of its gradient (all others) in the scalar linear-Gaussian model.
/// The two are not to be confused: a closed-form KL may raise the one and lower the other. All gradient estimators
/// have the mean elbo_gradient(model, x, q), all value estimators elbo(model, x, q).
struct GradientEstimatorMoments {
  GradientVariance reparameterised;       // total derivative of log p(x, z), entropy in closed form
  GradientVariance closed_form_kl;        // total derivative of log p(x | z), KL in closed form
  GradientVariance sticking_the_landing;  // path derivative of log p(x, z) - log q(z) (Roeder, Wu & Duvenaud 2017)
  GradientVariance score;                 // (log p(x, z) - log q(z)) times the gradient of log q(z)
  GradientVariance score_with_baseline;   // the same less the best constant
  ElboGradient optimal_baseline;          // that constant, in nats, for each coordinate
  ValueVariance value;
};

/// Errors as estimator_terms. At q = posterior the variances of sticking_the_landing, score_with_baseline and
/// value.monte_carlo are 0 up to rounding. Derivation in estimators.cpp.
GradientEstimatorMoments gradient_estimator_moments(const LinearGaussian& model, double x, const Normal& q);

/// Estimators of d/d mean of E[cos(w z)], z ~ N(mean, sd²): the exact gradient and the variances of the two
/// estimators. For large w sd the reparameterised one grows like w²/2, the score stays below 1/sd². w finite.
struct CosineGradientMoments {
  double gradient;
  double reparameterised;
  double score;
};
CosineGradientMoments cosine_gradient_moments(double w, const NormalSd& distribution);

}  // namespace vi::core
