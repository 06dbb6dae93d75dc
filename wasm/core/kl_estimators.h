#pragma once

#include <cstdint>
#include <vector>

#include "core/categorical.h"
#include "core/gaussian.h"

namespace vi::core {

// Single-sample estimators of KL(q || p), sample from q, r = p/q: k1 = -log r, k2 = (log r)²/2, k3 = r - 1 - log r
// (Schulman 2020). k1 and k3 are unbiased where p has no mass outside the support of q; k2 is biased. k3 is never
// negative, but it inherits the tails of r: where E_q[r²] diverges its variance is infinite, and a histogram of draws
// does not show it. All in nats.

struct Moments {
  double mean;
  double variance;
};

/// Exact moments. `ratio` is r itself: its variance is the chi-squared divergence of p from q, and where that is inf,
/// so is the variance of k3. All of k1, k2, k3 are inf where the KL is, or where they overflow.
struct KlEstimatorMoments {
  Moments k1, k2, k3;
  Moments ratio;
};

/// Between categoricals by finite sums. Errors as kl.
KlEstimatorMoments kl_estimator_moments(const Categorical& q, const Categorical& p);

/// Between normals, in closed form. The variance of r is inf if and only if p's variance is at least twice q's.
/// Relative error about 1e-13. Errors as kl.
KlEstimatorMoments kl_estimator_moments(const Normal& q, const Normal& p);
KlEstimatorMoments kl_estimator_moments(const NormalSd& q, const NormalSd& p);

/// The most draws of a run: as many as a histogram shows. Beyond that ask for moments.
inline constexpr int max_draws = 1'500;

/// Draws of the estimators, all three of a place from the same z; 1 to max_draws samples, any seed. Errors as kl, and
/// Error(domain) where the KL is inf.
struct KlEstimatorDraws {
  std::vector<double> k1, k2, k3;
};
KlEstimatorDraws kl_estimator_draws(const Categorical& q, const Categorical& p, int samples, std::uint64_t seed);
KlEstimatorDraws kl_estimator_draws(const Normal& q, const Normal& p, int samples, std::uint64_t seed);
KlEstimatorDraws kl_estimator_draws(const NormalSd& q, const NormalSd& p, int samples, std::uint64_t seed);

}  // namespace vi::core
