#pragma once

#include <algorithm>
#include <cmath>

#include "core/gaussian.h"
#include "core/mixture.h"

namespace vi::core {

// A normal q brought to a local minimum of KL(q || p) by Newton's method in (mean, log sd). p is a Target: anything
// with at(x), its log density with two derivatives as a LogDensity. It need not be normalised: a constant in log p
// moves the KL by as much and nothing else.

// KL(q || p) at q = N(mean, exp(log_sd)²), with gradient and Hessian in (mean, log_sd).
struct ReverseKl {
  double mean, log_sd;
  double kl;
  double by_mean, by_log_sd;
  double mean_mean, mean_log_sd, log_sd_log_sd;
};

// With f = log p and z = mean + sd e: KL = -H(q) - E[f], and derivatives pass through z. The nodes go to 10 sds.
template <class Target>
ReverseKl reverse_kl_at(const Target& p, double mean, double log_sd, int nodes_per_sd) {
  const double sd = std::exp(log_sd), step = 1.0 / nodes_per_sd;
  double f = 0, g = 0, eg = 0, h = 0, eh = 0, eeh = 0;
  for (int i = -10 * nodes_per_sd; i <= 10 * nodes_per_sd; ++i) {
    const double e = i * step;
    const double weight = std::exp(-0.5 * e * e);
    const LogDensity at = p.at(mean + sd * e);
    f += weight * at.value;
    g += weight * at.slope;
    eg += weight * e * at.slope;
    h += weight * at.curvature;
    eh += weight * e * at.curvature;
    eeh += weight * e * e * at.curvature;
  }
  const double norm = step / std::sqrt(2 * M_PI);
  return {mean,      log_sd,          -entropy(NormalSd{mean, sd}) - norm * f, -norm * g, -1 - norm * sd * eg,
          -norm * h, -norm * sd * eh, -norm * (sd * eg + sd * sd * eeh)};
}

// The smaller eigenvalue of the Hessian in units where the mean counts in sds.
inline double least_curvature(const ReverseKl& at) {
  const double sd = std::exp(at.log_sd);
  const double a = at.mean_mean * sd * sd, b = at.mean_log_sd * sd, c = at.log_sd_log_sd;
  return 0.5 * (a + c) - std::hypot(0.5 * (a - c), b);
}

// Newton's step in those units, the Hessian raised where it is not positive, at most one sd and half a unit of log_sd.
template <class Target>
ReverseKl step_from(const Target& p, const ReverseKl& at, double length, int nodes_per_sd) {
  const double sd = std::exp(at.log_sd);
  const double least = least_curvature(at);
  const double raise = least < 1e-3 ? 0.1 - least : 0;
  const double a = at.mean_mean * sd * sd + raise, b = at.mean_log_sd * sd, c = at.log_sd_log_sd + raise;
  const double determinant = a * c - b * b;
  const double mean_step = (-c * at.by_mean * sd + b * at.by_log_sd) / determinant;
  const double log_sd_step = (b * at.by_mean * sd - a * at.by_log_sd) / determinant;
  return reverse_kl_at(p, at.mean + sd * length * std::clamp(mean_step, -1.0, 1.0),
                       at.log_sd + length * std::clamp(log_sd_step, -0.5, 0.5), nodes_per_sd);
}

// Downhill until the steps no longer gain anything.
template <class Target>
ReverseKl descend(const Target& p, ReverseKl at, int nodes_per_sd, int most_steps) {
  for (int i = 0; i < most_steps; ++i) {
    ReverseKl next = step_from(p, at, 1, nodes_per_sd);
    for (double length = 0.5; !(next.kl <= at.kl) && length > 1e-3; length /= 4)
      next = step_from(p, at, length, nodes_per_sd);
    if (!(next.kl < at.kl)) break;
    at = next;
  }
  return at;
}

// The last digits, by full Newton steps; the value cannot judge them any more.
template <class Target>
ReverseKl polish(const Target& p, ReverseKl at, int nodes_per_sd) {
  for (int i = 0; i < 5; ++i) {
    const ReverseKl next = step_from(p, at, 1, nodes_per_sd);
    if (!(std::abs(next.by_mean) + std::abs(next.by_log_sd) < std::abs(at.by_mean) + std::abs(at.by_log_sd))) break;
    at = next;
  }
  return at;
}

}  // namespace vi::core
