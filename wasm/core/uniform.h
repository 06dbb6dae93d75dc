#pragma once

namespace vi::core {

/// The uniform distribution on [low, high].
struct Uniform {
  double low;
  double high;
};

/// Checked constructor: finite, low < high; otherwise Error(domain) naming "uniform".
Uniform make_uniform(double low, double high);

// Below, distributions as the constructor accepts them; otherwise Error(domain).

/// KL(q || p) in nats: the log of the ratio of the widths, inf where q reaches beyond p. Within 4 ulp, also where the
/// two are nearly equal; 0 if and only if equal.
double kl(const Uniform& q, const Uniform& p);

/// Log density in nats; -inf outside.
double log_prob(const Uniform& distribution, double x);

/// Differential entropy in nats, the log of the width.
double entropy(const Uniform& distribution);

double mean(const Uniform& distribution);
double variance(const Uniform& distribution);

}  // namespace vi::core
