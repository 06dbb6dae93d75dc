// The state of the task soft_policy_iteration has these fields and no others:
//   mdp, alpha, gamma   the process as {transitions, rewards, prior}, and the rest as it was given
//   policy              [s][a] as it stands now
//   rounds, step        in all, and taken
#include "core/soft_policy_iteration.h"

#include "lesson/mdp_values.h"
#include "lesson/soft_policy_tasks.h"
#include "lesson/step_task.h"

namespace vi::lesson {
namespace {

constexpr const char* who = "soft_policy_iteration";

struct SoftPolicyIteration {
  using Climb = core::SoftPolicyIteration;
  using Trace = core::IterationTrace;

  static const TaskFields& fields() {
    static const TaskFields all{who, "rounds", {"mdp", "alpha", "gamma"}, {"rounds", "policy"}, {"step"}, "policy"};
    return all;
  }

  // From the prior, or from the uniform policy, unless a policy is given.
  static Climb read(const TaskRecord& record) {
    Climb climb{};
    climb.mdp = as_mdp(who, record.needed("mdp"));
    climb.alpha = record.number("alpha");
    climb.gamma = record.number("gamma");
    const std::vector<double> prior = core::with_prior(climb.mdp).prior;
    const Value* policy = record.optional("policy");
    climb.policy = policy != nullptr ? of_choices(who, "policy", *policy, climb.mdp)
                                     : core::part(prior, 0, static_cast<int>(prior.size()));
    climb.steps = record.count("rounds");
    climb.step = record.count_or_0("step");
    core::check(climb);
    return climb;
  }

  static std::vector<RecordField> state(const Climb& climb) {
    return {{"mdp", to_record(climb.mdp)},
            {"alpha", climb.alpha},
            {"gamma", climb.gamma},
            {"policy", by_state(climb.mdp, climb.policy)},
            {"rounds", static_cast<double>(climb.steps)},
            {"step", static_cast<double>(climb.step)}};
  }

  static Trace first(const Climb& climb) {
    Trace trace;
    core::add(trace, climb, core::soft_optimum(climb.mdp, climb.alpha, climb.gamma));
    return trace;
  }
  static void go_on(Climb& climb, Trace& trace, int budget) {
    auto slice = core::soft_policy_iteration(climb, budget);
    climb = std::move(slice.iteration);
    trace = std::move(slice.trace);
  }
  static int most_steps(const Climb& climb) { return core::most_steps(climb); }
  static std::vector<RecordField> lists(const Climb&, const Trace& trace) {
    std::vector<Value> values;
    for (const auto& value : trace.value) values.push_back(list_of(value));
    return {{"v", make_list(values)},
            {"distance", list_of(trace.distance)},
            {"kl_to_optimal", list_of(trace.kl_to_optimal)}};
  }

  static Value result(const Climb& climb) {
    const Trace here = first(climb);
    const core::SoftOptimum best = core::soft_optimum(climb.mdp, climb.alpha, climb.gamma);
    return record_of({{"policy", by_state(climb.mdp, climb.policy)},
                      {"v", list_of(here.value[0])},
                      {"distance", here.distance[0]},
                      {"kl_to_optimal", here.kl_to_optimal[0]},
                      {"optimal_policy", optimal_policy(climb.mdp, best)},
                      {"optimal_v", list_of(best.value)}});
  }
};

}  // namespace

Value soft_policy_iteration(const Arguments& a) { return whole_task<SoftPolicyIteration>(a); }

TaskSlice start_soft_policy_iteration(const Value& parameters) { return start_task<SoftPolicyIteration>(parameters); }
TaskSlice step_soft_policy_iteration(const Value& state, int budget) {
  return step_task<SoftPolicyIteration>(state, budget);
}

}  // namespace vi::lesson
