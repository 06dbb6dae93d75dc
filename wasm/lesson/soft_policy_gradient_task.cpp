// The state of the task soft_policy_gradient has these fields and no others:
//   mdp, alpha, gamma, s0   the process as {transitions, rewards, prior}, and the rest as it was given
//   theta                   the logits [s][a] as they stand now
//   method, steps, step     {"method": "adam", "rate": 0.05}, in all, and taken
//   first, second           Adam's running means, only for adam
//   estimator               {"estimator": "score", "samples": 16}, only where trajectories are drawn
//   generator               its state as eight words of 32 bits
#include "core/soft_policy_gradient.h"

#include <cmath>

#include "lesson/mdp_values.h"
#include "lesson/soft_policy_tasks.h"
#include "lesson/step_task.h"

namespace vi::lesson {
namespace {

constexpr const char* who = "soft_policy_gradient";

// {theta}, or the prior's logits, 0 for what it rules out.
Eigen::VectorXd logits(const TaskRecord& record, const core::Mdp& mdp) {
  if (const Value* theta = record.optional("theta")) return of_choices(who, "theta", *theta, mdp);
  core::check(mdp, 1);
  Eigen::VectorXd result = core::log_prior(mdp);
  for (double& logit : result)
    if (std::isinf(logit)) logit = 0;
  return result;
}

Value probabilities(const core::Mdp& mdp, Eigen::VectorXd log_policy) {
  for (double& entry : log_policy) entry = std::exp(entry);
  return by_state(mdp, log_policy);
}

struct SoftPolicyGradient {
  using Climb = core::SoftPolicyClimb;
  using Trace = core::SoftPolicyTrace;

  static const TaskFields& fields() {
    static const TaskFields all{who,
                                "steps",
                                {"mdp", "alpha", "gamma", "s0"},
                                {"method", "steps", "estimator", "seed", "theta"},
                                {"step", "first", "second", "generator"},
                                "theta"};
    return all;
  }

  static Climb read(const TaskRecord& record) {
    const auto estimator =
        record.estimator({"score", "score_with_baseline"}, "write score(16) or score_with_baseline(16)");
    Climb climb{};
    climb.mdp = as_mdp(who, record.needed("mdp"));
    climb.alpha = record.number("alpha");
    climb.gamma = record.number("gamma");
    climb.s0 = record.count("s0");
    climb.theta = logits(record, climb.mdp);
    climb.samples = estimator.samples;
    climb.baseline = estimator.place == 1;
    climb.steps = record.count("steps");
    climb.step = record.count_or_0("step");
    climb.generator = record.generator();
    climb.optimizer = record.optimizer(climb.theta.size(), climb.step);
    core::check(climb);
    return climb;
  }

  static std::vector<RecordField> state(const Climb& climb) {
    std::vector<RecordField> fields{{"mdp", to_record(climb.mdp)},
                                    {"alpha", climb.alpha},
                                    {"gamma", climb.gamma},
                                    {"s0", static_cast<double>(climb.s0)},
                                    {"theta", by_state(climb.mdp, climb.theta)}};
    add_climb(fields, SoftPolicyGradient::fields(), climb.optimizer, climb.steps, climb.step, climb.generator);
    add_estimator(fields, climb.baseline ? "score_with_baseline" : "score", climb.samples);
    return fields;
  }

  static Trace first(const Climb& climb) {
    Trace trace;
    core::add(trace, climb, core::soft_optimum(climb.mdp, climb.alpha, climb.gamma));
    return trace;
  }
  static void go_on(Climb& climb, Trace& trace, int budget) {
    auto slice = core::climb_soft_policy(climb, budget);
    climb = std::move(slice.climb);
    trace = std::move(slice.trace);
  }
  static int most_steps(const Climb& climb) { return core::most_steps(climb); }
  static std::vector<RecordField> lists(const Climb&, const Trace& trace) {
    return {{"value", list_of(trace.value)}, {"gap", list_of(trace.gap)}, {"distance", list_of(trace.distance)}};
  }

  static Value result(const Climb& climb) {
    const Trace here = first(climb);
    const core::SoftOptimum best = core::soft_optimum(climb.mdp, climb.alpha, climb.gamma);
    return record_of({{"theta", by_state(climb.mdp, climb.theta)},
                      {"policy", probabilities(climb.mdp, core::log_policy(climb.mdp, climb.theta))},
                      {"value", here.value[0]},
                      {"gap", here.gap[0]},
                      {"distance", here.distance[0]},
                      {"optimal_policy", optimal_policy(climb.mdp, best)},
                      {"optimal_value", best.value(climb.s0)}});
  }
};

}  // namespace

Value optimal_policy(const core::Mdp& mdp, const core::SoftOptimum& optimum) {
  return probabilities(mdp, optimum.log_policy);
}

Value soft_policy_gradient(const Arguments& a) { return whole_task<SoftPolicyGradient>(a); }

TaskSlice start_soft_policy_gradient(const Value& parameters) { return start_task<SoftPolicyGradient>(parameters); }
TaskSlice step_soft_policy_gradient(const Value& state, int budget) {
  return step_task<SoftPolicyGradient>(state, budget);
}

}  // namespace vi::lesson
