// The state of the task policy_gradient has these fields and no others:
//   prior, reward, beta, theta   the problem as it was given, and the logits as they stand now
//   method, steps, step          {"method": "adam", "rate": 0.05}, in all, and taken
//   first, second                Adam's running means, only for adam
//   estimator                    {"estimator": "score", "samples": 16}, only where gradients are sampled
//   generator                    its state as eight words of 32 bits
#include "core/categorical.h"
#include "core/check.h"
#include "core/tilting.h"
#include "lesson/policy_tasks.h"
#include "lesson/step_task.h"

namespace vi::lesson {
namespace {

constexpr const char* who = "policy_gradient";

struct PolicyGradient {
  using Climb = core::PolicyClimb;
  using Trace = core::PolicyTrace;

  static const TaskFields& fields() {
    static const TaskFields all{who,
                                "steps",
                                {"prior", "reward", "beta"},
                                {"method", "steps", "estimator", "seed", "theta"},
                                {"step", "first", "second", "generator"},
                                "theta"};
    return all;
  }

  static Climb read(const TaskRecord& record) {
    const auto estimator =
        record.estimator({"score", "score_with_baseline"}, "write score(16) or score_with_baseline(16)");
    Climb climb{};
    climb.problem = problem_in(record, record.number("beta"));
    climb.theta = logits_in(record, climb.problem);
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
    std::vector<RecordField> fields{{"prior", list_of(climb.problem.prior)},
                                    {"reward", list_of(climb.problem.reward)},
                                    {"beta", climb.problem.beta},
                                    {"theta", list_of(climb.theta)}};
    add_climb(fields, PolicyGradient::fields(), climb.optimizer, climb.steps, climb.step, climb.generator);
    add_estimator(fields, climb.baseline ? "score_with_baseline" : "score", climb.samples);
    return fields;
  }

  static Trace first(const Climb& climb) {
    Trace trace;
    core::add(trace, climb.problem, climb.theta);
    return trace;
  }
  static void go_on(Climb& climb, Trace& trace, int budget) {
    auto slice = core::climb_policy(climb, budget);
    climb = std::move(slice.climb);
    trace = std::move(slice.trace);
  }
  static int most_steps(const Climb& climb) { return core::most_steps(climb); }
  static std::vector<RecordField> lists(const Climb&, const Trace& trace) { return lists_of(trace); }
  static Value result(const Climb& climb) { return one_step_result(climb.problem, climb.theta); }
};

}  // namespace

Value one_step_result(const core::OneStepProblem& problem, const Eigen::VectorXd& theta) {
  core::PolicyTrace here;
  core::add(here, problem, theta);
  const core::Tilt best = core::tilt(problem.prior, problem.reward, problem.beta);
  return record_of({{"theta", list_of(theta)},
                    {"policy", list_of(here.policy[0])},
                    {"objective", here.objective[0]},
                    {"kl_to_optimal", here.kl_to_optimal[0]},
                    {"optimal_policy", list_of(best.policy)},
                    {"optimal_objective", best.objective}});
}

std::vector<RecordField> lists_of(const core::PolicyTrace& trace) {
  std::vector<Value> policies;
  for (const auto& policy : trace.policy) policies.push_back(list_of(policy));
  return {{"objective", list_of(trace.objective)},
          {"expected_reward", list_of(trace.expected_reward)},
          {"kl_to_prior", list_of(trace.kl_to_prior)},
          {"kl_to_optimal", list_of(trace.kl_to_optimal)},
          {"policy", make_list(policies)}};
}

// A state of five lists of them is a request that the door takes.
constexpr int most_task_actions = 7'000;

core::OneStepProblem problem_in(const TaskRecord& record, double beta) {
  core::OneStepProblem problem;
  problem.prior = as_weights(record.who(), "prior", record.needed("prior"));
  problem.reward = as_vector(record.who(), "reward", record.needed("reward"));
  core::require_size(record.who(), "reward", problem.reward.size(), 1, most_task_actions);
  problem.beta = beta;
  return problem;
}

Eigen::VectorXd logits_in(const TaskRecord& record, const core::OneStepProblem& problem) {
  const Value* theta = record.optional("theta");
  return theta == nullptr ? core::prior_logits(problem) : as_vector(record.who(), "theta", *theta);
}

Value policy_gradient(const Arguments& a) { return whole_task<PolicyGradient>(a); }

TaskSlice start_policy_gradient(const Value& parameters) { return start_task<PolicyGradient>(parameters); }
TaskSlice step_policy_gradient(const Value& state, int budget) { return step_task<PolicyGradient>(state, budget); }

}  // namespace vi::lesson
