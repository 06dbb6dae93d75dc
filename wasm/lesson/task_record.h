// What the tasks of many steps have in common: how they are told what to do, what their states hold, and how a short
// form does the whole of one in a call.
#pragma once

#include <vector>

#include "core/optimizers.h"
#include "core/random.h"
#include "lesson/arguments.h"
#include "lesson/functions.h"

namespace vi::lesson {

struct TaskFields {
  const char* who;
  const char* unit;                       // what is counted: "steps" or "rounds"
  std::vector<std::string_view> given;    // the arguments of the short form
  std::vector<std::string_view> options;  // the fields of its last argument
  std::vector<std::string_view> kept;     // what a state has beside all these
  std::string_view moved = {};            // the option that a task may start without, but no state goes on without
};

// The record of a task, which has the fields it may have and no others.
class TaskRecord {
 public:
  // What it starts with (the options of the short form), or goes on from (where there is no seed any more).
  static TaskRecord parameters(const TaskFields& fields, const Value& record, const char* what = "parameters");
  static TaskRecord state(const TaskFields& fields, const Value& record);

  const char* who() const { return who_; }
  const Value& needed(std::string_view name) const { return required_field(who_, what_, record_, name, ""); }
  const Value* optional(std::string_view name) const { return optional_field(record_, name); }
  double number(const char* name) const { return real(who_, name, needed(name)); }
  int count(const char* name) const { return as_count(who_, name, needed(name)); }
  // 0 where it is left out, as before the first step.
  int count_or_0(const char* name) const;

  // {method}, and Adam's running means {first, second} of `size` parameters after `updates` of them.
  core::Optimizer optimizer(Eigen::Index size, std::int64_t updates) const;
  // {generator}, or Generator(seed), 1 if left out.
  core::Generator generator() const;
  // {estimator}: its samples, and which of `names` it is. Without it no samples.
  struct Estimator {
    int samples = 0;
    int place = 0;
  };
  Estimator estimator(const std::vector<std::string_view>& names, const char* hint) const;

 private:
  TaskRecord(const char* who, const char* what, const Value& record) : who_(who), what_(what), record_(record) {}
  const char* who_;
  const char* what_;
  Value record_;
};

// A method such as adam(1/20), without a state; and as a value.
core::Optimizer as_method(const char* function, const Value& value);
Value to_value(const core::Optimizer& method);

// What a state says of a climb by an optimizer: {method}, the steps under the name of their unit, {step, generator},
// and {first, second} where the method has them.
void add_climb(std::vector<RecordField>& state, const TaskFields& fields, const core::Optimizer& optimizer, int steps,
               int step, const core::Generator& generator);

// {estimator}, where there are samples.
void add_estimator(std::vector<RecordField>& state, std::string_view name, int samples);

// The arguments of the short form as the parameters of the task.
Value parameters_of(const TaskFields& fields, const Arguments& a);

// The lists of two traces, one after another.
std::vector<RecordField> joined(const std::vector<RecordField>& first, const std::vector<RecordField>& later);

[[noreturn]] void refuse_steps(const TaskFields& fields, int steps, int most);

}  // namespace vi::lesson
