#pragma once

#include "core/dirichlet.h"
#include "core/gamma.h"
#include "core/gaussian.h"
#include "core/squashed_normal.h"
#include "core/uniform.h"

namespace vi::core {

// KL(q || p) in nats between families on the line, where it is known. Arguments as the constructors accept them,
// otherwise Error(domain). Never negative; inf where q reaches beyond the support of p, or where it overflows. The
// terms may cancel: within some 1e-15 of the sum of their sizes.

/// To a normal, by q's mean, variance and entropy: the KL from the normal of that mean and variance, and what q's
/// entropy is below that normal's.
double kl(const Uniform& q, const Normal& p);
double kl(const Beta& q, const Normal& p);
double kl(const Gamma& q, const Normal& p);

/// To a uniform distribution: the log of its width less q's entropy.
double kl(const Beta& q, const Uniform& p);
double kl(const SquashedNormal& q, const Uniform& p);

/// By the means of x, log x and log(1 - x) under q.
double kl(const Uniform& q, const Beta& p);
double kl(const Uniform& q, const Gamma& p);
double kl(const Beta& q, const Gamma& p);

}  // namespace vi::core
