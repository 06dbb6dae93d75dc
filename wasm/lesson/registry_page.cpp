// What the lessons call. A lesson that calls more is built with the full module (web/build/core-file.mjs).
#include "lesson/function_tables.h"
#include "lesson/registry.h"

namespace vi::lesson {
namespace {

constexpr FunctionTable page_tables[] = {
    elementary_functions,      list_functions,        gaussian_functions,
    squashed_normal_functions, categorical_functions, linear_gaussian_functions,
    control_functions,         mdp_functions,         estimator_functions,
    mixture_functions,         state_space_functions, one_step_functions,
    inverse_rl_functions,
};

}  // namespace

std::span<const FunctionTable> function_tables() { return page_tables; }

std::span<const Task> tasks() { return {}; }

std::span<const OtherName> other_names() { return {}; }

}  // namespace vi::lesson
