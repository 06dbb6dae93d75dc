// The state of the task squashed_actor has these fields and no others:
//   reward, alpha, policy   the coefficients as they were given, and the squashed normal as it stands now
//   method, steps, step     {"method": "adam", "rate": 0.05}, in all, and taken
//   first, second           Adam's running means for [mean, log sd], only for adam
//   estimator               {"estimator": "reparameterised", "samples": 16}, only where gradients are sampled
//   generator               its state as eight words of 32 bits
#include "lesson/squashed_actor_task.h"

#include "core/error.h"
#include "core/squashed_actor.h"
#include "lesson/step_task.h"

namespace vi::lesson {
namespace {

constexpr const char* who = "squashed_actor";

Value to_value(const core::SquashedNormal& policy) {
  return make_object("squashed", std::vector<Value>{lesson::to_value(policy.base)});
}

core::SquashedNormal as_policy(const Value& value) {
  if (value.object() == nullptr || value.object()->constructor->name != "squashed")
    fail(Code::type, {who, ": the policy cannot be ", value.described()}, {}, "write squashed(normal(0, 1))");
  return {as_normal(argument_of(value, 0))};
}

struct Actor {
  using Climb = core::SquashedActor;
  using Trace = core::ActorTrace;

  static const TaskFields& fields() {
    static const TaskFields all{who,
                                "steps",
                                {"reward", "alpha", "policy"},
                                {"method", "steps", "estimator", "seed"},
                                {"step", "first", "second", "generator"}};
    return all;
  }

  static Climb read(const TaskRecord& record) {
    Climb actor{};
    actor.problem.coefficients = as_vector(who, "reward", record.needed("reward"));
    actor.problem.alpha = record.number("alpha");
    actor.policy = as_policy(record.needed("policy"));
    actor.samples = record.estimator({"reparameterised"}, "write reparameterised(16)").samples;
    actor.steps = record.count("steps");
    actor.step = record.count_or_0("step");
    actor.generator = record.generator();
    actor.optimizer = record.optimizer(2, actor.step);
    core::check(actor);
    return actor;
  }

  static std::vector<RecordField> state(const Climb& actor) {
    std::vector<RecordField> fields{{"reward", list_of(actor.problem.coefficients)},
                                    {"alpha", actor.problem.alpha},
                                    {"policy", to_value(actor.policy)}};
    add_climb(fields, Actor::fields(), actor.optimizer, actor.steps, actor.step, actor.generator);
    add_estimator(fields, "reparameterised", actor.samples);
    return fields;
  }

  static Trace first(const Climb& actor) {
    Trace trace;
    core::add(trace, actor, core::log_evidence(core::without_constant(actor.problem)));
    return trace;
  }
  static void go_on(Climb& actor, Trace& trace, int budget) {
    auto slice = core::squashed_actor(actor, budget);
    actor = std::move(slice.actor);
    trace = std::move(slice.trace);
  }
  static int most_steps(const Climb&) { return core::max_slice_steps; }
  static std::vector<RecordField> lists(const Climb&, const Trace& trace) {
    return {{"objective", list_of(trace.objective)}, {"expected_reward", list_of(trace.expected_reward)},
            {"entropy", list_of(trace.entropy)},     {"kl_to_optimal", list_of(trace.kl_to_optimal)},
            {"mean", list_of(trace.mean)},           {"variance", list_of(trace.variance)}};
  }

  static Value result(const Climb& actor) {
    const Trace here = first(actor);
    const core::BestSquashed best = core::best_squashed(actor.problem);
    return record_of({{"policy", to_value(actor.policy)},
                      {"objective", here.objective[0]},
                      {"kl_to_optimal", here.kl_to_optimal[0]},
                      {"distance", actor.problem.alpha * (here.kl_to_optimal[0] - best.kl)},
                      {"best", to_record(actor.problem, best)}});
  }
};

}  // namespace

Value to_record(const core::SquashedReward& problem, const core::BestSquashed& best) {
  return record_of({{"policy", to_value(best.policy)},
                    {"objective", best.objective},
                    {"kl_to_optimal", best.kl},
                    {"log_evidence", core::log_evidence(problem)}});
}

Value squashed_actor(const Arguments& a) { return whole_task<Actor>(a); }

TaskSlice start_squashed_actor(const Value& parameters) { return start_task<Actor>(parameters); }
TaskSlice step_squashed_actor(const Value& state, int budget) { return step_task<Actor>(state, budget); }

}  // namespace vi::lesson
