#include "lesson/function_tables.h"
#include "lesson/registry.h"

namespace vi::lesson {
namespace {

// A grid before any process, those for any pair of families last.
constexpr FunctionTable every_table[] = {
    elementary_functions,
    list_functions,
    gaussian_functions,
    special_functions,
    family_functions,
    squashed_normal_functions,
    multivariate_gaussian_functions,
    categorical_functions,
    linear_gaussian_functions,
    gridworld_functions,
    control_functions,
    mdp_functions,
    estimator_functions,
    estimator_draw_functions,
    mixture_functions,
    state_space_functions,
    sampling_functions,
    monte_carlo_functions,
    multivariate_linear_gaussian_functions,
    fit_functions,
    one_step_functions,
    policy_optimisation_functions,
    inverse_rl_functions,
    vae_functions,
    cross_family_functions,
};

constexpr Task every_task[] = {
    {"climb_elbo", start_climb, step_climb},
    {"train_vae", start_train_vae, step_train_vae},
    {"policy_gradient", start_policy_gradient, step_policy_gradient},
    {"ppo", start_ppo, step_ppo},
    {"soft_policy_gradient", start_soft_policy_gradient, step_soft_policy_gradient},
    {"soft_policy_iteration", start_soft_policy_iteration, step_soft_policy_iteration},
    {"squashed_actor", start_squashed_actor, step_squashed_actor},
};

}  // namespace

std::span<const FunctionTable> function_tables() { return every_table; }

std::span<const Task> tasks() { return every_task; }

}  // namespace vi::lesson
