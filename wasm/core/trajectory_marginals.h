#pragma once

#include "core/mdp.h"

namespace vi::core {

// The two posteriors of trajectory_posterior.h at every step: messages backward give policies (and, for the exact one,
// bent dynamics), messages forward the states. Undiscounted, H steps from s0, the uniform prior where there is none.
// Row t: states (t = 0 … H), choices or outcomes (t = 0 … H - 1) in the order of the process. Where an episode has
// ended there is no state: such rows sum to less than 1. Errors as trajectory_posterior.

struct PosteriorMarginals {
  double log_evidence;       // of the exact one; the ELBO of the structured one, in nats
  Eigen::MatrixXd states;    // P(s_t = s | O = 1), or under q
  Eigen::MatrixXd policy;    // p(a_t | s_t, O = 1), also where s_t is never met
  Eigen::MatrixXd dynamics;  // p(s_t+1 | s_t, a_t, O = 1) of each outcome: bent, or the true ones
};
PosteriorMarginals exact_marginals(const Mdp& mdp, double alpha, int horizon, int s0);
PosteriorMarginals structured_marginals(const Mdp& mdp, double alpha, int horizon, int s0);

}  // namespace vi::core
