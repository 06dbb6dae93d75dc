#pragma once

#include "core/gaussian.h"

namespace vi::core {

/// The distribution of a = tanh(u) on (-1, 1), u ~ base: how SAC keeps an action in its box (Haarnoja et al. 2018,
/// arXiv 1801.01290). The base is checked as make_normal checks it.
struct SquashedNormal {
  Normal base;
};

/// Differential entropy in nats, entropy(base) + E[log(1 - tanh²u)]; at most log 2, that of the uniform distribution on
/// (-1, 1), which no squashed normal is. It has no closed form: by a trapezoidal rule, within 1e-14 of the size of its
/// two terms. Overflow gives -inf.
double entropy(const SquashedNormal& distribution);

/// log p(a) in nats, log N(atanh a) - log(1 - a²); -inf for |a| >= 1, where the density is 0. `a` may be ±inf, not NaN.
double log_prob(const SquashedNormal& distribution, double a);

/// log(1 - tanh²u), what the map adds to a log density and takes from an entropy; for every finite u, within 1e-15.
double log_slope(double u);

}  // namespace vi::core
