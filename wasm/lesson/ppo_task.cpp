// The state of the task ppo has these fields and no others:
//   prior, reward, theta        the problem as it was given, and the logits as they stand now
//   penalty                     {"penalty": "kl_to_reference", "beta": 0.5}
//   epsilon, epochs             of a round
//   samples                     that a round draws, only where it does
//   method, rounds, step        in all, and taken
//   first, second               Adam's running means, only for adam
//   generator                   its state as eight words of 32 bits
#include "core/proximal_policy.h"
#include "lesson/policy_tasks.h"
#include "lesson/step_task.h"

namespace vi::lesson {
namespace {

constexpr const char* who = "ppo";
constexpr std::string_view penalties[] = {"kl_to_reference", "kl_to_old_policy"};  // in the order of core::Anchor

struct Proximal {
  using Climb = core::ProximalPolicy;
  using Trace = core::PolicyTrace;

  static const TaskFields& fields() {
    static const TaskFields all{who,
                                "rounds",
                                {"prior", "reward"},
                                {"penalty", "epsilon", "rounds", "epochs", "method", "samples", "seed", "theta"},
                                {"step", "first", "second", "generator"},
                                "theta"};
    return all;
  }

  static Climb read(const TaskRecord& record) {
    const Object& penalty =
        require_kind(who, record.needed("penalty"), "penalty", "write kl_to_reference(1/2) or kl_to_old_policy(1/2)");
    Climb ppo{};
    ppo.problem = problem_in(record, real(who, "beta", penalty.arguments[0]));
    ppo.theta = logits_in(record, ppo.problem);
    ppo.anchor = penalty.constructor->name == penalties[0] ? core::Anchor::reference : core::Anchor::old_policy;
    ppo.epsilon = record.number("epsilon");
    ppo.epochs = record.count("epochs");
    ppo.samples = record.count_or_0("samples");
    ppo.steps = record.count("rounds");
    ppo.step = record.count_or_0("step");
    ppo.generator = record.generator();
    ppo.optimizer = record.optimizer(ppo.theta.size(), std::int64_t{ppo.step} * ppo.epochs);
    core::check(ppo);
    return ppo;
  }

  static std::vector<RecordField> state(const Climb& ppo) {
    std::vector<RecordField> fields{
        {"prior", list_of(ppo.problem.prior)},
        {"reward", list_of(ppo.problem.reward)},
        {"theta", list_of(ppo.theta)},
        {"penalty", make_object(*find_constructor(penalties[static_cast<int>(ppo.anchor)]), {ppo.problem.beta})},
        {"epsilon", ppo.epsilon},
        {"epochs", static_cast<double>(ppo.epochs)}};
    add_climb(fields, Proximal::fields(), ppo.optimizer, ppo.steps, ppo.step, ppo.generator);
    if (ppo.samples > 0) fields.push_back({"samples", static_cast<double>(ppo.samples)});
    return fields;
  }

  static Trace first(const Climb& ppo) {
    Trace trace;
    core::add(trace, ppo.problem, ppo.theta);
    return trace;
  }
  static void go_on(Climb& ppo, Trace& trace, int budget) {
    auto slice = core::proximal_policy(ppo, budget);
    ppo = std::move(slice.ppo);
    trace = std::move(slice.trace);
  }
  static int most_steps(const Climb& ppo) { return core::most_steps(ppo); }
  static std::vector<RecordField> lists(const Climb&, const Trace& trace) { return lists_of(trace); }
  static Value result(const Climb& ppo) { return one_step_result(ppo.problem, ppo.theta); }
};

}  // namespace

Value ppo(const Arguments& a) { return whole_task<Proximal>(a); }

TaskSlice start_ppo(const Value& parameters) { return start_task<Proximal>(parameters); }
TaskSlice step_ppo(const Value& state, int budget) { return step_task<Proximal>(state, budget); }

}  // namespace vi::lesson
