#include "core/soft_policy.h"

#include <cmath>

#include "core/categorical.h"
#include "core/known_processes.h"
#include "core/policy_evaluation.h"
#include "core/soft_bellman.h"
#include "core/tilting.h"
#include "tests/catch.h"
#include "tests/core/processes.h"
#include "tests/core/random_numbers.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

namespace {

// Chance, an end, and a prior that rules out an action of the first state.
Mdp with_a_prior() {
  Mdp mdp = process(3, {{0, 0.5, 1, 0.5}, {1, 1}, {0, 1}, {1, 0.25, 0, 0.75}, {}, {0, 1}}, {-0.5, 1, 2, 0.25, 0.5, -1});
  mdp.prior = {1, 2, 0, 1, 1, 2};
  return mdp;
}

// Backups of a fixed policy until nothing moves: shares nothing with the elimination.
VectorXd by_sweeps(const Mdp& mdp, const VectorXd& policy, double alpha, double gamma) {
  VectorXd value = VectorXd::Zero(mdp.states());
  for (int sweep = 0; sweep < 2000; ++sweep) {
    VectorXd next = VectorXd::Zero(mdp.states());
    for (int s = 0; s < mdp.states(); ++s) {
      double total = 0, prior_total = 0;
      for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
        total += policy(c);
        prior_total += mdp.prior.empty() ? 0 : mdp.prior[c];
      }
      for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
        const double pi = policy(c) / total;
        if (pi == 0) continue;
        const double log_prior = mdp.prior.empty() ? 0 : std::log(mdp.prior[c] / prior_total);
        double after = 0;
        for (int o = mdp.outcomes[c]; o < mdp.outcomes[c + 1]; ++o) after += mdp.probability[o] * value(mdp.next[o]);
        next(s) += pi * (mdp.reward[c] - alpha * (std::log(pi) - log_prior) + gamma * after);
      }
    }
    value = next;
  }
  return value;
}

VectorXd allowed_policy(const Mdp& mdp, Generator& generator) {
  VectorXd policy = between(generator, Eigen::Index(mdp.reward.size()), 0.01, 1);
  for (std::size_t c = 0; c < mdp.prior.size(); ++c)
    if (mdp.prior[c] == 0) policy(Eigen::Index(c)) = 0;
  return policy;
}

}  // namespace

TEST_CASE("soft_policy_evaluation: by elimination what backups come to, in the KL form and in the entropy form") {
  Generator generator(131);
  for (const Mdp& mdp : {with_a_prior(), weather(), vi::test::corridor(), combination_lock(3), lottery()}) {
    for (const double alpha : {0.01, 0.5, 3.0}) {
      const VectorXd policy = allowed_policy(mdp, generator);
      const SoftPolicyEvaluation found = soft_policy_evaluation(mdp, policy, alpha, 0.9, 0);
      const VectorXd swept = by_sweeps(mdp, policy, alpha, 0.9);
      CHECK((found.value - swept).cwiseAbs().maxCoeff() < 1e-12 * (1 + swept.cwiseAbs().maxCoeff()));
    }
  }
}

TEST_CASE("soft_policy_evaluation: V(s0) is the reward less alpha KL, over the states it visits") {
  Generator generator(132);
  const Mdp mdp = with_a_prior();
  const VectorXd policy = allowed_policy(mdp, generator);
  const SoftPolicyEvaluation found = soft_policy_evaluation(mdp, policy, 0.5, 0.9, 1);
  const PolicyEvaluation hard = policy_evaluation(mdp, policy, 0.9, 1);
  CHECK(found.value(1) == Approx(hard.expected_return - 0.5 * found.occupancy.dot(found.kl)).epsilon(1e-14));
  CHECK(found.occupancy(0) == Approx(hard.occupancy.head(3).sum()).epsilon(1e-14));
}

TEST_CASE("soft_policy_evaluation: of the optimum, soft_value_iteration's values") {
  for (const Mdp& mdp : {with_a_prior(), weather(), vi::test::corridor()}) {
    const SoftFixedPoint best = soft_value_iteration(mdp, 0.25, 0.875);
    const SoftPolicyEvaluation found = soft_policy_evaluation(mdp, best.policy, 0.25, 0.875, 0);
    CHECK((found.value - best.value).cwiseAbs().maxCoeff() < 1e-13);
    CHECK((found.q - best.q).cwiseAbs().maxCoeff() < 1e-13);
    CHECK((soft_improvement(mdp, found.q, 0.25) - best.policy).cwiseAbs().maxCoeff() < 1e-13);
    const SoftOptimum optimum = soft_optimum(mdp, 0.25, 0.875);
    CHECK((optimum.log_policy.array().exp().matrix() - best.policy).cwiseAbs().maxCoeff() < 1e-13);
    CHECK(optimum.value == best.value);
  }
}

TEST_CASE("soft_distance: the gap by KLs is the difference of the values") {
  Generator generator(133);
  for (const Mdp& mdp : {with_a_prior(), weather(), vi::test::corridor(), lottery()}) {
    const SoftOptimum optimum = soft_optimum(mdp, 0.5, 0.9);
    for (int i = 0; i < 20; ++i) {
      const VectorXd policy = allowed_policy(mdp, generator);
      const VectorXd value = soft_policy_evaluation(mdp, policy, 0.5, 0.9, 0).value;
      const SoftDistance distance = soft_distance(mdp, policy.array().log(), optimum, 0.5, 0.9);
      CHECK((distance.gap - (optimum.value - value)).cwiseAbs().maxCoeff() < 1e-12);
      CHECK(distance.gap.minCoeff() >= 0);
      CHECK(distance.kl > 0);
    }
  }
}

TEST_CASE("soft_distance: one step is one_step_elbo") {
  Mdp bandit = process(3, {{}, {}, {}}, {1, 0.5, -1});
  bandit.prior = {5, 3, 2};
  const VectorXd policy{{0.2, 0.2, 0.6}}, prior{{5, 3, 2}}, reward{{1, 0.5, -1}};
  const SoftPolicyEvaluation found = soft_policy_evaluation(bandit, policy, 0.5, 0.9, 0);
  const OneStepElbo elbo = one_step_elbo(policy, prior, reward, 0.5);
  CHECK(found.value(0) == Approx(0.5 * elbo.elbo).epsilon(1e-14));
  const SoftDistance distance = soft_distance(bandit, policy.array().log(), soft_optimum(bandit, 0.5, 0.9), 0.5, 0.9);
  CHECK(distance.kl == Approx(elbo.kl_to_optimal).epsilon(1e-13));
  CHECK(distance.gap(0) == Approx(0.5 * elbo.kl_to_optimal).epsilon(1e-13));
}

TEST_CASE("soft_policy_evaluation: what is refused") {
  const Mdp mdp = with_a_prior();
  const VectorXd ones = VectorXd::Ones(6);
  VectorXd allowed = ones;
  allowed(2) = 0;
  CHECK(refusal([&] { soft_policy_evaluation(mdp, ones, 1, 0.9, 0); }) ==
        "soft_policy: state 0: the policy takes action 2, which the prior rules out");
  CHECK(refusal([&] { soft_policy_evaluation(mdp, allowed, 0, 0.9, 0); }) == "soft_policy: alpha must be > 0, got 0");
  CHECK(refusal([&] { soft_policy_evaluation(mdp, allowed, 1, 1, 0); }) == "soft_policy: gamma must be < 1, got 1");
  CHECK(refusal([&] { soft_policy_evaluation(mdp, allowed, 1, 2, 0); }) ==
        "soft_policy: gamma must be between 0 and 1, got 2");
  CHECK(refusal([&] { soft_policy_evaluation(mdp, allowed, 1, 0.9, 2); }) ==
        "soft_policy: there is no state 2, only 0 to 1");
  CHECK(refusal([&] { soft_policy_evaluation(mdp, VectorXd::Zero(6), 1, 0.9, 0); }) ==
        "policy_evaluation: state 0: the sum of the policy must be > 0, got 0");
  CHECK(refusal([&] { soft_policy_evaluation(mdp, VectorXd::Ones(5), 1, 0.9, 0); }) ==
        "policy_evaluation: policy must have 6 actions, got 5");
  CHECK(refusal([&] { soft_optimum(vi::core::corridor(201), 1, 0.9); }) == "code limit");
  CHECK(refusal([&] { soft_optimum(mdp, 1e-320, 0.9); }) ==
        "soft_policy: alpha is too small beside the values of state 0");
}
