#pragma once

namespace vi::core {

/// One trial that succeeds with probability p, 0 <= p <= 1.
struct Bernoulli {
  double p;
};

/// Checked constructor: otherwise Error(domain) naming "bernoulli".
Bernoulli make_bernoulli(double p);

/// KL(q || p) in nats as the sum of its two nonnegative terms; 0 log 0 = 0, inf where p rules out what q allows.
/// Within 8 ulp, never negative, 0 if and only if equal. (1 - p is as exact as a double p leaves it.)
double kl(const Bernoulli& q, const Bernoulli& p);

/// Shannon entropy in nats, between 0 and log 2; 0 at both ends.
double entropy(const Bernoulli& distribution);

/// Log probability in nats of an outcome, 0 or 1; otherwise Error(domain).
double log_prob(const Bernoulli& distribution, double outcome);

}  // namespace vi::core
