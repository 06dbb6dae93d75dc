#pragma once

#include <vector>

#include "core/gaussian.h"
#include "core/mixture.h"

namespace vi::core {

// A normal q fitted to a mixture p, mixtures as make_mixture accepts them.

/// argmin of KL(p || q): the normal with the mean and the variance of p (moment matching), within a few ulp.
Normal fit_forward_kl(const Mixture& p);

/// A local minimum of KL(q || p).
struct ReverseFit {
  NormalSd q;
  double kl;  // in nats
};

/// All local minima of KL(q || p) that descents from the components, from the forward fit and from a grid of means and
/// widths between them arrive at, best first; of equal ones the larger mean first. Deterministic: expectations by the
/// trapezoidal rule with 64 to 1,024 nodes per standard deviation of q (Trefethen & Weideman 2014), Newton in (mean,
/// log sd). While neighbouring modes are at most some 8 of their sds apart: kl within 1e-12, mean and sd within 1e-8
/// sd, less so where two minima merge. Error(limit) if nothing converges.
std::vector<ReverseFit> fit_reverse_kl(const Mixture& p);

}  // namespace vi::core
