// One step of control: the functions of actions and their rewards, without a process.
#include "core/behavioural_cloning.h"
#include "core/policy_surrogates.h"
#include "core/proxy_reward.h"
#include "core/soft_value.h"
#include "core/tilting.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

Value soft_value(const Arguments& a) {
  return core::soft_value(as_vector("soft_value", "Q", a[0]), real("soft_value", "alpha", a[1]));
}

Value soft_value_under_prior(const Arguments& a) {
  return core::soft_value(as_vector("soft_value", "Q", a[0]), real("soft_value", "alpha", a[1]),
                          as_weights("soft_value", "prior", a[2]));
}

Value tilt(const Arguments& a) {
  const auto result =
      core::tilt(as_weights("tilt", "prior", a[0]), as_vector("tilt", "reward", a[1]), real("tilt", "beta", a[2]));
  return record_of({{"policy", list_of(result.policy)},
                    {"log_evidence", result.log_evidence},
                    {"expected_reward", result.expected_reward},
                    {"kl_to_prior", result.kl_to_prior},
                    {"objective", result.objective},
                    {"entropy", result.entropy}});
}

Value one_step_elbo(const Arguments& a) {
  const auto result =
      core::one_step_elbo(as_weights("one_step_elbo", "policy", a[0]), as_weights("one_step_elbo", "prior", a[1]),
                          as_vector("one_step_elbo", "reward", a[2]), real("one_step_elbo", "alpha", a[3]));
  return record_of({{"elbo", result.elbo},
                    {"log_evidence", result.log_evidence},
                    {"expected_reward", result.expected_reward},
                    {"kl_to_prior", result.kl_to_prior},
                    {"kl_to_optimal", result.kl_to_optimal},
                    {"entropy", result.entropy},
                    {"optimal_policy", list_of(result.optimal_policy)}});
}

Value best_of_n(const Arguments& a) {
  const auto result = core::best_of_n(as_weights("best_of_n", "prior", a[0]), as_vector("best_of_n", "reward", a[1]),
                                      real("best_of_n", "n", a[2]));
  return record_of({{"policy", list_of(result.policy)}, {"kl", result.kl}, {"bound", result.bound}});
}

Value tilt_without_prior(const Arguments& a) {
  const auto result = core::tilt(as_vector("tilt", "reward", a[0]), real("tilt", "beta", a[1]));
  return record_of({{"policy", list_of(result.policy)},
                    {"log_evidence", result.log_evidence},
                    {"expected_reward", result.expected_reward},
                    {"entropy", result.entropy},
                    {"objective", result.objective}});
}

Value one_step_elbo_without_prior(const Arguments& a) {
  constexpr const char* who = "one_step_elbo";
  const auto result =
      core::one_step_elbo(as_weights(who, "policy", a[0]), as_vector(who, "reward", a[1]), real(who, "alpha", a[2]));
  return record_of({{"elbo", result.elbo},
                    {"log_evidence", result.log_evidence},
                    {"expected_reward", result.expected_reward},
                    {"kl_to_optimal", result.kl_to_optimal},
                    {"entropy", result.entropy},
                    {"optimal_policy", list_of(result.optimal_policy)}});
}

Value tilt_rounds(const Arguments& a) {
  constexpr const char* who = "tilt_rounds";
  const auto result = core::tilt_rounds(as_weights(who, "prior", a[0]), as_vector(who, "reward", a[1]),
                                        real(who, "beta", a[2]), as_count(who, "k", a[3], 1, 1000));
  return record_of({{"policy", list_of(result.policy)},
                    {"expected_reward", list_of(result.expected_reward)},
                    {"kl_to_old", list_of(result.kl_to_old)},
                    {"kl_to_prior", list_of(result.kl_to_prior)}});
}

Value tilt_sweep(const Arguments& a) {
  constexpr const char* who = "tilt_sweep";
  const auto result = core::tilt_sweep(as_weights(who, "prior", a[0]), as_vector(who, "proxy", a[1]),
                                       as_vector(who, "true_reward", a[2]), as_vector(who, "betas", a[3]));
  return record_of({{"expected_true", list_of(result.expected_true)},
                    {"expected_proxy", list_of(result.expected_proxy)},
                    {"kl_to_prior", list_of(result.kl_to_prior)},
                    {"true_slope", list_of(result.true_slope)},
                    {"proxy_slope", list_of(result.proxy_slope)},
                    {"kl_slope", list_of(result.kl_slope)},
                    {"best_beta", result.best_beta},
                    {"best_true", result.best_true}});
}

Value calibration(const Arguments& a) {
  constexpr const char* who = "calibration";
  const auto result = core::calibration(as_weights(who, "prior", a[0]), as_vector(who, "proxy", a[1]),
                                        as_vector(who, "true_reward", a[2]));
  return record_of({{"proxy", list_of(result.proxy)},
                    {"expected_true", list_of(result.expected_true)},
                    {"probability", list_of(result.probability)},
                    {"conditional", result.conditional},
                    {"nondecreasing", result.nondecreasing},
                    {"average", result.average}});
}

Value behavioural_cloning(const Arguments& a) {
  constexpr const char* who = "behavioural_cloning";
  const auto result = core::behavioural_cloning(as_weights(who, "demo", a[0]), as_vector(who, "reward", a[1]),
                                                real(who, "lambda", a[2]));
  return record_of({{"policy", list_of(result.policy)},
                    {"expected_reward", result.expected_reward},
                    {"forward_kl", result.forward_kl},
                    {"objective", result.objective},
                    {"multiplier", result.multiplier}});
}

Value kl_objective(const Arguments& a) {
  constexpr const char* who = "kl_objective";
  const auto result = core::kl_objective(as_vector(who, "theta", a[0]), as_weights(who, "prior", a[1]),
                                         as_vector(who, "reward", a[2]), real(who, "beta", a[3]));
  return record_of({{"value", result.value},
                    {"expected_reward", result.expected_reward},
                    {"kl_to_prior", result.kl_to_prior},
                    {"policy", list_of(result.policy)},
                    {"gradient", list_of(result.gradient)}});
}

Value ppo_clip(const Arguments& a) {
  constexpr const char* who = "ppo_clip";
  const auto result = core::ppo_clip(as_vector(who, "theta", a[0]), as_vector(who, "theta_old", a[1]),
                                     as_vector(who, "advantages", a[2]), real(who, "epsilon", a[3]));
  std::vector<Value> clipped;
  for (const int is : result.clipped) clipped.emplace_back(is == 1);
  return record_of({{"value", result.value},
                    {"ratio", list_of(result.ratio)},
                    {"clipped", make_list(clipped)},
                    {"gradient", list_of(result.gradient)},
                    {"policy_gradient", list_of(result.policy_gradient)}});
}

Value kl_penalty(const Arguments& a) {
  constexpr const char* who = "kl_penalty";
  const auto result =
      core::kl_penalty(as_weights(who, "policy", a[0]), as_weights(who, "prior", a[1]), real(who, "beta", a[2]));
  return record_of({{"penalty", list_of(result.penalty)},
                    {"expected", list_of(result.expected)},
                    {"cross_entropy", list_of(result.cross_entropy)},
                    {"entropy", list_of(result.entropy)},
                    {"total", result.total}});
}

constexpr const char* tilt_domain =
    "prior weights >= 0, not all 0; finite reward; beta > 0, in the unit of the reward; at most 10,000 actions";

constexpr FunctionRow rows[] = {
    {"soft_value(Q, alpha)", "", soft_value,
     "Entropy form alpha log sum exp(Q/alpha): the maximum of E[Q] + alpha H, in the unit of Q.",
     "1 to 10,000 finite Q; alpha > 0", "Haarnoja et al. 2018", "#2\\log\\textstyle\\sum_a e^{Q_a/#2}"},
    {"soft_value(Q, alpha, prior)", "", soft_value_under_prior,
     "KL form alpha log E_prior[exp(Q/alpha)]: the maximum of E[Q] - alpha KL to the prior, in the unit of Q.",
     "1 to 10,000 finite Q; alpha > 0; prior weights >= 0, not all 0", "Levine 2018",
     "#2\\log\\textstyle\\sum_a p_a e^{Q_a/#2}"},
    {"tilt(prior, reward, beta)", "", tilt,
     "The policy proportional to prior exp(reward/beta), and what it earns and costs: {policy, log_evidence, "
     "expected_reward, kl_to_prior, objective, entropy}. log_evidence = log E_prior[exp(reward/beta)], kl_to_prior and "
     "entropy are in nats; objective = expected_reward - beta kl_to_prior.",
     tilt_domain, "derivation: exponential tilting; Korbak et al. 2022", "\\mathrm{tilt}(#1,\\,#2,\\,#3)"},
    {"tilt(reward, beta)", "", tilt_without_prior,
     "The policy proportional to exp(reward/beta), without a prior, in the entropy form: {policy, log_evidence, "
     "expected_reward, entropy, objective}. log_evidence = log sum exp(reward/beta), log n above that of the uniform "
     "prior; log_evidence and entropy are in nats; objective = expected_reward + beta entropy.",
     "finite reward; beta > 0, in the unit of the reward; at most 10,000 actions", "Haarnoja et al. 2018",
     "\\mathrm{softmax}(#1/#2)"},
    {"tilt_rounds(prior, reward, beta, k)", "", tilt_rounds,
     "k rounds that each tilt the last policy: as one from the prior at beta/k. {policy, expected_reward, kl_to_old, "
     "kl_to_prior}: the last policy, and lists with an entry for each round, KLs in nats.",
     "prior weights >= 0, not all 0; finite reward; beta > 0; k from 1 to 1,000; at most 10,000 actions and 1,000,000 "
     "for actions x k",
     "derivation: exponential tilting, k times", "\\mathrm{tilt}^{#4}(#1,\\,#2,\\,#3)"},
    {"tilt_sweep(prior, proxy, true_reward, betas)", "", tilt_sweep,
     "The prior tilted by the proxy at each beta: lists {expected_true, expected_proxy, kl_to_prior (nats), "
     "true_slope, proxy_slope, kl_slope}, slopes by beta, and the best of all betas {best_beta, best_true}; best_beta "
     "is 0 for the best proxy alone, inf for the prior.",
     "prior weights >= 0, not all 0; finite proxy and true_reward; at most 1,000 actions; 1 to 1,000 betas > 0",
     "Gao, Schulman & Hilton 2023; slope -Cov(proxy, true)/beta^2", "\\mathbb{E}_{\\mathrm{tilt}(#1,\\,#2)}[#3]"},
    {"calibration(prior, proxy, true_reward)", "", calibration,
     "The true reward expected at each value of the proxy: lists {proxy, expected_true, probability} upwards by the "
     "value, and whether that is the value itself (conditional), never falls (nondecreasing), or only averages to it "
     "(average).",
     "prior weights >= 0, not all 0; finite proxy and true_reward; at most 1,000 actions",
     "derivation: conditional expectation under the prior", "\\mathbb{E}_{#1}[#3\\mid #2]"},
    {"kl_penalty(policy, prior, beta)", "", kl_penalty,
     "What beta KL takes from each response, in the unit of beta: lists {penalty, expected, cross_entropy, entropy}, "
     "when drawn, in expectation, and as cross_entropy - entropy; total is beta KL(policy || prior).",
     "weights of policy and prior >= 0, not all 0; beta > 0; at most 10,000 actions", "Korbak, Perez & Buckley 2022",
     "#3\\log\\tfrac{#1}{#2}"},
    {"behavioural_cloning(demo, reward, lambda)", "", behavioural_cloning,
     "The policy of most E[reward] + lambda E_demo[log policy]: forward KL to the demonstrations, where tilt(demo, "
     "reward, lambda) has the reverse. {policy, expected_reward, forward_kl = KL(demo || policy) in nats, objective, "
     "multiplier}, the multiplier being what one more unit of probability would earn.",
     "demo weights >= 0, not all 0; finite reward; lambda > 0; at most 10,000 actions",
     "derivation: Lagrange multiplier of sum(policy) = 1", "\\pi_{#3}(#1,\\,#2)"},
    {"one_step_elbo(policy, prior, reward, alpha)", "", one_step_elbo,
     "ELBO of a policy in the model prior(a) exp(reward(a)/alpha): {elbo, log_evidence, expected_reward, kl_to_prior, "
     "kl_to_optimal, entropy, optimal_policy}, all but expected_reward and optimal_policy in nats. elbo = "
     "expected_reward/alpha - "
     "kl_to_prior "
     "= log_evidence - kl_to_optimal.",
     "weights of policy and prior >= 0, not all 0; finite reward; alpha > 0; at most 10,000 actions", "Levine 2018",
     "\\mathrm{ELBO}(#1)"},
    {"one_step_elbo(policy, reward, alpha)", "", one_step_elbo_without_prior,
     "ELBO of a policy without a prior, in the entropy form: {elbo, log_evidence, expected_reward, kl_to_optimal, "
     "entropy, optimal_policy}, all but expected_reward and optimal_policy in nats. elbo = expected_reward/alpha + "
     "entropy, log_evidence "
     "= log "
     "sum exp(reward/alpha).",
     "policy weights >= 0, not all 0; finite reward; alpha > 0; at most 10,000 actions", "Haarnoja et al. 2018",
     "\\mathrm{ELBO}(#1)"},
    {"kl_objective(theta, prior, reward, beta)", "", kl_objective,
     "E[reward] - beta KL to the prior of the softmax policy of logits theta, beta times its ELBO: {value, "
     "expected_reward, kl_to_prior (nats), policy, gradient}, the gradient by theta.",
     "finite theta and reward; prior weights > 0; beta > 0; at most 10,000 actions", "Korbak, Perez & Buckley 2022",
     "J(#1)"},
    {"ppo_clip(theta, theta_old, advantages, epsilon)", "", ppo_clip,
     "PPO's clipped surrogate for a softmax policy of logits theta, exact: {value, ratio, clipped, gradient, "
     "policy_gradient}. ratio is policy/old policy and clipped true or false for each action; policy_gradient is the "
     "one without clipping; both gradients by theta.",
     "finite theta, theta_old and advantages; 0 < epsilon < 1; at most 10,000 actions", "Schulman et al. 2017",
     "L^{\\mathrm{CLIP}}(#1)"},
    {"best_of_n(prior, reward, n)", "", best_of_n,
     "The best of n draws from the prior by reward: {policy, kl, bound}, its KL to the prior and the bound log n - (n "
     "- 1)/n, in nats.",
     "prior weights >= 0, not all 0; finite reward; n a whole number from 1 to 1e15; at most 1,000 actions",
     "Beirami et al. 2024", "\\mathrm{best}_{#3}(#1,\\,#2)"},
};

}  // namespace

std::span<const FunctionRow> one_step_functions() { return rows; }

}  // namespace vi::lesson
