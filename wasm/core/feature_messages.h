#pragma once

#include "core/mdp.h"

namespace vi::core {

// A process whose reward is linear in features: choice c earns theta · phi_c (row c of phi) instead of the process's
// own reward. H steps from state s0, undiscounted, at temperature 1, so theta/alpha stands for a temperature alpha;
// values in nats. Without a prior every action sequence weighs 1 (the entropy form); the uniform prior over N actions
// takes H log N from the value.

/// What success does to chance: in the posterior over trajectories it bends, p(trajectory) exp(theta · features)/Z
/// (Ziebart, Maas, Bagnell & Dey 2008); under maximum causal entropy it stays as it is, Q = theta · phi + E[V]
/// (Ziebart, Bagnell & Dey 2010). The same where nothing is left to chance.
enum class Chance { bends, stays };

inline constexpr int max_features = 32;

/// Seen from s0 at step 0.
struct FeatureMessages {
  double value;               // log Z where chance bends; V of the soft policy where it stays
  Eigen::VectorXd features;   // dvalue/dtheta: the expected sum of phi over a trajectory
  Eigen::MatrixXd curvature;  // d²value/dtheta²: Cov of the features where chance bends; symmetric, never negative
  Eigen::VectorXd visits;     // of each choice, expected over all steps, by messages forward: features = phi^T visits
  Eigen::VectorXd true_features;  // expected if this policy meets the true dynamics; = features where chance stays
};

/// 1 to 32 features; outcomes × H × features² <= 10,000,000, else Error(limit); phi and theta finite, else
/// Error(domain) naming state and action; the rest as check(mdp, H) and require_state. `who` asks.
FeatureMessages feature_messages(const char* who, const Mdp& mdp, const Eigen::MatrixXd& phi,
                                 const Eigen::VectorXd& theta, int horizon, int s0, Chance chance);

/// Error as above, for functions that need the features alone.
void check_features(const char* who, const Mdp& mdp, const Eigen::MatrixXd& phi, int horizon, int s0);

}  // namespace vi::core
