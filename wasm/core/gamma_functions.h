#pragma once

#include "core/double_double.h"

namespace vi::core {

// The gamma function's logarithm and its derivatives, for 0 < x < inf; otherwise Error(domain). Within 4 ulp. Own code:
// C libraries lose all digits of lgamma near 1 and 2, and no two of them agree.

/// log Gamma(x). 0 at 1 and at 2, and accurate beside them; inf from 2.5e305 on, where it overflows.
/// From 8 on Stirling's formula; below, about the nearest of 1, 2 and 4, its tangent there and what it lies above that.
double log_gamma(double x);

/// psi(x), the derivative of log Gamma. Within 4 ulp also beside its zero at 1.4616…, where it is the integral of
/// psi' from that zero.
double digamma(double x);

/// psi'(x), the second derivative; > 0, inf below 7.4e-155.
double trigamma(double x);

/// The remainder of Stirling's formula, s(x) = log Gamma(x) - (x - 1/2) log x + x - log(2 pi)/2: positive, convex, near
/// 1/(12 x) for a large x. Gudermann's series up to 12, the asymptotic one beyond (Abramowitz & Stegun 6.1.40).
double stirling_remainder(double x);

/// What the remainder at x lies above its tangent at y, s(x) - s(y) - s'(y)(x - y) >= 0, relatively accurate also where
/// the two are nearly equal. x > 0 and y > 0. Divergences of gamma, beta and Dirichlet distributions have it beside
/// those of Poisson, categorical and normal ones.
double stirling_divergence(DoubleDouble x, DoubleDouble y);

}  // namespace vi::core
