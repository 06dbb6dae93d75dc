// The state of the task has these fields and no others:
//   model, x, q        as they were given, q as it stands now
//   method             {"method": "adam", "rate": 0.05}
//   steps, step        in all, and taken
//   first, second      Adam's running means for [mean, log sd]
//   estimator          {"estimator": "score", "samples": 16}, only where gradients are sampled
//   generator          its state as eight words of 32 bits
#include "lesson/climb.h"

#include <algorithm>

#include "core/check.h"
#include "core/error.h"
#include "lesson/arena.h"
#include "lesson/arguments.h"
#include "lesson/functions.h"
#include "lesson/generator_words.h"
#include "lesson/task_record.h"
#include "lesson/tasks.h"

namespace vi::lesson {
namespace {

constexpr const char* who = "climb_elbo";

// In the order of the core's enumeration.
constexpr std::string_view estimators[] = {"reparameterised", "closed_form_kl", "sticking_the_landing", "score",
                                           "score_with_baseline"};

Value object_of(std::string_view name, double argument) { return make_object(*find_constructor(name), {argument}); }

const Value& needed(const char* what, const Value& record, std::string_view name) {
  return required_field(who, what, record, name, "");
}

void read_method(const char* what, const Value& record, core::Climb& climb) {
  const auto method = as_method(who, needed(what, record, "method"));
  climb.method = method.method;
  climb.rate = method.rate;
  climb.steps = as_count(who, "steps", needed(what, record, "steps"), 1, core::max_climb_steps);
}

void read_estimator(const Record& record, core::Climb& climb) {
  const Value* given = optional_field(record, "estimator");
  if (given == nullptr) return;
  const Object& estimator = require_kind(who, *given, "estimator", "write reparameterised(16) or score(16)");
  climb.estimator = static_cast<core::GradientEstimator>(
      std::find(std::begin(estimators), std::end(estimators), estimator.constructor->name) - std::begin(estimators));
  climb.samples = as_count(who, "samples", estimator.arguments[0], 1, core::max_climb_samples);
}

// An exact climb that has not begun. `rest` is what else there is.
core::Climb climb_at(const Value& model, const Value& x, const Value& q, const Value& rest) {
  resolve(who, keep(std::vector<Value>{model, x, q, rest}));
  return {.model = as_linear_gaussian(model), .x = real(who, "x", x), .q = as_normal(q)};
}

Value state_of(const core::Climb& climb) {
  const auto& [prior, slope, offset, noise_variance] = climb.model;
  std::vector<RecordField> fields = {
      {"model", make_object("linear_gaussian", std::vector<Value>{to_value(prior), slope, offset, noise_variance})},
      {"x", climb.x},
      {"q", to_value(climb.q)},
      {"method", to_value(core::Optimizer{climb.method, climb.rate, {}})},
      {"steps", static_cast<double>(climb.steps)},
      {"step", static_cast<double>(climb.step)},
      {"first", list_of(climb.adam.first)},
      {"second", list_of(climb.adam.second)},
      {"generator", words_of(climb.generator)}};
  if (climb.samples > 0)
    fields.push_back({"estimator", object_of(estimators[static_cast<int>(climb.estimator)], climb.samples)});
  return make_record(fields);
}

core::Climb climb_in(const Value& state) {
  const Record& record = require_only(
      who, "state", state, {"model", "x", "q", "method", "steps", "step", "first", "second", "estimator", "generator"});
  core::Climb climb =
      climb_at(needed("state", state, "model"), needed("state", state, "x"), needed("state", state, "q"), state);
  read_method("state", state, climb);
  read_estimator(record, climb);
  climb.step = as_count(who, "step", needed("state", state, "step"));
  climb.adam = {climb.step, as_vector(who, "first", needed("state", state, "first")),
                as_vector(who, "second", needed("state", state, "second"))};
  climb.generator = generator_of(who, needed("state", state, "generator"));
  return climb;
}

TaskSlice slice_of(const core::Climb& climb, const core::ClimbTrace& trace) {
  TaskSlice slice{
      *state_of(climb).record(), static_cast<double>(climb.step) / climb.steps, make_record(fields_of(trace)), {}};
  if (climb.step == climb.steps)
    slice.result = record_of({{"q", to_value(climb.q)},
                              {"elbo", core::elbo(climb.model, climb.x, climb.q)},
                              {"gap", core::elbo_gap(climb.model, climb.x, climb.q)}});
  return slice;
}

}  // namespace

core::Climb climb_of(const Value& model, const Value& x, const Value& q, const Value& options) {
  const Record& record = require_only(who, "options", options, {"method", "steps", "estimator", "seed"});
  core::Climb climb = climb_at(model, x, q, options);
  read_method("options", options, climb);
  read_estimator(record, climb);
  if (const Value* seed = optional_field(record, "seed")) climb.generator = core::Generator(as_seed(who, *seed));
  core::check(climb);
  return climb;
}

std::vector<RecordField> fields_of(const core::ClimbTrace& trace) {
  return {{"elbo", list_of(trace.elbo)}, {"mean", list_of(trace.mean)}, {"variance", list_of(trace.variance)}};
}

// The parameters: model, x, q and what climb_of reads.
TaskSlice start_climb(const Value& parameters) {
  std::vector<RecordField> options;
  if (parameters.record() != nullptr) {
    for (const auto& field : *parameters.record())
      if (field.key != "model" && field.key != "x" && field.key != "q") options.push_back(field);
  }
  const core::Climb climb = climb_of(needed("parameters", parameters, "model"), needed("parameters", parameters, "x"),
                                     needed("parameters", parameters, "q"), make_record(options));
  core::ClimbTrace trace;
  core::add(trace, climb);
  return slice_of(climb, trace);
}

TaskSlice step_climb(const Value& state, int budget) {
  const auto [climb, trace] = core::climb_elbo(climb_in(state), budget);
  return slice_of(climb, trace);
}

}  // namespace vi::lesson
