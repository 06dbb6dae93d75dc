#include "core/importance_weighted.h"

#include <cmath>

#include "core/check.h"
#include "core/estimators.h"
#include "core/normal_draw.h"

namespace vi::core {
namespace {

// log of a sum of exponentials that come one at a time, about the largest so far.
struct LogSum {
  double largest = -INFINITY;
  double sum = 0;
  void add(double x) {
    if (x <= largest) {
      sum += std::exp(x - largest);
    } else {
      sum = sum * std::exp(largest - x) + 1;
      largest = x;
    }
  }
  double value() const { return largest + std::log(sum); }
};

// Mean and sum of squared distances from it, one value at a time (Welford 1962).
struct Running {
  int count = 0;
  double mean = 0, squares = 0;
  void add(double x) {
    const double before = x - mean;
    mean += before / ++count;
    squares += before * (x - mean);
  }
};

}  // namespace

Estimate importance_weighted_bound(const LinearGaussian& model, double x, const Normal& q, int k, int samples,
                                   std::uint64_t seed) {
  constexpr const char* who = "importance_weighted_bound";
  const EstimatorTerms at = estimator_terms(model, x, q);
  require_count(who, "k", k, 1, max_importance_draws);
  require_count(who, "samples", samples, 2, max_importance_draws);
  require_count(who, "k times samples", std::int64_t{k} * samples, 2, max_importance_draws);
  // eps stays below 9.
  require_finite(who, "log p(x, z)/q(z)", at.elbo + 100 * (std::abs(at.c1) + std::abs(at.c2)));

  Generator generator(seed);
  const double log_k = std::log(static_cast<double>(k));
  Running bounds;
  for (int i = 0; i < samples; ++i) {
    LogSum weights;
    for (int j = 0; j < k; ++j) {
      const double eps = normal_draw(generator);
      weights.add(at.c1 * eps + at.c2 * (eps * eps - 1));
    }
    bounds.add(weights.value() - log_k);
  }
  return {at.elbo + bounds.mean, std::sqrt(bounds.squares / (samples - 1.0) / samples)};
}

}  // namespace vi::core
