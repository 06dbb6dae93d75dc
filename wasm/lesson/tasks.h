// Long work in slices: a task starts with parameters and goes on from a state, which is a value like any other. So
// whoever asks sees progress between two slices, and has cancelled by not asking again.
#pragma once

#include <optional>

#include "lesson/value.h"

namespace vi::lesson {

struct TaskSlice {
  Record state;                 // all that the next slice needs
  double progress;              // 0 to 1
  Value trace;                  // what this slice saw
  std::optional<Value> result;  // once there is nothing left to do
};

// One row a task. Both functions check whatever they are given: a state may come from anywhere.
struct Task {
  std::string_view name;
  TaskSlice (*start)(const Value& parameters);        // a record
  TaskSlice (*step)(const Value& state, int budget);  // a record; the budget is a number of steps
};

TaskSlice start_climb(const Value& parameters);
TaskSlice step_climb(const Value& state, int budget);

TaskSlice start_train_vae(const Value& parameters);
TaskSlice step_train_vae(const Value& state, int budget);

TaskSlice start_policy_gradient(const Value& parameters);
TaskSlice step_policy_gradient(const Value& state, int budget);
TaskSlice start_ppo(const Value& parameters);
TaskSlice step_ppo(const Value& state, int budget);
TaskSlice start_soft_policy_gradient(const Value& parameters);
TaskSlice step_soft_policy_gradient(const Value& state, int budget);
TaskSlice start_soft_policy_iteration(const Value& parameters);
TaskSlice step_soft_policy_iteration(const Value& state, int budget);
TaskSlice start_squashed_actor(const Value& parameters);
TaskSlice step_squashed_actor(const Value& state, int budget);

}  // namespace vi::lesson
