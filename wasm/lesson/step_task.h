// A task whose work is a number of like steps, and its short form, from what it does with one kind of climb:
//   using Climb, Trace                                      of the core, with climb.step and climb.steps
//   fields                                                  its TaskFields
//   Climb read(const TaskRecord&)                           checked whole
//   std::vector<RecordField> state(const Climb&)            what `read` takes
//   Trace first(const Climb&)                               what is seen before a step
//   void go_on(Climb&, Trace&, int budget)                  at most that many further steps
//   int most_steps(const Climb&)                            at a time
//   std::vector<RecordField> lists(const Climb&, const Trace&)
//   Value result(const Climb&)
#pragma once

#include "lesson/task_record.h"
#include "lesson/tasks.h"

namespace vi::lesson {

template <class Work>
TaskSlice slice_of(const typename Work::Climb& climb, const typename Work::Trace& trace) {
  TaskSlice slice{*make_record(Work::state(climb)).record(),
                  static_cast<double>(climb.step) / climb.steps,
                  make_record(Work::lists(climb, trace)),
                  {}};
  if (climb.step == climb.steps) slice.result = Work::result(climb);
  return slice;
}

template <class Work>
TaskSlice start_task(const Value& parameters) {
  const auto climb = Work::read(TaskRecord::parameters(Work::fields(), parameters));
  return slice_of<Work>(climb, Work::first(climb));
}

template <class Work>
TaskSlice step_task(const Value& state, int budget) {
  auto climb = Work::read(TaskRecord::state(Work::fields(), state));
  typename Work::Trace trace;
  Work::go_on(climb, trace, budget);
  return slice_of<Work>(climb, trace);
}

// The whole task in one call: its lists from the start on, and its result.
template <class Work>
Value whole_task(const Arguments& a) {
  auto climb = Work::read(TaskRecord::parameters(Work::fields(), parameters_of(Work::fields(), a), "options"));
  if (climb.steps > Work::most_steps(climb)) refuse_steps(Work::fields(), climb.steps, Work::most_steps(climb));
  const auto before = Work::lists(climb, Work::first(climb));
  typename Work::Trace trace;
  Work::go_on(climb, trace, climb.steps);
  std::vector<RecordField> record = joined(before, Work::lists(climb, trace));
  record.push_back({"result", Work::result(climb)});
  return make_record(record);
}

}  // namespace vi::lesson
