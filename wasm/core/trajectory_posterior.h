#pragma once

#include <vector>

#include "core/mdp.h"

namespace vi::core {

// Success O = 1 over a whole trajectory of a stochastic process, p(O = 1 | trajectory) proportional to exp(sum r/alpha),
// undiscounted, H steps from state s0; without a prior the uniform one over each state's actions is meant. Two answers
// to "what does success ask for", at step 0 and in s0 (Levine 2018, arXiv 1805.00909, sections 2 and 3):
//  - the exact posterior: Q = r + alpha log E[exp(V/alpha)]. It bends the dynamics as well as the actions;
//  - the structured one: the best q with the true dynamics held fixed, Q = r + E[V], the soft Bellman backup.
// V and Q in the unit of the rewards. Errors as check(mdp, H) and require_state.

struct TrajectoryPosterior {
  double log_evidence;  // log p(O = 1) = v/alpha, in nats
  double v;
  Eigen::VectorXd q;
  Eigen::VectorXd policy;                 // p(a_0 | s_0, O = 1)
  std::vector<Eigen::VectorXd> dynamics;  // p(s_1 | s_0, a_0, O = 1) over the outcomes of each action
  double believed_reward;                 // E[sum r | O = 1]
  double true_reward;                     // E[sum r] if the posterior's actions meet the true dynamics
};
TrajectoryPosterior trajectory_posterior(const Mdp& mdp, double alpha, int horizon, int s0);

struct StructuredPosterior {
  double elbo;  // v/alpha <= log p(O = 1), in nats
  double gap;   // KL(q || posterior over trajectories), by the chain rule: a sum of nonnegative terms
  double v;
  Eigen::VectorXd q;
  Eigen::VectorXd policy;
  double true_reward;
};
StructuredPosterior structured_posterior(const Mdp& mdp, double alpha, int horizon, int s0);

}  // namespace vi::core
