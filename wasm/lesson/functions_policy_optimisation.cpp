// Policies climbed towards an optimum that is known: the short forms of the tasks, and what they are held against.
#include "core/check.h"
#include "core/soft_policy.h"
#include "core/squashed_reward.h"
#include "lesson/function_tables.h"
#include "lesson/mdp_values.h"
#include "lesson/policy_tasks.h"
#include "lesson/soft_policy_tasks.h"
#include "lesson/squashed_actor_task.h"

namespace vi::lesson {
namespace {

// What holds the policy of a round of ppo, with its beta.
Value penalty(const char* name, const Arguments& a) {
  core::require_positive(name, "beta", real(name, "beta", a[0]));
  return make_object(name, a);
}
Value kl_to_reference(const Arguments& a) { return penalty("kl_to_reference", a); }
Value kl_to_old_policy(const Arguments& a) { return penalty("kl_to_old_policy", a); }

Value soft_policy_evaluation(const Arguments& a) {
  constexpr const char* who = "soft_policy_evaluation";
  const core::Mdp mdp = as_mdp(who, a[0]);
  const auto result = core::soft_policy_evaluation(mdp, of_choices(who, "policy", a[1], mdp), real(who, "alpha", a[2]),
                                                   real(who, "gamma", a[3]), as_state(who, a[4], mdp));
  return record_of({{"v", list_of(result.value)},
                    {"q", by_state(mdp, result.q)},
                    {"kl", list_of(result.kl)},
                    {"occupancy", list_of(result.occupancy)}});
}

Value best_squashed(const Arguments& a) {
  const core::SquashedReward problem{as_vector("best_squashed", "reward", a[0]), real("best_squashed", "alpha", a[1])};
  return to_record(problem, core::best_squashed(problem));
}

constexpr const char* climb_domain =
    "as kl_objective; 1 to 5,000 steps and actions x steps <= 100,000; more of them as the task of this name";
constexpr const char* process_domain =
    "as soft_value_iteration; at most 200 states; more steps than fit into a call as the task of this name";
constexpr const char* reward_domain = "1 to 17 coefficients c_k; alpha > 0; sum of k |c_k| <= 10,000 alpha";

constexpr FunctionRow rows[] = {
    {"kl_to_reference(beta)", "", kl_to_reference, "The penalty beta KL(policy || prior) in each round of ppo.",
     "beta > 0", "Ziegler et al. 2019", "#1\\,\\mathrm{KL}(\\pi\\,\\|\\,\\pi_0)", true},
    {"kl_to_old_policy(beta)", "", kl_to_old_policy,
     "The penalty beta KL(policy || the policy that the round starts from) in each round of ppo.", "beta > 0",
     "Schulman et al. 2017", "#1\\,\\mathrm{KL}(\\pi\\,\\|\\,\\pi_{\\mathrm{old}})", true},
    {"policy_gradient(prior, reward, beta, options)", "", policy_gradient,
     "E[reward] - beta KL to the prior climbed by a softmax policy, by {method, steps} and, for sampled gradients, "
     "{estimator: score(16) or score_with_baseline(16), seed}, from the prior or the logits {theta}: lists from the "
     "start on, and how far the result is from tilt(prior, reward, beta).",
     climb_domain, "Williams 1992; Kakade 2001", "\\pi_t(#1,\\,#2,\\,#3)", false, false},
    {"ppo(prior, reward, options)", "", ppo,
     "PPO-clip in rounds, by {penalty: kl_to_reference(beta) or kl_to_old_policy(beta), epsilon, rounds, epochs, "
     "method: adam(rate) or gradient_ascent(rate)}, and, for draws, {samples, seed}; lists and distances as "
     "policy_gradient.",
     "as policy_gradient; 0 < epsilon < 1; 1 to 1,000 epochs; (actions + 30) x epochs x rounds <= 2,000,000",
     "Schulman et al. 2017", "\\mathrm{PPO}_t(#1,\\,#2)", false, false},
    {"soft_policy_evaluation(mdp, policy, alpha, gamma, s0)", "", soft_policy_evaluation,
     "Soft values v[s] and q[s][a] of a policy [s][a], by a linear solve, the KL to the prior (or -entropy) of each "
     "state, and the discounted visits from s0.",
     "as soft_value_iteration; at most 200 states; a policy that takes nothing the prior rules out",
     "Haarnoja et al. 2018", "V^{#2}(#1)", false, false},
    {"soft_policy_gradient(mdp, alpha, gamma, s0, options)", "", soft_policy_gradient,
     "The soft value of s0 climbed by logits theta[s][a], by {method, steps} and, for trajectories, {estimator: "
     "score(16) or score_with_baseline(16), seed}: its value, the gap to the optimum's, and the largest gap of a "
     "state.",
     process_domain, "Sutton et al. 2000; Cen et al. 2022", "\\pi_t(#1)", false, false},
    {"soft_policy_iteration(mdp, alpha, gamma, options)", "", soft_policy_iteration,
     "Evaluation and improvement in turn for {rounds}, from the prior or from {policy}: v[t][s], and the distance to "
     "soft_value_iteration's fixed point, for each round.",
     process_domain, "Haarnoja et al. 2018", "\\pi_t(#1)", false, false},
    {"squashed_actor(reward, alpha, squashed(normal(m, v)), options)", "", squashed_actor,
     "E[reward] + alpha entropy of a bounded action climbed by a squashed normal, by {method, steps} and, for sampled "
     "gradients, {estimator: reparameterised(16), seed}; the reward as coefficients of 1, a, a^2, ...; the distance to "
     "the best squashed normal, and the KL to the best density.",
     "as best_squashed; sd from exp(-20) to exp(2); 1 to 5,000 steps; more of them as the task of this name",
     "Haarnoja et al. 2018", "\\pi_t(#1)", false, false},
    {"best_squashed(reward, alpha)", "", best_squashed,
     "The squashed normal of most E[reward] + alpha entropy on (-1, 1), its KL to the best density "
     "exp(reward/alpha)/Z, "
     "and log Z.",
     reward_domain, "Newton's method and quadrature", "\\pi_\\star(#1)", false, false},
};

}  // namespace

std::span<const FunctionRow> policy_optimisation_functions() { return rows; }

}  // namespace vi::lesson
