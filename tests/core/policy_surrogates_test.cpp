#include "core/policy_surrogates.h"

#include <cmath>

#include "core/categorical.h"
#include "core/tilting.h"
#include "tests/catch.h"
#include "tests/core/random_numbers.h"
#include "tests/core/slopes.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

TEST_CASE("kl_objective: beta times the ELBO, with its own slope, which is 0 at the tilted prior") {
  Generator generator(101);
  for (int i = 0; i < 100; ++i) {
    const VectorXd theta = between(generator, 4, -2, 2), reward = between(generator, 4, -2, 2);
    const VectorXd prior = between(generator, 4, 0.01, 1);
    const double beta = std::exp(4 * generator.uniform() - 2);
    const KlObjective here = kl_objective(theta, prior, reward, beta);
    const OneStepElbo elbo = one_step_elbo(here.policy, prior, reward, beta);
    CHECK(here.value == Approx(beta * elbo.elbo).epsilon(1e-13).margin(1e-13));
    const auto f = [&](const VectorXd& at) { return kl_objective(at, prior, reward, beta).value; };
    CHECK((slopes(f, theta) - here.gradient).cwiseAbs().maxCoeff() < 1e-8);
    VectorXd best = reward / beta;
    for (Eigen::Index a = 0; a < 4; ++a) best(a) += std::log(prior(a));
    CHECK(kl_objective(best, prior, reward, beta).gradient.cwiseAbs().maxCoeff() < 1e-13);
  }
  CHECK(refusal([] {
          kl_objective(VectorXd{{0, 0}}, VectorXd{{1, 0}}, VectorXd{{0, 0}}, 1);
        }) == "kl_objective: the prior rules out action 1, which a softmax policy takes");
}

TEST_CASE("ppo_clip: its gradient is the policy gradient at the old policy, and not elsewhere") {
  Generator generator(102);
  int clipped = 0;
  for (int i = 0; i < 100; ++i) {
    const VectorXd old = between(generator, 4, -1, 1), theta = between(generator, 4, -1, 1);
    const VectorXd advantages = between(generator, 4, -1, 1);
    const ClippedSurrogate at_old = ppo_clip(old, old, advantages, 0.2);
    CHECK(at_old.gradient == at_old.policy_gradient);
    CHECK(at_old.ratio == VectorXd::Ones(4));
    const ClippedSurrogate here = ppo_clip(theta, old, advantages, 0.2);
    const VectorXd pi = probabilities(CategoricalLogits{theta}), before = probabilities(CategoricalLogits{old});
    double value = 0;
    for (Eigen::Index a = 0; a < 4; ++a) {
      const double ratio = pi(a) / before(a);
      value += before(a) * std::min(ratio * advantages(a), std::min(std::max(ratio, 0.8), 1.2) * advantages(a));
      clipped += here.clipped[std::size_t(a)];
    }
    CHECK(here.value == Approx(value).epsilon(1e-13).margin(1e-15));
    const auto f = [&](const VectorXd& at) { return ppo_clip(at, old, advantages, 0.2).value; };
    CHECK((slopes(f, theta) - here.gradient).cwiseAbs().maxCoeff() < 1e-8);
    const auto unclipped = [&](const VectorXd& at) { return probabilities(CategoricalLogits{at}).dot(advantages); };
    CHECK((slopes(unclipped, theta) - here.policy_gradient).cwiseAbs().maxCoeff() < 1e-8);
    CHECK(here.value <= unclipped(theta) + 1e-15);
  }
  CHECK(clipped > 50);
}

// It goes on where the prior would hold it: no bound on the evidence.
TEST_CASE("ppo_clip: repeated from its own result it leaves the prior; the ELBO's optimum does not") {
  const VectorXd prior{{0.5, 0.3, 0.2}}, reward{{1, 0.5, -1}};
  VectorXd theta = log_probabilities(Categorical{prior});
  for (int round = 0; round < 100; ++round) {
    const VectorXd old = theta;
    for (int step = 0; step < 50; ++step) {
      const VectorXd pi = probabilities(CategoricalLogits{old});
      theta += 0.5 * ppo_clip(theta, old, reward.array() - pi.dot(reward), 0.2).gradient;
    }
  }
  CHECK(probabilities(CategoricalLogits{theta})(0) > 0.99);
  CHECK(tilt(prior, reward, 1).policy(0) < 0.75);
}

TEST_CASE("kl_penalty: the terms of each response add up to beta KL") {
  Generator generator(103);
  for (int i = 0; i < 100; ++i) {
    const VectorXd policy = between(generator, 5, 0, 1), prior = between(generator, 5, 0, 1);
    const KlPenalty terms = kl_penalty(policy, prior, 0.5);
    CHECK(terms.total == Approx(0.5 * kl(Categorical{policy}, Categorical{prior})).epsilon(1e-15));
    CHECK(terms.expected.sum() == Approx(terms.total).margin(1e-14));
    CHECK((terms.cross_entropy - terms.entropy - terms.expected).cwiseAbs().maxCoeff() < 1e-14);
    CHECK(terms.cross_entropy.sum() == Approx(0.5 * cross_entropy(Categorical{policy}, Categorical{prior})));
  }
}

TEST_CASE("kl_penalty: a surprising response drawn no more often than the prior would costs nothing") {
  const KlPenalty terms = kl_penalty(VectorXd{{0.6, 0.39, 0.01, 0}}, VectorXd{{0.5, 0.48, 0.01, 0.01}}, 1);
  CHECK(terms.penalty(2) == Approx(0).margin(1e-15));
  CHECK(terms.cross_entropy(2) == Approx(-0.01 * std::log(0.01)));
  CHECK(terms.penalty(1) < 0);
  CHECK(terms.penalty(3) == -infinity);
  CHECK(terms.expected(3) == 0);
  CHECK(kl_penalty(VectorXd{{1, 1}}, VectorXd{{1, 0}}, 1).total == infinity);
}

TEST_CASE("policy surrogates: what cannot be is refused by action") {
  const VectorXd two = VectorXd::Zero(2);
  CHECK(refusal([&] {
          ppo_clip(VectorXd{{0, infinity}}, two, two, 0.2);
        }) == "ppo_clip: theta of action 1 must be finite, got inf");
  CHECK(refusal([&] { ppo_clip(two, two, two, 1); }) == "ppo_clip: epsilon must be between 0 and 1, got 1");
  CHECK(refusal([&] { ppo_clip(two, VectorXd::Zero(3), two, 0.2); }) ==
        "ppo_clip: theta_old must have 2 entries, got 3");
  CHECK(refusal([&] { kl_penalty(VectorXd::Ones(2), VectorXd::Ones(2), 0); }) == "kl_penalty: beta must be > 0, got 0");
}
