#pragma once

#include "core/double_double.h"

namespace vi::core {

// Elementary functions that cancel when written the plain way. All are nonnegative and exactly 0 at 0,
// which is what keeps a KL divergence from going negative.

/// h(x) = x - log(1 + x), the part of a Gaussian KL that comes from the variances.
/// Domain x >= -1: h(-1) = h(inf) = inf; below -1 or NaN: Error(domain). Within 3 ulp.
/// Series of atanh: with s = x/(2+x), log(1+x) = 2 atanh(s) (Abramowitz & Stegun 4.1.27).
double x_minus_log1p(double x);

/// The same at x.high + x.low. Relative errors of x count up to twice in h, so callers that compute x by a
/// division hand over what the division left.
double x_minus_log1p(DoubleDouble x);

/// log(a/b) for positive a and b, also where a/b leaves the range of doubles.
double log_ratio(double a, double b);

/// h((a - b)/b) = (a - b)/b - log(a/b) for positive a and b; inf where (a - b)/b overflows.
DoubleDouble h_of_ratio(double a, double b);

/// phi(x) = (1 + x) log(1 + x) - x, the Bregman divergence of t log t: q phi((p-q)/q) = p log(p/q) - p + q.
/// Domain x >= -1: phi(-1) = 1 (0 log 0 = 0), phi(inf) = inf; below -1 or NaN: Error(domain). Within 3 ulp.
double bregman_phi(double x);

/// p log(p/q) - p + q = q phi((p - q)/q) for p >= 0, q > 0, with excess = (p - q)/q given, which the caller
/// knows better than p and q do; where it overflows the logarithms are taken apart. The terms of a categorical KL.
double relative_entropy_term(double p, double q, double excess);

/// 1/3 + w/5 + w²/7 + … = (atanh(z)/z - 1)/w with w = z², for 0 <= w <= 0.36.
double atanh_tail(double w);

/// log(2 pi), in every normal density.
inline constexpr double log_2pi = 1.837877066409345483560659472811235;

/// A result that is 0 only for equals: where a positive one has underflowed, the smallest positive double.
double positive(double result);

/// exp(x) - 1 - x. Domain: every number; -inf and inf both give inf; NaN: Error(domain). Within 3 ulp.
double expm1_minus_x(double x);

}  // namespace vi::core
