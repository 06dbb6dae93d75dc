#pragma once

#include <vector>

#include "core/optimizers.h"
#include "core/random.h"
#include "core/soft_policy.h"

namespace vi::core {

// The soft value of one state climbed by a policy of one logit a choice, pi(a|s) proportional to exp(theta(s, a)) over
// the actions that the prior allows. Processes, alpha and gamma as soft_policy_evaluation and soft_value_iteration take
// them.

inline constexpr int max_trajectories = 1'000;          // a step
inline constexpr double max_sampled_steps = 1'000'000;  // expected at most in the trajectories of one step of a climb

/// A climb between two steps: a plain value and all there is.
struct SoftPolicyClimb {
  Mdp mdp;
  double alpha;
  double gamma;
  int s0;                 // whose value is climbed
  Eigen::VectorXd theta;  // of a choice
  Optimizer optimizer{};  // natural_gradient at rate 1/alpha is soft policy iteration (Cen et al. 2022)
  int samples = 0;        // trajectories from s0 a step; 0: the exact gradient
  bool baseline = false;  // of the samples
  int steps = 1;          // in all
  int step = 0;           // taken so far
  Generator generator = Generator(1);
};
void check(const SoftPolicyClimb& climb);

/// log pi of each choice; -inf for one that the prior rules out.
Eigen::VectorXd log_policy(const Mdp& mdp, const Eigen::VectorXd& theta);

/// Of a choice: `advantage` Q - alpha log(pi/prior) - V, the natural gradient, and `gradient` of V(s0), that times pi
/// and times the discounted visits of its state (the policy gradient theorem; Sutton et al. 2000). Both 0 for a choice
/// that the prior rules out.
struct SoftPolicyGradient {
  double value;  // V(s0)
  Eigen::VectorXd advantage;
  Eigen::VectorXd gradient;
};
SoftPolicyGradient soft_policy_gradient(const SoftPolicyClimb& climb);

/// The same gradient by the score function (REINFORCE; Williams 1992): the mean over `samples` trajectories from s0 of
/// the sum over their steps of grad log pi(a_t|s_t) (G_t - b(s_t)). After each step a trajectory ends with probability
/// 1 - gamma, which is what the discount means, and G_t is the plain sum of r - alpha log(pi/prior) from t on. The
/// baseline b is 0, or each state's best_baseline for the exact advantage.
Eigen::VectorXd sampled_soft_policy_gradient(SoftPolicyClimb& climb);

/// What a step left behind, computed exactly.
struct SoftPolicyTrace {
  std::vector<double> value;     // V(s0)
  std::vector<double> gap;       // of s0: the optimum's value less this, by soft_distance
  std::vector<double> distance;  // the largest gap of a state, also of those that s0 does not lead to
};
void add(SoftPolicyTrace& trace, const SoftPolicyClimb& climb, const SoftOptimum& optimum);

/// How many steps one call takes at most, one at least.
int most_steps(const SoftPolicyClimb& climb);

/// At most `budget` further steps (1 to 5,000) and at most most_steps. In whatever slices, the same to the last bit.
struct SoftPolicySlice {
  SoftPolicyClimb climb;
  SoftPolicyTrace trace;
};
SoftPolicySlice climb_soft_policy(const SoftPolicyClimb& climb, int budget);

}  // namespace vi::core
