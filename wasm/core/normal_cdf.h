#pragma once

#include "core/gaussian.h"

namespace vi::core {

// Probabilities of a normal variable. Within 4 ulp over the whole line for the standard normal; for another mean and
// scale what (x - mean)/sd leaves after its rounding is carried along, so they are as near. x may be ±inf, not NaN.

/// P(X <= x). Below -37.5 sd subnormal, below -38.6 sd 0.
double cdf(const Normal& distribution, double x);
double cdf(const NormalSd& distribution, double x);

/// P(X > x) = 1 - cdf, accurate where that is close to 0.
double survival(const Normal& distribution, double x);
double survival(const NormalSd& distribution, double x);

/// log P(X <= x) in nats, accurate in both tails; -inf only at -inf and where the square of the distance overflows.
double log_cdf(const Normal& distribution, double x);
double log_cdf(const NormalSd& distribution, double x);

/// The x with cdf(x) = u, for 0 <= u <= 1; -inf and inf at the ends. Halley's method on cdf beside the centre and on
/// its logarithm in the tails.
double quantile(const Normal& distribution, double u);
double quantile(const NormalSd& distribution, double u);

}  // namespace vi::core
