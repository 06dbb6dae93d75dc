#pragma once

#include <vector>

#include "core/soft_policy.h"

namespace vi::core {

// Soft policy iteration (Haarnoja et al. 2018, arXiv 1801.01290, section 4.1): evaluate the policy, then take the best
// answer to its Q in every state, pi proportional to prior exp(Q/alpha). No round lowers the value of any state, and
// the rounds come to soft_value_iteration's fixed point, faster than any fixed rate: they are Newton's method on the
// soft Bellman equation. Processes, alpha and gamma as soft_policy_evaluation and soft_value_iteration take them.

inline constexpr int max_iteration_rounds = 1'000;

/// The rounds between two of them; a step is a round.
struct SoftPolicyIteration {
  Mdp mdp;
  double alpha;
  double gamma;
  Eigen::VectorXd policy;  // of the choices, as weights
  int steps = 1;           // in all
  int step = 0;            // taken so far
};
void check(const SoftPolicyIteration& iteration);

/// What a round left behind, by soft_distance.
struct IterationTrace {
  std::vector<Eigen::VectorXd> value;  // of each state
  std::vector<double> distance;        // the largest gap of a state to the optimum's value, in the unit of the rewards
  std::vector<double> kl_to_optimal;   // the largest KL(pi || optimum) of a state, in nats
};
void add(IterationTrace& trace, const SoftPolicyIteration& iteration, const SoftOptimum& optimum);

/// How many rounds one call takes at most, one at least.
int most_steps(const SoftPolicyIteration& iteration);

/// At most `budget` further rounds (1 to 5,000) and at most most_steps. In whatever slices, the same to the last bit.
struct IterationSlice {
  SoftPolicyIteration iteration;
  IterationTrace trace;
};
IterationSlice soft_policy_iteration(const SoftPolicyIteration& iteration, int budget);

}  // namespace vi::core
