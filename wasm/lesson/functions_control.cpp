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

constexpr FunctionRow rows[] = {
    {"soft_backward(mdp, alpha, gamma, H)", "", soft_backward,
     "Soft Bellman backups over H steps: {v[t][s], q[t][s][a], policy[t][s][a]}, v and q in the unit of the rewards. "
     "With a prior the KL form, without one the entropy form.",
     "mdp: see process; alpha > 0; gamma in [0, 1]; H from 1 to 1,000; (choices + outcomes) x H <= 200,000",
     "Levine 2018; soft Bellman backup", "V_{0:#4}(#1)"},
    {"enumerate_evidence(mdp, alpha, gamma, H, s0)", "", enumerate_evidence,
     "Log of the sum over all trajectories of p(trajectory) exp(discounted reward/alpha), one by one, in nats. Without "
     "a prior each action weighs 1 (the entropy form): with n actions and gamma = 1 that is H log n above "
     "trajectory_posterior where no episode ends before H, which takes the uniform prior.",
     "mdp: see process; alpha > 0; gamma in [0, 1]; s0 a state; H from 1 to 1,000; (choices + outcomes) x H <= "
     "200,000; at most 100,000 trajectories",
     "derivation: the sum itself, term by term", "\\log Z(#1)"},
    {"soft_value_iteration(mdp, alpha, gamma)", "", soft_value_iteration,
     "The fixed point of the soft Bellman backup for an unlimited horizon: {v[s], q[s][a], policy[s][a], residual}, v "
     "and q in the unit of the rewards. With a prior the KL form, without one the entropy form.",
     "mdp: see process; alpha > 0; 0 <= gamma < 1; (choices + outcomes) x 40/(1 - gamma) <= 40,000,000",
     "Haarnoja et al. 2018", "V(#1)", false, false},
    {"trajectory_posterior(mdp, alpha, H, s0)", "", trajectory_posterior,
     "The exact posterior given success at every step, seen at the first: {log_evidence (nats), v = alpha "
     "log_evidence, q[a], policy[a], dynamics[a] -> [[next, probability], ...], believed_reward, true_reward}. It "
     "bends the dynamics as well as the actions; true_reward is what its actions earn in the true ones. Without a "
     "prior the uniform one, unlike enumerate_evidence.",
     success_domain, "Levine 2018", "p(\\tau\\mid O)"},
    {"structured_posterior(mdp, alpha, H, s0)", "", structured_posterior,
     "The best q that keeps the true dynamics, seen at the first step: {elbo, gap (nats), v = alpha elbo, q[a], "
     "policy[a], true_reward}. elbo + gap is the log_evidence of trajectory_posterior. Without a prior the uniform "
     "one, unlike soft_backward.",
     success_domain, "Levine 2018", "q_\\star(\\tau)"},
};

}  // namespace

std::span<const FunctionRow> control_functions() { return rows; }

}  // namespace vi::lesson
