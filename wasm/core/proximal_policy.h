#pragma once

#include "core/policy_climb.h"

namespace vi::core {

// PPO-clip (Schulman et al. 2017, arXiv 1707.06347) on one step of control, in rounds. A round keeps the policy that it
// starts from as pi_old and climbs, for a number of epochs, the surrogate
//   L(theta) = ppo_clip(theta, theta_old, A, epsilon) - beta KL(pi || anchor),   A = reward - E_old[reward].
// With the prior as the anchor (the KL to the reference of RLHF) the rounds rest where the gradient of
// E[reward] - beta KL(pi || prior) is 0: at tilt(prior, reward, beta). With pi_old as the anchor the penalty only slows
// them: each round tilts the last policy, as tilt_rounds does, and they run off to the best action. (The paper's other
// penalty is KL(pi_old || pi), the other way round; for policies near each other the two are one.)

enum class Anchor { reference, old_policy };

inline constexpr int max_rounds = 100'000;  // in all
inline constexpr int max_epochs = 1'000;    // of a round

/// The rounds between two of them; a step is a round.
struct ProximalPolicy {
  OneStepProblem problem;  // beta is that of the penalty
  Eigen::VectorXd theta;
  Anchor anchor = Anchor::reference;
  double epsilon = 0.2;
  int epochs = 10;
  int samples = 0;        // actions that a round draws from pi_old; 0: exact expectations
  Optimizer optimizer{};  // gradient_ascent or adam, whose means stay from round to round
  int steps = 1;          // in all
  int step = 0;           // taken so far
  Generator generator = Generator(1);
};

/// Error(domain) unless theta and problem are as kl_objective takes them, 0 < epsilon < 1, and the rest as its comments
/// say.
void check(const ProximalPolicy& ppo);

/// As most_steps of a climb, for rounds.
int most_steps(const ProximalPolicy& ppo);

/// L and its gradient by theta, whose advantages are exact, or estimated by the round's draws.
struct ProximalSurrogate {
  double value;
  Eigen::VectorXd gradient;
};
ProximalSurrogate surrogate(const ProximalPolicy& ppo, const Eigen::VectorXd& theta, const Eigen::VectorXd& theta_old,
                            const Eigen::VectorXd& advantages);

/// reward - E_old[reward] of each action, or, from draws, times n_a/(n pi_old(a)), n_a how often a was drawn: the
/// clipped surrogate with these is the mean over the draws.
Eigen::VectorXd round_advantages(ProximalPolicy& ppo);

/// At most `budget` further rounds, as climb_policy takes steps. The trace holds E[reward] - beta KL(pi || prior) and
/// the distance to its maximum, whatever the anchor.
struct ProximalSlice {
  ProximalPolicy ppo;
  PolicyTrace trace;
};
ProximalSlice proximal_policy(const ProximalPolicy& ppo, int budget);

}  // namespace vi::core
