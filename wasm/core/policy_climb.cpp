#include "core/policy_climb.h"

#include <algorithm>
#include <cmath>

#include "core/categorical.h"
#include "core/check.h"
#include "core/draws.h"
#include "core/error.h"
#include "core/policy_surrogates.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr const char* who = "policy_gradient";

KlObjective objective(const OneStepProblem& problem, const VectorXd& theta) {
  return kl_objective(theta, problem.prior, problem.reward, problem.beta);
}

// About the largest reward, which is worth 0: the others are worth less, and -inf where beta is that small.
VectorXd optimal_logits(const OneStepProblem& problem) {
  VectorXd logits = prior_logits(problem);
  const double top = problem.reward(largest(problem.reward));
  for (Index a = 0; a < logits.size(); ++a) logits(a) += (problem.reward(a) - top) / problem.beta;
  return logits;
}

VectorXd next_direction(PolicyClimb& climb) {
  const bool natural = climb.optimizer.method == Ascent::natural_gradient;
  if (climb.samples == 0) {
    const KlObjective here = objective(climb.problem, climb.theta);
    return natural ? here.advantage : here.gradient;
  }
  VectorXd advantage = sampled_advantage(climb.problem, climb.theta, climb.samples, climb.baseline, climb.generator);
  if (!natural) advantage.array() *= probabilities(CategoricalLogits{climb.theta}).array();
  return advantage;
}

void take_step(PolicyClimb& climb) {
  ++climb.step;
  try {
    climb.theta += next_update(climb.optimizer, next_direction(climb));
    require_finite_entries(who, "theta", climb.theta);
  } catch (const Error& error) {
    fail(error.code, {who, ": step ", climb.step, ": ", without_name(error)}, {},
         "take a smaller rate, or more samples");
  }
}

}  // namespace

void check(const char* name, const OneStepProblem& problem, const VectorXd& theta) {
  require_same_size(name, "theta", theta.size(), problem.prior.size());
  in_name_of(name, [&] { return objective(problem, theta); });
}

double kl_to_optimal(const OneStepProblem& problem, const VectorXd& theta) {
  return kl(CategoricalLogits{theta}, CategoricalLogits{optimal_logits(problem)});
}

VectorXd prior_logits(const OneStepProblem& problem) { return log_probabilities(Categorical{problem.prior}); }

// |grad log pi_a|² = 1 - 2 pi_a + sum pi². A policy that is all but sure of one action has none.
double best_baseline(const VectorXd& policy, const VectorXd& worth) {
  const double squares = expectation(policy, policy);
  VectorXd weights = policy;
  for (double& weight : weights) weight *= 1 - 2 * weight + squares;
  const double total = weights.sum();
  return total > 0 ? expectation(weights, worth) / total : expectation(policy, worth);
}

// With n_a draws of action a, advantage_a = n_a (c_a - b)/(n pi_a) - mean of c - b over all draws.
VectorXd sampled_advantage(const OneStepProblem& problem, const VectorXd& theta, int samples, bool baseline,
                           Generator& generator) {
  require_count(who, "samples", samples, 1, max_policy_samples);
  const KlObjective here = objective(problem, theta);
  VectorXd worth = here.advantage.array() + here.value;
  if (baseline) worth.array() -= best_baseline(here.policy, worth);
  const VectorXd sums = running_sums(here.policy);
  VectorXd result = VectorXd::Zero(theta.size());
  double mean = 0;
  for (int i = 0; i < samples; ++i) {
    const int a = draw_categorical(sums, generator);
    result(a) += worth(a) / (samples * here.policy(a));
    mean += worth(a) / samples;
  }
  result.array() -= mean;
  return result;
}

void add(PolicyTrace& trace, const OneStepProblem& problem, const VectorXd& theta) {
  const KlObjective here = objective(problem, theta);
  trace.objective.push_back(here.value);
  trace.expected_reward.push_back(here.expected_reward);
  trace.kl_to_prior.push_back(here.kl_to_prior);
  trace.kl_to_optimal.push_back(kl_to_optimal(problem, theta));
  trace.policy.push_back(here.policy);
}

void check(const PolicyClimb& climb) {
  check(who, climb.problem, climb.theta);
  check(climb.optimizer, climb.theta.size(), climb.step);
  require_count(who, "samples", climb.samples, 0, max_policy_samples);
  require_count(who, "steps", climb.steps, 1, max_policy_steps);
  require_count(who, "step", climb.step, 0, climb.steps);
}

int most_steps(const PolicyClimb& climb) {
  return std::clamp(static_cast<int>(100'000 / climb.theta.size()), 1, max_slice_steps);
}

PolicySlice climb_policy(const PolicyClimb& climb, int budget) {
  check(climb);
  require_count(who, "budget", budget, 1, max_slice_steps);
  PolicySlice slice{climb, {}};
  for (int left = std::min({budget, most_steps(climb), climb.steps - climb.step}); left > 0; --left) {
    take_step(slice.climb);
    add(slice.trace, slice.climb.problem, slice.climb.theta);
  }
  return slice;
}

}  // namespace vi::core
