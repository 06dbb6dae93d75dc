#include "core/squashed_actor.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/normal_draw.h"

namespace vi::core {
namespace {

constexpr const char* who = "squashed_actor";

// The exact gradient, or the mean of as many draws.
ElboGradient next_gradient(SquashedActor& actor) {
  if (actor.samples == 0) return squashed_gradient(actor.problem, actor.policy);
  ElboGradient sum{0, 0};
  for (int i = 0; i < actor.samples; ++i) {
    const ElboGradient draw = squashed_gradient_draw(actor.problem, actor.policy, normal_draw(actor.generator));
    sum.mean += draw.mean;
    sum.log_sd += draw.log_sd;
  }
  return {sum.mean / actor.samples, sum.log_sd / actor.samples};
}

// The KL of two squashed normals is that of the normals, so their natural gradients are one.
Normal next_base(SquashedActor& actor, const ElboGradient& gradient) {
  const Normal& base = actor.policy.base;
  if (actor.optimizer.method == Ascent::natural_gradient)
    return natural_gradient_update(gradient, base, actor.optimizer.rate).q;
  const Eigen::VectorXd update = next_update(actor.optimizer, Eigen::VectorXd{{gradient.mean, gradient.log_sd}});
  return make_normal(base.mean + update(0), base.variance * std::exp(2 * update(1)));
}

void take_step(SquashedActor& actor) {
  ++actor.step;
  try {
    actor.policy.base = next_base(actor, next_gradient(actor));
    check(actor.policy);
  } catch (const Error& error) {
    fail(error.code, {who, ": step ", actor.step, ": ", without_name(error)}, {},
         "take a smaller rate, or more samples");
  }
}

}  // namespace

void check(const SquashedActor& actor) {
  in_name_of(who, [&] {
    check(actor.problem);
    check(actor.policy);
  });
  check(actor.optimizer, 2, actor.step);
  require_count(who, "samples", actor.samples, 0, max_actor_samples);
  require_count(who, "steps", actor.steps, 1, max_actor_steps);
  require_count(who, "step", actor.step, 0, actor.steps);
}

void add(ActorTrace& trace, const SquashedActor& actor, double varying_log_evidence) {
  const double alpha = actor.problem.alpha;
  const SquashedObjective varying = squashed_objective(without_constant(actor.problem), actor.policy);
  const double reward = actor.problem.coefficients(0) + varying.expected_reward;
  trace.objective.push_back(reward + alpha * varying.entropy);
  trace.expected_reward.push_back(reward);
  trace.entropy.push_back(varying.entropy);
  trace.kl_to_optimal.push_back(std::max(0.0, varying_log_evidence - varying.value / alpha));
  trace.mean.push_back(actor.policy.base.mean);
  trace.variance.push_back(actor.policy.base.variance);
}

ActorSlice squashed_actor(const SquashedActor& actor, int budget) {
  check(actor);
  require_count(who, "budget", budget, 1, max_slice_steps);
  ActorSlice slice{actor, {}};
  const double evidence = log_evidence(without_constant(actor.problem));
  for (int left = std::min(budget, actor.steps - actor.step); left > 0; --left) {
    take_step(slice.actor);
    add(slice.trace, slice.actor, evidence);
  }
  return slice;
}

}  // namespace vi::core
