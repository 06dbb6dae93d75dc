#pragma once

#include <cstdint>

#include "core/linear_gaussian.h"

namespace vi::core {

/// The most draws of z of one estimate, k times samples: about a second.
inline constexpr std::int64_t max_importance_draws = 20'000'000;

struct Estimate {
  double value;
  double standard_error;  // sample standard deviation over the root of the number of samples
};

/// The importance-weighted bound L_k = E[log (1/k) sum_i p(x, z_i)/q(z_i)], z_1 … z_k from q, in nats: the ELBO at
/// k = 1, never falling in k, log p(x) in the limit (Burda, Grosse & Salakhutdinov 2016). The mean of `samples`
/// independent ones, unbiased for L_k; the log of the mean weight is taken about the largest one, so no weight
/// overflows. k >= 1, samples >= 2, k samples <= max_importance_draws, any seed; model, x and q as elbo takes them.
/// Error(domain) otherwise, and where the log weights leave the range of a double.
Estimate importance_weighted_bound(const LinearGaussian& model, double x, const Normal& q, int k, int samples,
                                   std::uint64_t seed);

}  // namespace vi::core
