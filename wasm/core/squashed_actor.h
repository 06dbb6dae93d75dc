#pragma once

#include <vector>

#include "core/optimizers.h"
#include "core/random.h"
#include "core/squashed_reward.h"

namespace vi::core {

// The objective of squashed_reward climbed by a squashed normal, as SAC climbs it: a = tanh(mean + sd e).

inline constexpr int max_actor_steps = 1'000'000;  // in all
inline constexpr int max_actor_samples = 1'000;    // a step

/// A climb between two steps: a plain value and all there is.
struct SquashedActor {
  SquashedReward problem;
  SquashedNormal policy;
  Optimizer optimizer{};  // of mean and log sd; natural_gradient as natural_gradient_update
  int samples = 0;        // of e a step; 0: the exact gradient
  int steps = 1;          // in all
  int step = 0;           // taken so far
  Generator generator = Generator(1);
};

/// Error(domain) unless problem and policy are as squashed_objective takes them and the rest as its comments say.
void check(const SquashedActor& actor);

/// What a step left behind, computed exactly; kl_to_optimal = log Z - J/alpha, to the best density of all. That is
/// computed from the reward without its constant, so the log Z passed to `add` must be without it too.
struct ActorTrace {
  std::vector<double> objective, expected_reward, entropy, kl_to_optimal, mean, variance;
};
void add(ActorTrace& trace, const SquashedActor& actor, double varying_log_evidence);

/// At most `budget` further steps (1 to 5,000), one place of the trace for each. In whatever slices, the same to the
/// last bit. Error(domain), naming the step, where one leaves the bounds of squashed_objective.
struct ActorSlice {
  SquashedActor actor;
  ActorTrace trace;
};
ActorSlice squashed_actor(const SquashedActor& actor, int budget);

}  // namespace vi::core
