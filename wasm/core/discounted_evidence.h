#pragma once

#include "core/mdp.h"

namespace vi::core {

/// Discount as termination: after every step the episode ends with probability 1 - gamma, and success O = 1 has the
/// potential exp(sum r/alpha) over however many steps there were. The exact message is
///   z(s) = E_prior[exp(r/alpha) ((1 - gamma) + gamma E z(s'))],
/// linear in z, so its fixed point is finite where the tilted operator gamma E_prior[exp(r/alpha) P] on the states
/// that s0 reaches has spectral radius < 1, and inf elsewhere: a result, no error. (The soft value iteration, which
/// holds the dynamics and with them the length of life fixed, stays finite.) Without a prior the uniform one.
/// 0 <= gamma < 1; alpha > 0; rewards and v in one unit, log_evidence in nats. At most 64 states. Errors as
/// check(mdp, 1) and require_state. Toussaint & Storkey 2006; Levine 2018 (arXiv 1805.00909).
struct DiscountedEvidence {
  double log_evidence;
  double v;                // alpha log_evidence
  double spectral_radius;  // of the tilted operator; 0 where no state is ever met twice
};
DiscountedEvidence discounted_evidence(const Mdp& mdp, double alpha, double gamma, int s0);

}  // namespace vi::core
