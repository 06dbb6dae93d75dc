#pragma once

#include <Eigen/Core>

#include "core/mdp.h"

namespace vi::core {

// One policy of a finite process in the soft sense: V(s) = E sum_t gamma^t (r_t - alpha log(pi/prior)), the entropy
// form sum_t gamma^t (r_t + alpha H(pi)) where the process has no prior. A policy is weights of the choices as
// policy_evaluation takes them; 0 <= gamma < 1, alpha > 0; at most 200 states, since each policy is solved for by
// elimination. Errors as policy_evaluation; Error(domain) where a policy takes what the prior rules out, Error(limit)
// for more states.

inline constexpr int max_solved_states = 200;

struct SoftPolicyEvaluation {
  Eigen::VectorXd value;      // of a state
  Eigen::VectorXd q;          // of a choice: r + gamma E[V(s')], before its own penalty
  Eigen::VectorXd kl;         // of a state: KL(pi || prior), or -H(pi), in nats
  Eigen::VectorXd occupancy;  // of a state: sum over t of gamma^t P(s_t = s | s0)
};
SoftPolicyEvaluation soft_policy_evaluation(const Mdp& mdp, const Eigen::VectorXd& policy, double alpha, double gamma,
                                            int s0);

/// The best soft policy, by soft_value_iteration, as policies are held against it.
struct SoftOptimum {
  Eigen::VectorXd value;       // of a state
  Eigen::VectorXd log_policy;  // of a choice
};
SoftOptimum soft_optimum(const Mdp& mdp, double alpha, double gamma);

/// How far a policy, given by its logarithms, is from that: `gap` of a state is V_optimum - V, computed as alpha times
/// the expected discounted sum of KL(pi || optimum) over the states that it visits (the performance difference of soft
/// policies; Mei et al. 2020, arXiv 2005.06392): no difference, so it keeps its digits near the optimum.
struct SoftDistance {
  Eigen::VectorXd gap;  // of a state, in the unit of the rewards
  double kl;            // the largest KL(pi || optimum) of a state
};
SoftDistance soft_distance(const Mdp& mdp, const Eigen::VectorXd& log_policy, const SoftOptimum& optimum, double alpha,
                           double gamma);

/// How many policies of this process one call solves for at most, so that it takes a fraction of a second; one at
/// least.
int most_solved_steps(const Mdp& mdp);

/// log p of all choices, within their states; the prior's, or 0 where there is none.
Eigen::VectorXd log_prior(const Mdp& mdp);

/// The soft improvement: pi(a|s) proportional to prior exp(Q(s, a)/alpha).
Eigen::VectorXd soft_improvement(const Mdp& mdp, const Eigen::VectorXd& q, double alpha);

}  // namespace vi::core
