#include "core/soft_bellman.h"
#include "core/trajectory_posterior.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"
#include "lesson/mdp_values.h"

namespace vi::lesson {
namespace {

Value soft_backward(const Arguments& a) {
  const core::Mdp mdp = as_mdp("soft_backward", a[0]);
  const auto result = core::soft_backward(mdp, real("soft_backward", "alpha", a[1]),
                                          real("soft_backward", "gamma", a[2]), as_horizon("soft_backward", a[3]));
  return record_of({{"v", list_of(result.value)},
                    {"q", by_step_and_state(mdp, result.q)},
                    {"policy", by_step_and_state(mdp, result.policy)}});
}

Value enumerate_evidence(const Arguments& a) {
  constexpr const char* who = "enumerate_evidence";
  const core::Mdp mdp = as_mdp(who, a[0]);
  return core::enumerate_evidence(mdp, real(who, "alpha", a[1]), real(who, "gamma", a[2]), as_horizon(who, a[3]),
                                  as_state(who, a[4], mdp));
}

Value soft_value_iteration(const Arguments& a) {
  constexpr const char* who = "soft_value_iteration";
  const core::Mdp mdp = as_mdp(who, a[0]);
  const auto result = core::soft_value_iteration(mdp, real(who, "alpha", a[1]), real(who, "gamma", a[2]));
  return fixed_point(mdp, result);
}

Value trajectory_posterior(const Arguments& a) {
  constexpr const char* who = "trajectory_posterior";
  const core::Mdp mdp = as_mdp(who, a[0]);
  const int s0 = as_state(who, a[3], mdp);
  const auto result = core::trajectory_posterior(mdp, real(who, "alpha", a[1]), as_horizon(who, a[2]), s0);
  return record_of({{"log_evidence", result.log_evidence},
                    {"v", result.v},
                    {"q", list_of(result.q)},
                    {"policy", list_of(result.policy)},
                    {"dynamics", by_outcome(mdp, s0, result.dynamics)},
                    {"believed_reward", result.believed_reward},
                    {"true_reward", result.true_reward}});
}

Value structured_posterior(const Arguments& a) {
  constexpr const char* who = "structured_posterior";
  const core::Mdp mdp = as_mdp(who, a[0]);
  const auto result =
      core::structured_posterior(mdp, real(who, "alpha", a[1]), as_horizon(who, a[2]), as_state(who, a[3], mdp));
  return record_of({{"elbo", result.elbo},
                    {"gap", result.gap},
                    {"v", result.v},
                    {"q", list_of(result.q)},
                    {"policy", list_of(result.policy)},
                    {"true_reward", result.true_reward}});
}

constexpr const char* process_domain =
    "a record {transitions, rewards, prior}; at most 1,000 states, 1,000 steps, 200,000 outcomes over all steps";

constexpr FunctionRow rows[] = {
    {"soft_backward(mdp, alpha, gamma, H)", "", soft_backward,
     "Soft values v[t][s], q[t][s][a] and policy[t][s][a] over H steps; without a prior the entropy form.",
     process_domain, "Levine 2018; soft Bellman backup", "V_{0:#4}(#1)"},
    {"enumerate_evidence(mdp, alpha, gamma, H, s0)", "", enumerate_evidence,
     "log of the sum over all trajectories of p(trajectory) exp(discounted reward/alpha), one by one.",
     "as soft_backward; at most 100,000 trajectories", "Enumeration", "\\log Z(#1)"},
    {"soft_value_iteration(mdp, alpha, gamma)", "", soft_value_iteration,
     "The fixed point of the soft Bellman backup for an unlimited horizon.", "as soft_backward; gamma < 1",
     "Haarnoja et al. 2018", "V(#1)", false, false},
    {"trajectory_posterior(mdp, alpha, H, s0)", "", trajectory_posterior,
     "The exact posterior given success, at the first step: it bends the dynamics as well as the actions.",
     process_domain, "Levine 2018", "p(\\tau\\mid O)"},
    {"structured_posterior(mdp, alpha, H, s0)", "", structured_posterior,
     "The best q that keeps the true dynamics, at the first step: its ELBO and the gap to the exact posterior.",
     process_domain, "Levine 2018", "q_\\star(\\tau)"},
};

}  // namespace

std::span<const FunctionRow> control_functions() { return rows; }

}  // namespace vi::lesson
