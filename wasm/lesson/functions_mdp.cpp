// Processes over many steps: what a policy earns, what success says at every step, and processes that are known.
#include <cmath>

#include "core/discounted_evidence.h"
#include "core/known_processes.h"
#include "core/policy_evaluation.h"
#include "core/trajectory_marginals.h"
#include "core/value_iteration.h"
#include "lesson/function_tables.h"
#include "lesson/mdp_values.h"

namespace vi::lesson {
namespace {

Value combination_lock(const Arguments& a) {
  return to_record(core::combination_lock(as_count("combination_lock", "length", a[0], 1, core::max_states)));
}

Value corridor(const Arguments& a) {
  return to_record(core::corridor(as_count("corridor", "length", a[0], 1, core::max_states)));
}

Value expected_steps(const Arguments& a) {
  const core::Mdp mdp = as_mdp("expected_steps", a[0]);
  return list_of(core::expected_steps(mdp, of_choices("expected_steps", "policy", a[1], mdp)));
}

Value expected_steps_of_prior(const Arguments& a) {
  const core::Mdp mdp = core::with_prior(as_mdp("expected_steps", a[0]));
  return list_of(core::expected_steps(mdp, core::part(mdp.prior, 0, static_cast<int>(mdp.prior.size()))));
}

Value policy_evaluation(const Arguments& a) {
  constexpr const char* who = "policy_evaluation";
  const core::Mdp mdp = as_mdp(who, a[0]);
  const auto result = core::policy_evaluation(mdp, of_choices(who, "policy", a[1], mdp), real(who, "gamma", a[2]),
                                              as_state(who, a[3], mdp));
  return record_of({{"v", list_of(result.value)},
                    {"q", by_state(mdp, result.q)},
                    {"return", result.expected_return},
                    {"occupancy", by_state(mdp, result.occupancy)}});
}

Value policy_over_horizon(const Arguments& a) {
  constexpr const char* who = "policy_evaluation";
  const core::Mdp mdp = as_mdp(who, a[0]);
  const auto result = core::policy_over_horizon(mdp, by_step(who, "policy", a[1], mdp), real(who, "gamma", a[2]),
                                                as_horizon(who, a[4]), as_state(who, a[3], mdp));
  return record_of({{"v", list_of(result.value)},
                    {"states", list_of(result.states)},
                    {"return", result.expected_return},
                    {"occupancy", by_state(mdp, result.occupancy)}});
}

Value value_iteration(const Arguments& a) {
  const core::Mdp mdp = as_mdp("value_iteration", a[0]);
  const auto result = core::value_iteration(mdp, real("value_iteration", "gamma", a[1]));
  return fixed_point(mdp, result);
}

Value discounted_evidence(const Arguments& a) {
  constexpr const char* who = "discounted_evidence";
  const core::Mdp mdp = as_mdp(who, a[0]);
  const auto result =
      core::discounted_evidence(mdp, real(who, "alpha", a[1]), real(who, "gamma", a[2]), as_state(who, a[3], mdp));
  return record_of({{"log_evidence", result.log_evidence},
                    {"v", result.v},
                    {"spectral_radius", result.spectral_radius},
                    {"diverges", std::isinf(result.log_evidence)}});
}

Value marginals(const core::Mdp& mdp, const core::PosteriorMarginals& result, const char* bound) {
  std::vector<Value> dynamics;
  for (Eigen::Index t = 0; t < result.dynamics.rows(); ++t)
    dynamics.push_back(by_outcome(mdp, Eigen::VectorXd(result.dynamics.row(t))));
  return record_of({{bound, result.log_evidence},
                    {"states", list_of(result.states)},
                    {"policy", by_step_and_state(mdp, result.policy)},
                    {"dynamics", make_list(dynamics)}});
}

Value posterior_marginals(const Arguments& a) {
  constexpr const char* who = "posterior_marginals";
  const core::Mdp mdp = as_mdp(who, a[0]);
  return marginals(
      mdp, core::exact_marginals(mdp, real(who, "alpha", a[1]), as_horizon(who, a[2]), as_state(who, a[3], mdp)),
      "log_evidence");
}

Value structured_marginals(const Arguments& a) {
  constexpr const char* who = "structured_marginals";
  const core::Mdp mdp = as_mdp(who, a[0]);
  return marginals(
      mdp, core::structured_marginals(mdp, real(who, "alpha", a[1]), as_horizon(who, a[2]), as_state(who, a[3], mdp)),
      "elbo");
}

constexpr FunctionRow rows[] = {
    {"combination_lock(length)", "", combination_lock,
     "The process that pays 1 after `length` right actions (1) in a row; a wrong one (0) leads back to the start. A "
     "record as of process, without a prior.",
     "a whole number from 1 to 1,000", "O'Donoghue, Osband & Ionescu 2020", "\\mathrm{lock}_{#1}"},
    {"corridor(length)", "", corridor,
     "The process of `length` states in a row with the actions left, stay, right; leaving at the right end pays 1. A "
     "record as of process, without a prior.",
     "a whole number from 1 to 1,000",
     "derivation: a random walk from a wall to an exit; 3/2 length (length + 1) steps if uniform",
     "\\mathrm{corridor}_{#1}"},
    {"expected_steps(mdp, policy)", "", expected_steps,
     "How many steps a policy takes from each state until the episode ends, a list; inf where it may never end.",
     "mdp: see process; policy as weights [s][a], not all 0 in a state", "Grassmann, Taksar & Heyman 1985",
     "\\mathbb{E}[T]", false, false},
    {"expected_steps(mdp)", "", expected_steps_of_prior,
     "How many steps the prior as a policy, uniform where there is none, takes from each state until the episode ends; "
     "inf where it may never end.",
     "mdp: see process", "Grassmann, Taksar & Heyman 1985", "\\mathbb{E}[T]", false, false},
    {"policy_evaluation(mdp, policy, gamma, s0)", "", policy_evaluation,
     "A policy over an unlimited horizon, by a linear solve: {v[s], q[s][a], return, occupancy[s][a]}, return = v[s0] "
     "and occupancy the expected discounted visits from s0. The prior plays no part.",
     "mdp: see process; policy as weights [s][a], not all 0 in a state; 0 <= gamma < 1; s0 a state",
     "Sutton & Barto 2018", "V^{#2}(#1)", false, false},
    {"policy_evaluation(mdp, policy, gamma, s0, H)", "", policy_over_horizon,
     "A policy [s][a] or [t][s][a] over H steps: {v[t][s], states[t][s], return, occupancy[s][a]}. states are "
     "probabilities at t = 0 to H, occupancy the expected discounted visits from s0. The prior plays no part.",
     "mdp: see process; policy as weights, not all 0 in a state; gamma in [0, 1]; s0 a state; H from 1 to 1,000; "
     "(choices + outcomes) x H <= 200,000",
     "Sutton & Barto 2018", "V^{#2}_{0:#5}(#1)", false, false},
    {"value_iteration(mdp, gamma)", "", value_iteration,
     "The fixed point of the hard Bellman backup, soft_value_iteration as alpha goes to 0: {v[s], q[s][a], "
     "policy[s][a], residual}. Of a prior only the zeros count: they rule an action out.",
     "mdp: see process; 0 <= gamma < 1; (choices + outcomes) x 40/(1 - gamma) <= 40,000,000", "Bellman 1957",
     "V_\\star(#1)", false, false},
    {"discounted_evidence(mdp, alpha, gamma, s0)", "", discounted_evidence,
     "Log evidence where every step is the last one with probability 1 - gamma: {log_evidence (nats), v = alpha "
     "log_evidence, spectral_radius, diverges}. It is inf, and diverges true, where the spectral radius of gamma "
     "E_prior[exp(r/alpha) P] is 1 or more. Without a prior the uniform one.",
     "mdp: see process, at most 64 states; alpha > 0; 0 <= gamma < 1; s0 a state",
     "Toussaint & Storkey 2006; Levine 2018", "\\log p(O\\mid #4)", false, false},
    {"posterior_marginals(mdp, alpha, H, s0)", "", posterior_marginals,
     "The exact posterior given success at every step: {log_evidence (nats), states[t][s], policy[t][s][a], "
     "dynamics[t][s][a] -> [[next, probability], ...]}, states for t = 0 to H, dynamics bent. Without a prior the "
     "uniform one.",
     success_domain, "Levine 2018", "p(s_t\\mid O)", false, false},
    {"structured_marginals(mdp, alpha, H, s0)", "", structured_marginals,
     "The best q that keeps the true dynamics: {elbo (nats), states[t][s], policy[t][s][a], dynamics[t][s][a] -> "
     "[[next, probability], ...]}, states for t = 0 to H. Without a prior the uniform one.",
     success_domain, "Levine 2018", "q_\\star(s_t)", false, false},
};

}  // namespace

std::span<const FunctionRow> mdp_functions() { return rows; }

}  // namespace vi::lesson
