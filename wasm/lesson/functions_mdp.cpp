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

constexpr const char* process_domain =
    "a process as for soft_backward; a policy as weights [s][a], at most 1,000 states";

constexpr FunctionRow rows[] = {
    {"combination_lock(length)", "", combination_lock,
     "The process that pays 1 after `length` right actions (1) in a row; a wrong one (0) leads back to the start.",
     "a whole number from 1 to 1,000", "O'Donoghue, Osband & Ionescu 2020", "\\mathrm{lock}_{#1}"},
    {"corridor(length)", "", corridor,
     "The process of `length` states in a row with the actions left, stay, right; leaving at the right end pays 1.",
     "a whole number from 1 to 1,000", "Textbook", "\\mathrm{corridor}_{#1}"},
    {"expected_steps(mdp, policy)", "", expected_steps,
     "How many steps a policy takes from each state until the episode ends; inf where it may never end.",
     process_domain, "Grassmann, Taksar & Heyman 1985", "\\mathbb{E}[T]", false, false},
    {"expected_steps(mdp)", "", expected_steps_of_prior,
     "The same under the prior policy: uniform where there is none.", process_domain, "Grassmann, Taksar & Heyman 1985",
     "\\mathbb{E}[T]", false, false},
    {"policy_evaluation(mdp, policy, gamma, s0)", "", policy_evaluation,
     "Values, return from s0 and discounted occupancy [s][a] of a policy over an unlimited horizon, by a linear solve.",
     process_domain, "Sutton & Barto 2018", "V^{#2}(#1)", false, false},
    {"policy_evaluation(mdp, policy, gamma, s0, H)", "", policy_over_horizon,
     "Values v[t][s], states [t][s], return and occupancy [s][a] over H steps; the policy as [s][a] or [t][s][a].",
     "as before; gamma may be 1", "Sutton & Barto 2018", "V^{#2}_{0:#5}(#1)", false, false},
    {"value_iteration(mdp, gamma)", "", value_iteration,
     "The fixed point of the hard Bellman backup: soft_value_iteration as alpha goes to 0.", "as soft_value_iteration",
     "Bellman 1957", "V_\\star(#1)", false, false},
    {"discounted_evidence(mdp, alpha, gamma, s0)", "", discounted_evidence,
     "Log evidence where every step is the last one with probability 1 - gamma: inf where the spectral radius of "
     "gamma E_prior[exp(r/alpha) P] is 1 or more.",
     "as soft_backward; gamma < 1; at most 64 states", "Toussaint & Storkey 2006; Levine 2018", "\\log p(O\\mid #4)",
     false, false},
    {"posterior_marginals(mdp, alpha, H, s0)", "", posterior_marginals,
     "The exact posterior given success at every step: states [t][s], policy [t][s][a], bent dynamics "
     "[t][s][a] -> [[next, probability], ...].",
     "as trajectory_posterior", "Levine 2018", "p(s_t\\mid O)", false, false},
    {"structured_marginals(mdp, alpha, H, s0)", "", structured_marginals,
     "The same of the best q that keeps the true dynamics.", "as trajectory_posterior", "Levine 2018", "q_\\star(s_t)",
     false, false},
};

}  // namespace

std::span<const FunctionRow> mdp_functions() { return rows; }

}  // namespace vi::lesson
