#pragma once

#include <cstdint>
#include <vector>

#include "core/linear_gaussian.h"

namespace vi::core {

struct StochasticViOptions {
  double steps;    // 1 to 1,000,000
  double samples;  // of each step: 1 to 4096, and at most 1e8 draws together
  double rate;     // Adam's step size, > 0: what a step changes the mean and log sd by, at first
  std::uint64_t seed;
};

struct StochasticViPoint {
  int step;  // 0 before the first
  NormalSd q;
};

/// q after every so many steps, at most 201 points, first and last among them.
using StochasticViTrace = std::vector<StochasticViPoint>;

/// Stochastic variational inference in the scalar linear-Gaussian model: Adam (Kingma & Ba 2015, with its usual
/// constants 0.9, 0.999 and 1e-8) climbs the ELBO in (mean, log sd) of q, from q0, by the reparameterised gradient of
/// log p(x, z) over a few fresh draws, the entropy in closed form (Kingma & Welling 2014). One loop for everything and
/// no libm: the same bits in every host. Error(domain) for what the constructors refuse, for options beyond their
/// bounds, and where q leaves the range of a double (a smaller rate helps).
StochasticViTrace stochastic_vi(const LinearGaussian& model, double x, const Normal& q0,
                                const StochasticViOptions& options);

}  // namespace vi::core
