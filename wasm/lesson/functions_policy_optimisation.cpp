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

#define SOLVED "mdp: see process, at most 200 states; alpha > 0; 0 <= gamma < 1"
#define WITH_OPTIMUM SOLVED "; (choices + outcomes) x 40/(1 - gamma) <= 40,000,000"
#define WORK " x (states^3 + 100 (choices + outcomes)) <= 500,000,000"

constexpr FunctionRow rows[] = {
    {"kl_to_reference(beta)", "", kl_to_reference,
     "The penalty beta KL(policy || prior) in each round of ppo, where the prior is the reference.", "beta > 0",
     "Ziegler et al. 2019", "#1\\,\\mathrm{KL}(\\pi\\,\\|\\,\\pi_0)", true},
    {"kl_to_old_policy(beta)", "", kl_to_old_policy,
     "The penalty beta KL(policy || the policy that the round starts from) in each round of ppo.", "beta > 0",
     "Schulman et al. 2017", "#1\\,\\mathrm{KL}(\\pi\\,\\|\\,\\pi_{\\mathrm{old}})", true},
    {"policy_gradient(prior, reward, beta, options)", "", policy_gradient,
     "E[reward] - beta KL to the prior climbed by a softmax policy. Options {method, steps}, the method "
     "gradient_ascent, natural_gradient or adam; for sampled gradients {estimator: score(16) or "
     "score_with_baseline(16), seed}; {theta} to start from other logits than the prior's. Gives lists from the start "
     "on {objective, expected_reward, kl_to_prior, kl_to_optimal, policy}, KLs in nats, and result {theta, policy, "
     "objective, kl_to_optimal, optimal_policy, optimal_objective}, optimal as tilt(prior, reward, beta). The task of "
     "this name takes {prior, reward, beta} beside the options.",
     "finite reward and theta; prior weights > 0; beta > 0; at most 7,000 actions; 1 to 5,000 steps and actions x "
     "steps <= 100,000, as a task up to 1,000,000 steps; 1 to 1,000 samples",
     "Williams 1992; Kakade 2001", "\\pi_t(#1,\\,#2,\\,#3)", false, false},
    {"ppo(prior, reward, options)", "", ppo,
     "PPO-clip in rounds. Options {penalty: kl_to_reference(beta) or kl_to_old_policy(beta), epsilon, rounds, epochs, "
     "method: gradient_ascent or adam}; for draws {samples, seed}; {theta} to start from other logits than the "
     "prior's. Gives lists from the start on {objective, expected_reward, kl_to_prior, kl_to_optimal, policy} and "
     "result {theta, policy, objective, kl_to_optimal, optimal_policy, optimal_objective}: objective is E[reward] - "
     "beta KL to the prior, whatever the penalty. The task of this name takes {prior, reward} beside the options.",
     "finite reward and theta; prior weights > 0; beta > 0; 0 < epsilon < 1; 1 to 1,000 epochs, samples up to 1,000; "
     "at most 7,000 actions; 1 to 5,000 rounds, actions x rounds <= 100,000, (actions + 30) x epochs x rounds <= "
     "2,000,000, as a task up to 100,000 rounds and (actions + 30) x epochs <= 2,000,000",
     "Schulman et al. 2017", "\\mathrm{PPO}_t(#1,\\,#2)", false, false},
    {"soft_policy_evaluation(mdp, policy, alpha, gamma, s0)", "", soft_policy_evaluation,
     "Soft values of a policy [s][a], by a linear solve: {v[s], q[s][a], kl[s], occupancy[s]}, v and q in the unit of "
     "the rewards, occupancy the expected discounted visits from s0. kl is KL(policy || prior) in nats, or -entropy "
     "where there is no prior.",
     SOLVED "; s0 a state; policy weights not all 0 in a state, 0 for what the prior rules out", "Haarnoja et al. 2018",
     "V^{#2}(#1)", false, false},
    {"soft_policy_gradient(mdp, alpha, gamma, s0, options)", "", soft_policy_gradient,
     "The soft value of s0 climbed by logits theta[s][a]. Options {method, steps}, the method gradient_ascent, "
     "natural_gradient or adam; to draw trajectories {estimator: score(16) or score_with_baseline(16), seed}, without "
     "natural_gradient; {theta} to start from other logits than the prior's. Gives lists from the start on {value, "
     "gap, distance}, the gap to the optimum's value at s0 and the largest of all states, and result {theta, policy, "
     "value, gap, distance, optimal_policy, optimal_value}. Without a prior the entropy form. The task of this name "
     "takes {mdp, alpha, gamma, s0} beside the options.",
     WITH_OPTIMUM "; s0 a state; finite theta; 1 to 1,000 samples; samples/(1 - gamma) <= 1,000,000, in a call for all "
                  "steps together; 1 to 5,000 steps and steps" WORK ", as a task up to 1,000,000 steps",
     "Sutton et al. 2000; Cen et al. 2022", "\\pi_t(#1)", false, false},
    {"soft_policy_iteration(mdp, alpha, gamma, options)", "", soft_policy_iteration,
     "Soft evaluation and improvement in turn. Options {rounds}; {policy} to start from other weights [s][a] than the "
     "prior. Gives lists from the start on {v[t][s], distance, kl_to_optimal}, the largest distance of a state to the "
     "value and KL (nats) to the policy of soft_value_iteration, and result {policy, v, distance, kl_to_optimal, "
     "optimal_policy, optimal_v}. Without a prior the entropy form, from the uniform policy. The task of this name "
     "takes {mdp, alpha, gamma} beside the options.",
     WITH_OPTIMUM
     "; policy weights not all 0 in a state, 0 for what the prior rules out; 1 to 1,000 rounds, in a call rounds" WORK,
     "Haarnoja et al. 2018", "\\pi_t(#1)", false, false},
    {"squashed_actor(reward, alpha, squashed(normal(m, v)), options)", "", squashed_actor,
     "E[reward] + alpha entropy of an action in (-1, 1) climbed by a squashed normal; the reward as coefficients of 1, "
     "a, a^2, ... Options {method, steps}, the method gradient_ascent, natural_gradient or adam; for sampled gradients "
     "{estimator: reparameterised(16), seed}. Gives lists from the start on {objective, expected_reward, entropy "
     "(nats), kl_to_optimal (nats), mean, variance}, the last two before squashing, and result {policy, objective, "
     "kl_to_optimal, distance, best}: kl_to_optimal is to the best density, best {policy, objective, kl_to_optimal, "
     "log_evidence} is best_squashed(reward, alpha), distance is to its objective. The task of this name takes "
     "{reward, alpha, policy: squashed(normal(m, v))} beside the options.",
     "1 to 17 finite coefficients c_k; alpha > 0; sum of k |c_k| <= 10,000 alpha; sd = sqrt(v) from exp(-20) to "
     "exp(2); 1 to 5,000 steps, as a task up to 1,000,000; 1 to 1,000 samples",
     "Haarnoja et al. 2018", "\\pi_t(#1)", false, false},
    {"best_squashed(reward, alpha)", "", best_squashed,
     "The squashed normal of most E[reward] + alpha entropy on (-1, 1), the reward as coefficients of 1, a, a^2, ...: "
     "{policy, objective, kl_to_optimal, log_evidence}. kl_to_optimal is its KL to the best density "
     "exp(reward/alpha)/Z, log_evidence is log Z, both in nats.",
     "1 to 17 finite coefficients c_k; alpha > 0; sum of k |c_k| <= 10,000 alpha",
     "Haarnoja et al. 2018; Newton's method and Gauss-Legendre quadrature", "\\pi_\\star(#1)", false, false},
};

}  // namespace

std::span<const FunctionRow> policy_optimisation_functions() { return rows; }

}  // namespace vi::lesson
