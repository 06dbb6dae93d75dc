#pragma once

#include "core/categorical.h"
#include "core/gaussian.h"
#include "core/linear_gaussian.h"

namespace vi::core {

// Exact moments of Monte Carlo estimators at one sample z = mean + sd eps, eps ~ N(0, 1): what a histogram of many
// draws shows, without drawing. Variances in nats², gradients in (mean of q, log standard deviation of q).

struct GradientVariance {
  double mean;
  double log_sd;
};

struct ValueVariance {
  double monte_carlo;          // log p(x, z) - log q(z)
  double closed_form_kl;       // log p(x | z) - KL(q || prior)
  double closed_form_entropy;  // log p(x, z) + entropy(q)
};

/// Variances of estimators of the ELBO and of its gradient in the scalar linear-Gaussian model. All gradient estimators
/// have the mean elbo_gradient(model, x, q).
struct GradientEstimatorMoments {
  GradientVariance reparameterised;      // total derivative of log p(x, z), entropy in closed form
  GradientVariance closed_form_kl;       // total derivative of log p(x | z), KL in closed form
  GradientVariance sticking_the_landing; // path derivative of log p(x, z) - log q(z) (Roeder, Wu & Duvenaud 2017)
  GradientVariance score;                // (log p(x, z) - log q(z)) times the gradient of log q(z)
  GradientVariance score_with_baseline;  // the same less the best constant
  ValueVariance value;
};

/// x finite, model and q as their constructors accept them; otherwise Error(domain). At q = posterior the variances of
/// sticking_the_landing, score_with_baseline and value.monte_carlo are 0 up to rounding. Derivation in estimators.cpp.
GradientEstimatorMoments gradient_estimator_moments(const LinearGaussian& model, double x, const Normal& q);

/// Estimators of d/d mean of E[cos(w z)], z ~ N(mean, sd²): the exact gradient and the variances of the two
/// estimators. For large w sd the reparameterised one grows like w²/2, the score stays below 1/sd². w finite.
struct CosineGradientMoments {
  double gradient;
  double reparameterised;
  double score;
};
CosineGradientMoments cosine_gradient_moments(double w, const NormalSd& distribution);

struct Moments {
  double mean;
  double variance;
};

/// Single-sample estimators of KL(q || p), sample from q, r = p/q: k1 = -log r, k2 = (log r)²/2, k3 = r - 1 - log r
/// (Schulman 2020). k1 and k3 are unbiased where p has no mass outside the support of q. All inf where the KL is.
struct KlEstimatorMoments {
  Moments k1, k2, k3;
};
KlEstimatorMoments kl_estimator_moments(const Categorical& q, const Categorical& p);

}  // namespace vi::core
