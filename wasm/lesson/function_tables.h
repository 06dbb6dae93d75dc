// The tables that make up the registry, one a part of the core.
#pragma once

#include <span>

#include "lesson/functions.h"

namespace vi::lesson {

std::span<const FunctionRow> elementary_functions();
std::span<const FunctionRow> gaussian_functions();
std::span<const FunctionRow> squashed_normal_functions();
std::span<const FunctionRow> multivariate_gaussian_functions();
std::span<const FunctionRow> linear_gaussian_functions();
std::span<const FunctionRow> list_functions();
std::span<const FunctionRow> categorical_functions();
std::span<const FunctionRow> control_functions();
std::span<const FunctionRow> mdp_functions();
std::span<const FunctionRow> gridworld_functions();
std::span<const FunctionRow> estimator_functions();
std::span<const FunctionRow> mixture_functions();
std::span<const FunctionRow> state_space_functions();

}  // namespace vi::lesson
