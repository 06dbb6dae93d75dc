#include "core/soft_policy_iteration.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/optimizers.h"

namespace vi::core {
namespace {

constexpr const char* who = "soft_policy_iteration";

SoftPolicyEvaluation evaluated(const SoftPolicyIteration& at) {
  return soft_policy_evaluation(at.mdp, at.policy, at.alpha, at.gamma, 0);
}

}  // namespace

void check(const SoftPolicyIteration& iteration) {
  check(iteration.mdp, 1);
  in_name_of(who, [&] { return evaluated(iteration); });
  require_count(who, "rounds", iteration.steps, 1, max_iteration_rounds);
  require_count(who, "round", iteration.step, 0, iteration.steps);
}

void add(IterationTrace& trace, const SoftPolicyIteration& iteration, const SoftOptimum& optimum) {
  Eigen::VectorXd logs = iteration.policy;
  for (double& entry : logs) entry = std::log(entry);
  const SoftDistance distance = soft_distance(iteration.mdp, logs, optimum, iteration.alpha, iteration.gamma);
  trace.value.push_back(evaluated(iteration).value);
  trace.distance.push_back(distance.gap.maxCoeff());
  trace.kl_to_optimal.push_back(distance.kl);
}

int most_steps(const SoftPolicyIteration& iteration) { return most_solved_steps(iteration.mdp); }

IterationSlice soft_policy_iteration(const SoftPolicyIteration& iteration, int budget) {
  check(iteration);
  require_count(who, "budget", budget, 1, max_slice_steps);
  IterationSlice slice{iteration, {}};
  auto& at = slice.iteration;
  const SoftOptimum optimum = soft_optimum(at.mdp, at.alpha, at.gamma);
  for (int left = std::min({budget, most_steps(at), at.steps - at.step}); left > 0; --left) {
    at.policy = soft_improvement(at.mdp, evaluated(at).q, at.alpha);
    ++at.step;
    add(slice.trace, at, optimum);
  }
  return slice;
}

}  // namespace vi::core
