#pragma once

#include "core/mdp.h"

namespace vi::core {

// Soft Bellman backups of a finite process: Q(s, a) = r(s, a) + gamma E[V(s')], and V(s) = soft_value(Q(s, ·), alpha),
// the KL form where the process has a prior, the entropy form (sum over actions) where it has none. Rewards, V and Q in
// one unit; alpha > 0 in the same. Levine 2018 (arXiv 1805.00909); Haarnoja et al. 2018 (arXiv 1801.01290).

/// Row t of each: the states at step t (value) or the choices at step t (q, policy), t = 0 … H - 1.
struct SoftBackward {
  Eigen::MatrixXd value;
  Eigen::MatrixXd q;
  Eigen::MatrixXd policy;
};

/// H steps back from V_H = 0; 0 <= gamma <= 1. Error(domain) and Error(limit) as check(mdp, H), before anything is
/// allocated.
SoftBackward soft_backward(const Mdp& mdp, double alpha, double gamma, int horizon);

/// log sum over all trajectories from s0 of p(trajectory) exp(sum_t gamma^t r_t/alpha), in nats, one by one: the second
/// path to value(0, s0)/alpha where the dynamics are deterministic and gamma is 1, and to log p(O) where they are not.
/// p(trajectory) has the prior's factors, or 1 for each action where there is none. Error(limit) above 100,000
/// trajectories, before the first.
double enumerate_evidence(const Mdp& mdp, double alpha, double gamma, int horizon, int s0);

/// The fixed point for an unlimited horizon, 0 <= gamma < 1; one row each. `residual` is the largest |V - backup of V|;
/// V is within residual/(1 - gamma) of the fixed point. Error(limit) where gamma is so near 1 that the backups would
/// visit more than 5,000,000 outcomes.
struct SoftFixedPoint {
  Eigen::VectorXd value;
  Eigen::VectorXd q;
  Eigen::VectorXd policy;
  double residual;
};
SoftFixedPoint soft_value_iteration(const Mdp& mdp, double alpha, double gamma);

/// How many backups from 0 bring every digit of a fixed point at gamma; the errors of its functions.
int backups_to_fixed_point(const char* who, const Mdp& mdp, double gamma);

}  // namespace vi::core
