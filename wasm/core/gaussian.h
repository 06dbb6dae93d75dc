#pragma once

namespace vi::core {

/// N(mean, variance) of one real variable.
struct Normal {
  double mean;
  double variance;
};

/// The same family by its standard deviation. A type of its own, so that s is never read as s².
struct NormalSd {
  double mean;
  double sd;
};

/// Checked constructors: mean finite, variance or sd > 0 and finite (5e-324 and 1e308 are values).
/// Otherwise Error(domain), e.g. "normal: variance must be > 0, got -1".
Normal make_normal(double mean, double variance);
NormalSd make_normal_sd(double mean, double sd);

// Below, q and p are as the constructors accept them; each function checks again and refuses alike.

/// KL(q || p) in nats, = log(sd_p/sd_q) + (var_q + (mean_q - mean_p)²)/(2 var_p) - 1/2, computed as a sum of
/// nonnegative terms. Within 4 ulp wherever the result is normal; never negative; 0 if and only if q equals p
/// (a result below the smallest positive double is that double); overflow gives inf.
/// The result is for the family, not the record: kl(NormalSd) is not kl(Normal) with rounded squares.
double kl(const Normal& q, const Normal& p);
double kl(const NormalSd& q, const NormalSd& p);

/// log N(x; mean, variance) in nats. x may be ±inf (-inf there), not NaN. Never overflows to inf.
double log_prob(const Normal& distribution, double x);
double log_prob(const NormalSd& distribution, double x);

/// Differential entropy in nats, (log(2 pi variance) + 1)/2; negative for a variance below 1/(2 pi e).
double entropy(const Normal& distribution);
double entropy(const NormalSd& distribution);

}  // namespace vi::core
