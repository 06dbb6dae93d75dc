#pragma once

#include "core/absorbing.h"
#include "core/mdp.h"

namespace vi::core {

// What a policy earns and where it goes. A policy is given by weights >= 0 of the choices, not all 0 within a state;
// they are normalised. Rewards, values and returns in one unit. Errors as check(mdp, H); Error(domain) names the state
// whose policy is none. Sutton & Barto 2018, chapters 3 and 4.

/// Unlimited horizon, 0 <= gamma < 1, by a linear solve.
struct PolicyEvaluation {
  Eigen::VectorXd value;
  Eigen::VectorXd q;
  Eigen::VectorXd occupancy;  // of a choice: sum over t of gamma^t P(s_t = s, a_t = a | s0)
  double expected_return;     // from s0; also the sum of occupancy times reward
};
PolicyEvaluation policy_evaluation(const Mdp& mdp, const Eigen::VectorXd& policy, double gamma, int s0);

/// H steps, 0 <= gamma <= 1: values by messages backward, states by messages forward. Row t of `policies` weighs the
/// choices at step t; one row serves every step.
struct PolicyOverHorizon {
  Eigen::MatrixXd value;  // (t, s), t = 0 … H - 1
  Eigen::MatrixXd states;  // (t, s), t = 0 … H: P(s_t = s | s0); a row sums to less than 1 once episodes may have ended
  Eigen::VectorXd occupancy;  // of a choice, as above, over the H steps
  double expected_return;
};
PolicyOverHorizon policy_over_horizon(const Mdp& mdp, const Eigen::MatrixXd& policies, double gamma, int horizon,
                                      int s0);

/// The expected number of steps from each state until the episode ends; inf where it may never end.
Eigen::VectorXd expected_steps(const Mdp& mdp, const Eigen::VectorXd& policy);

/// The policy as probabilities.
Eigen::VectorXd normalised_policy(const Mdp& mdp, Eigen::VectorXd policy);

/// The walk over the states that such a policy makes, if each step is the last one with probability 1 - gamma: its
/// expected totals are discounted ones.
Absorbing walk_of(const Mdp& mdp, const Eigen::VectorXd& policy, double gamma);

/// Row t + 1 of the states, from row t: each choice is taken with policy(c), each outcome met with dynamics(o).
Eigen::VectorXd states_after(const Mdp& mdp, const Eigen::VectorXd& states, const Eigen::VectorXd& policy,
                             const Eigen::VectorXd& dynamics);

}  // namespace vi::core
