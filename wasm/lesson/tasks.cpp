#include "lesson/tasks.h"

namespace vi::lesson {
namespace {

constexpr Task all[] = {
    {"climb_elbo", start_climb, step_climb},
    {"train_vae", start_train_vae, step_train_vae},
};

}  // namespace

std::span<const Task> tasks() { return all; }

}  // namespace vi::lesson
