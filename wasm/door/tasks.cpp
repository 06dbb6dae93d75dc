// task.start {task, parameters} and task.step {state, budget?}: a task in slices. Both answer
// {type: "task", state, progress, done, trace, result}: a state that goes into the next task.step, how far it is from 0
// to 1, what this slice saw, and the result once done, null before. The state is plain JSON with the task's name in it;
// nothing of it stays here. Its fields, and what a unit of the budget is, are each task's own.
#include "core/check.h"
#include "core/error.h"
#include "core/optimizers.h"
#include "core/text.h"
#include "door/operations.h"
#include "door/request.h"
#include "lesson/named.h"
#include "lesson/registry.h"
#include "lesson/suggest.h"
#include "lesson/value_json.h"

namespace vi::door {
namespace {

constexpr int usual_budget = 1000;

const lesson::Task& task_named(std::string_view name) {
  if (const auto* task = lesson::find_named(lesson::tasks(), name)) return *task;
  fail(Code::bad_request, {"there is no task \"", name, "\""}, "task",
       lesson::did_you_mean(name, lesson::names_of(lesson::tasks())));
}

// The fields of a state but its task's name, as values.
lesson::Value state_of(const Json& state) {
  std::vector<lesson::RecordField> fields;
  for (const auto& [key, value] : *state.object()) {
    if (key != "task") fields.push_back({key, lesson::parameter_value("state", value)});
  }
  return make_record(fields);
}

// Runs `work`; an Error that names no place has come from what stands under `key`.
template <class Work>
auto with(const char* key, const Work& work) {
  try {
    return work();
  } catch (Error& error) {
    if (error.where.empty()) error.where = key;
    throw;
  }
}

void write(JsonWriter& out, const lesson::Task& task, const lesson::TaskSlice& slice) {
  out.open_object().field("type", "task").key("state").open_object().field("task", task.name);
  for (const auto& [key, value] : slice.state) {
    out.key(key);
    write_value(out, value);
  }
  out.close_object().field("progress", slice.progress).field("done", slice.result.has_value()).key("trace");
  write_value(out, slice.trace);
  out.key("result");
  if (slice.result) {
    write_value(out, *slice.result);
  } else {
    out.put_null();
  }
  out.close_object();
}

}  // namespace

void task_start(const Json& request, JsonWriter& out) {
  const auto& task = task_named(required_text(request, "task"));
  const auto slice = with("parameters", [&] {
    std::vector<lesson::RecordField> fields;
    for (const auto& [name, value] : settings(request)) fields.push_back({name, value});
    return in_name_of(task.name, [&] { return task.start(make_record(fields)); });
  });
  write(out, task, slice);
}

void task_step(const Json& request, JsonWriter& out) {
  const auto* state = request.find("state");
  if (state == nullptr || state->object() == nullptr)
    fail(Code::bad_request, {"\"state\" must be the state of a task"}, "state", "task.start gives the first one");
  const auto& task = task_named(required_text(*state, "task"));
  const int budget = integer_or(request, "budget", usual_budget);
  with("budget",
       [&] { core::require_count(std::string(task.name).c_str(), "budget", budget, 1, core::max_slice_steps); });
  write(out, task, with("state", [&] {
          const auto given = state_of(*state);
          return in_name_of(task.name, [&] { return task.step(given, budget); });
        }));
}

}  // namespace vi::door
