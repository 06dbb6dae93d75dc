#include "core/soft_policy_gradient.h"

#include <algorithm>
#include <cmath>

#include "core/categorical.h"
#include "core/check.h"
#include "core/draws.h"
#include "core/error.h"
#include "core/policy_climb.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr const char* who = "soft_policy_gradient";

// What stands for a step of a climb when its trajectories and its solves are counted.
double sampled_steps(const SoftPolicyClimb& climb) { return climb.samples / (1 - climb.gamma); }

// A policy and what it is held against, worked out once a step.
struct Policy {
  VectorXd logs, chance, penalty;  // of a choice; penalty = alpha log(pi/prior)
  SoftPolicyEvaluation worth;
};

Policy policy_of(const SoftPolicyClimb& climb) {
  const VectorXd logs = log_policy(climb.mdp, climb.theta), prior = log_prior(climb.mdp);
  Policy result{logs, logs, VectorXd::Zero(logs.size()), {}};
  for (Index c = 0; c < logs.size(); ++c) {
    result.chance(c) = std::exp(logs(c));
    if (std::isfinite(logs(c))) result.penalty(c) = climb.alpha * (logs(c) - prior(c));
  }
  result.worth = soft_policy_evaluation(climb.mdp, result.chance, climb.alpha, climb.gamma, climb.s0);
  return result;
}

VectorXd within(const VectorXd& of_choices, const Mdp& mdp, int s) {
  return of_choices.segment(mdp.choices[s], mdp.choices[s + 1] - mdp.choices[s]);
}

// What is taken off the returns of a state.
VectorXd baselines(const SoftPolicyClimb& climb, const Policy& at) {
  VectorXd result = VectorXd::Zero(climb.mdp.states());
  const VectorXd worth = at.worth.q - at.penalty;
  for (int s = 0; s < climb.mdp.states() && climb.baseline; ++s)
    result(s) = best_baseline(within(at.chance, climb.mdp, s), within(worth, climb.mdp, s));
  return result;
}

struct Visit {
  int state;
  int choice;
};

// From s0 until the process or the discount ends it. The walk draws its action, whether it ends, and where it goes.
void draw_trajectory(SoftPolicyClimb& climb, const VectorXd& chance, std::vector<Visit>& trajectory) {
  const Mdp& mdp = climb.mdp;
  trajectory.clear();
  for (int s = climb.s0;;) {
    const int c = mdp.choices[s] + draw_categorical(running_sums(within(chance, mdp, s)), climb.generator);
    trajectory.push_back({s, c});
    const int first = mdp.outcomes[c], last = mdp.outcomes[c + 1];
    if (first == last || !(climb.generator.uniform() < climb.gamma)) return;
    s = mdp.next[std::size_t(first +
                             draw_categorical(running_sums(part(mdp.probability, first, last)), climb.generator))];
  }
}

void take_step(SoftPolicyClimb& climb) {
  ++climb.step;
  try {
    const auto direction = [&]() -> VectorXd {
      if (climb.samples > 0) return sampled_soft_policy_gradient(climb);
      const SoftPolicyGradient exact = soft_policy_gradient(climb);
      return climb.optimizer.method == Ascent::natural_gradient ? exact.advantage : exact.gradient;
    };
    climb.theta += next_update(climb.optimizer, direction());
    require_entries(require_finite, who, "theta", climb.theta);
  } catch (const Error& error) {
    fail(error.code, {who, ": step ", climb.step, ": ", without_name(error)}, {},
         "take a smaller rate, or more samples");
  }
}

}  // namespace

void check(const SoftPolicyClimb& climb) {
  check(climb.mdp, 1);
  require_same_size(who, "theta", climb.theta.size(), std::ptrdiff_t(climb.mdp.reward.size()), "actions");
  require_entries(require_finite, who, "theta", climb.theta);
  in_name_of(who, [&] { return policy_of(climb); });
  check(climb.optimizer, climb.theta.size(), climb.step);
  require_count(who, "samples", climb.samples, 0, max_trajectories);
  if (climb.samples > 0 && climb.optimizer.method == Ascent::natural_gradient)
    fail(Code::domain, {who, ": the method cannot be natural_gradient where trajectories are drawn"}, {},
         "write adam(1/20) or gradient_ascent(1/20)");
  if (sampled_steps(climb) > max_sampled_steps)
    fail(Code::limit, {who, ": gamma is too near 1 for ", climb.samples, " trajectories a step"}, {},
         "samples/(1 - gamma) must be at most 1,000,000");
  require_count(who, "steps", climb.steps, 1, 1'000'000);
  require_count(who, "step", climb.step, 0, climb.steps);
}

VectorXd log_policy(const Mdp& mdp, const VectorXd& theta) {
  VectorXd logits = theta;
  for (Index c = 0; c < theta.size() && !mdp.prior.empty(); ++c)
    if (mdp.prior[std::size_t(c)] == 0) logits(c) = -INFINITY;
  for (int s = 0; s < mdp.states(); ++s) {
    const VectorXd logs = log_probabilities(CategoricalLogits{within(logits, mdp, s)});
    logits.segment(mdp.choices[s], logs.size()) = logs;
  }
  return logits;
}

SoftPolicyGradient soft_policy_gradient(const SoftPolicyClimb& climb) {
  const Policy at = policy_of(climb);
  SoftPolicyGradient result{at.worth.value(climb.s0), at.penalty, at.penalty};
  for (int s = 0; s < climb.mdp.states(); ++s) {
    for (int c = climb.mdp.choices[s]; c < climb.mdp.choices[s + 1]; ++c) {
      result.advantage(c) = std::isfinite(at.logs(c)) ? at.worth.q(c) - at.penalty(c) - at.worth.value(s) : 0;
      result.gradient(c) = at.worth.occupancy(s) * at.chance(c) * result.advantage(c);
    }
  }
  return result;
}

VectorXd sampled_soft_policy_gradient(SoftPolicyClimb& climb) {
  const Policy at = policy_of(climb);
  VectorXd gradient = VectorXd::Zero(climb.theta.size()), pull = VectorXd::Zero(climb.mdp.states());
  const VectorXd baseline = baselines(climb, at);
  std::vector<Visit> trajectory;
  for (int i = 0; i < climb.samples; ++i) {
    draw_trajectory(climb, at.chance, trajectory);
    double later = 0;  // G_t
    for (auto visit = trajectory.rbegin(); visit != trajectory.rend(); ++visit) {
      later += climb.mdp.reward[std::size_t(visit->choice)] - at.penalty(visit->choice);
      const double surprise = (later - baseline(visit->state)) / climb.samples;
      gradient(visit->choice) += surprise;
      pull(visit->state) += surprise;
    }
  }
  for (int s = 0; s < climb.mdp.states(); ++s)
    for (int c = climb.mdp.choices[s]; c < climb.mdp.choices[s + 1]; ++c) gradient(c) -= at.chance(c) * pull(s);
  return gradient;
}

void add(SoftPolicyTrace& trace, const SoftPolicyClimb& climb, const SoftOptimum& optimum) {
  const Policy at = policy_of(climb);
  const SoftDistance distance = soft_distance(climb.mdp, at.logs, optimum, climb.alpha, climb.gamma);
  trace.value.push_back(at.worth.value(climb.s0));
  trace.gap.push_back(distance.gap(climb.s0));
  trace.distance.push_back(distance.gap.maxCoeff());
}

int most_steps(const SoftPolicyClimb& climb) {
  const double by_samples = 1e6 / std::max(sampled_steps(climb), 1.0);
  return std::max(1, std::min(most_solved_steps(climb.mdp), static_cast<int>(by_samples)));
}

SoftPolicySlice climb_soft_policy(const SoftPolicyClimb& climb, int budget) {
  check(climb);
  require_count(who, "budget", budget, 1, max_slice_steps);
  SoftPolicySlice slice{climb, {}};
  const SoftOptimum optimum = soft_optimum(climb.mdp, climb.alpha, climb.gamma);
  for (int left = std::min({budget, most_steps(climb), climb.steps - climb.step}); left > 0; --left) {
    take_step(slice.climb);
    add(slice.trace, slice.climb, optimum);
  }
  return slice;
}

}  // namespace vi::core
