// The tables that make up the registry, one a part of the core.
#pragma once

#include <span>

#include "lesson/functions.h"

namespace vi::lesson {

// How a function is written that every family has.
inline constexpr const char* kl_tex = "\\mathrm{KL}(#1\\,\\|\\,#2)";
inline constexpr const char* entropy_tex = "\\mathrm{H}(#1)";
inline constexpr const char* log_prob_tex = "\\log #1(#2)";
inline constexpr const char* mean_tex = "\\mathbb{E}[#1]";
inline constexpr const char* variance_tex = "\\mathrm{Var}[#1]";

// What the functions of success over H steps from s0 take. `process` says what an mdp is and what is counted.
inline constexpr const char* success_domain =
    "mdp: see process; alpha > 0; s0 a state; H from 1 to 1,000; (choices + outcomes) x H <= 200,000";

std::span<const FunctionRow> elementary_functions();
std::span<const FunctionRow> gaussian_functions();
std::span<const FunctionRow> special_functions();
std::span<const FunctionRow> family_functions();
// With the row of `kl` that takes what no other does: after all tables that have one.
std::span<const FunctionRow> cross_family_functions();
std::span<const FunctionRow> squashed_normal_functions();
std::span<const FunctionRow> multivariate_gaussian_functions();
std::span<const FunctionRow> linear_gaussian_functions();
std::span<const FunctionRow> multivariate_linear_gaussian_functions();
std::span<const FunctionRow> list_functions();
std::span<const FunctionRow> categorical_functions();
std::span<const FunctionRow> one_step_functions();
std::span<const FunctionRow> control_functions();
std::span<const FunctionRow> mdp_functions();
std::span<const FunctionRow> policy_optimisation_functions();
std::span<const FunctionRow> inverse_rl_functions();
std::span<const FunctionRow> gridworld_functions();
std::span<const FunctionRow> estimator_functions();
std::span<const FunctionRow> estimator_draw_functions();
std::span<const FunctionRow> mixture_functions();
std::span<const FunctionRow> fit_functions();
std::span<const FunctionRow> state_space_functions();
std::span<const FunctionRow> vae_functions();
std::span<const FunctionRow> sampling_functions();
std::span<const FunctionRow> monte_carlo_functions();

}  // namespace vi::lesson
