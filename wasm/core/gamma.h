#pragma once

namespace vi::core {

/// A distribution on (0, inf) with density prop. to x^(shape - 1) exp(-rate x).
struct Gamma {
  double shape;
  double rate;
};

/// Checked constructor: shape and rate > 0 and finite; otherwise Error(domain) naming "gamma".
Gamma make_gamma(double shape, double rate);

// Below, distributions as the constructor accepts them; otherwise Error(domain).

/// KL(q || p) in nats as a sum of nonnegative terms: near 1e-15 relative from nearly equal to wide apart, never
/// negative, 0 if and only if equal, inf where it overflows.
double kl(const Gamma& q, const Gamma& p);

/// Log density in nats; -inf below 0 and at inf. At 0 it is inf, log rate or -inf as the shape is below, at or above 1.
double log_prob(const Gamma& distribution, double x);

/// Differential entropy in nats.
double entropy(const Gamma& distribution);

/// shape/rate and shape/rate².
double mean(const Gamma& distribution);
double variance(const Gamma& distribution);

}  // namespace vi::core
