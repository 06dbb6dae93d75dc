#include "core/tilting.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/core/random_numbers.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

TEST_CASE("tilt: what the policy earns less what it costs is beta times the log evidence") {
  Generator generator(51);
  for (int i = 0; i < 500; ++i) {
    const VectorXd prior = between(generator, 5, 0, 1), reward = between(generator, 5, -3, 3);
    const double beta = std::exp(8 * generator.uniform() - 4);
    const Tilt result = tilt(prior, reward, beta);
    CHECK(result.objective == Approx(beta * result.log_evidence).epsilon(1e-12).margin(1e-12));
    CHECK(result.kl_to_prior >= 0);
    CHECK(result.policy.sum() == Approx(1).epsilon(1e-14));
    CHECK(result.expected_reward >= prior.dot(reward) / prior.sum() - 1e-12);
  }
}

TEST_CASE("tilt_rounds: k rounds from the last policy are one round at beta/k") {
  const VectorXd prior{{0.5, 0.3, 0.2}}, reward{{1, 0.5, -1}};
  const TiltRounds rounds = tilt_rounds(prior, reward, 0.5, 5);
  const Tilt once = tilt(prior, reward, 0.1);
  CHECK((rounds.policy - once.policy).cwiseAbs().maxCoeff() < 1e-15);
  CHECK(rounds.kl_to_prior(4) == Approx(once.kl_to_prior).epsilon(1e-13));
  CHECK(rounds.kl_to_prior(4) == Approx(0.669).epsilon(1e-3));
  CHECK(rounds.expected_reward(4) == Approx(once.expected_reward).epsilon(1e-14));
  CHECK(rounds.kl_to_old(0) == Approx(rounds.kl_to_prior(0)).epsilon(1e-14));
  CHECK(rounds.kl_to_old(4) < 0.05);
  Generator generator(54);
  for (const int k : {1, 2, 10, 1000}) {
    const VectorXd p = between(generator, 6, 0, 1), r = between(generator, 6, -1, 1);
    CHECK((tilt_rounds(p, r, 30, k).policy - tilt(p, r, 30.0 / k).policy).cwiseAbs().maxCoeff() < 1e-12);
  }
  CHECK(refusal([&] { tilt_rounds(prior, reward, 1, 0); }) ==
        "tilt_rounds: k must be a whole number from 1 to 1000, got 0");
}

TEST_CASE("tilt and one_step_elbo: without a prior a log n more than under the uniform one, and the same policy") {
  Generator generator(55);
  for (int i = 0; i < 200; ++i) {
    const VectorXd reward = between(generator, 5, -3, 3), policy = between(generator, 5, 0, 1);
    const double beta = std::exp(8 * generator.uniform() - 4);
    const SoftChoice sum = tilt(reward, beta);
    const Tilt mean = tilt(VectorXd::Ones(5), reward, beta);
    CHECK(sum.policy == mean.policy);
    CHECK(sum.log_evidence == Approx(mean.log_evidence + std::log(5)).epsilon(1e-14).margin(1e-14));
    CHECK(sum.objective == Approx(beta * sum.log_evidence).epsilon(1e-12).margin(1e-12));
    const OneStepEntropy any = one_step_elbo(policy, reward, beta);
    CHECK(any.log_evidence == Approx(any.elbo + any.kl_to_optimal).epsilon(1e-12).margin(1e-12));
    CHECK(any.log_evidence == Approx(sum.log_evidence).epsilon(1e-14));
  }
}

TEST_CASE("tilt: a response that the prior rules out stays out, and KL stops at -log prior of the best") {
  const VectorXd prior{{0.7, 0.3, 0}}, reward{{0, 1, 100}};
  const Tilt cold = tilt(prior, reward, 1e-3);
  CHECK(cold.policy(2) == 0);
  CHECK(cold.kl_to_prior == Approx(-std::log(0.3)).epsilon(1e-14));
  CHECK(tilt(prior, VectorXd{{2, 2, 2}}, 1).kl_to_prior == 0);
}

TEST_CASE("one_step_elbo: log evidence = ELBO + KL to the optimal policy, whatever the policy") {
  Generator generator(52);
  for (int i = 0; i < 500; ++i) {
    const VectorXd policy = between(generator, 4, 0, 1), prior = between(generator, 4, 0.01, 1);
    const VectorXd reward = between(generator, 4, -2, 2);
    const double alpha = std::exp(4 * generator.uniform() - 2);
    const OneStepElbo result = one_step_elbo(policy, prior, reward, alpha);
    CHECK(result.log_evidence == Approx(result.elbo + result.kl_to_optimal).epsilon(1e-12).margin(1e-12));
    CHECK(result.kl_to_optimal >= 0);
    const OneStepElbo best = one_step_elbo(result.optimal_policy, prior, reward, alpha);
    CHECK(best.kl_to_optimal < 1e-25);
  }
  const OneStepElbo outside = one_step_elbo(VectorXd{{1, 1}}, VectorXd{{1, 0}}, VectorXd{{0, 0}}, 1);
  CHECK(outside.elbo == -infinity);
  CHECK(outside.kl_to_optimal == infinity);
}

TEST_CASE("best_of_n: the same as counting all draws of three") {
  const VectorXd prior{{0.5, 0.25, 0.125, 0.125}}, reward{{1, 3, 3, 0}};
  VectorXd counted = VectorXd::Zero(4);
  for (int i = 0; i < 64; ++i) {
    const int draw[] = {i % 4, i / 4 % 4, i / 16};
    double best = -infinity, ties = 0;
    for (const int k : draw) best = std::max(best, reward(k));
    for (const int k : draw) ties += reward(k) == best ? 1 : 0;
    for (const int k : draw) {
      if (reward(k) == best) counted(k) += prior(draw[0]) * prior(draw[1]) * prior(draw[2]) / ties;
    }
  }
  CHECK((best_of_n(prior, reward, 3).policy - counted).cwiseAbs().maxCoeff() < 1e-15);
}

TEST_CASE("tilting: a reward that is no number is refused by its action") {
  const VectorXd prior = VectorXd::Ones(3), reward{{0, 1, infinity}};
  CHECK(refusal([&] { tilt(prior, reward, 1); }) == "tilt: reward of action 2 must be finite, got inf");
  CHECK(refusal([&] { tilt(reward, 1); }) == "tilt: reward of action 2 must be finite, got inf");
  CHECK(refusal([&] { best_of_n(prior, reward, 2); }) == "best_of_n: reward of action 2 must be finite, got inf");
}

TEST_CASE("best_of_n: one draw is the prior; KL is never above the bound") {
  Generator generator(53);
  for (int i = 0; i < 100; ++i) {
    const VectorXd prior = between(generator, 6, 0, 1), reward = between(generator, 6, -1, 1);
    CHECK(best_of_n(prior, reward, 1).kl == 0);
    for (const double n : {2.0, 16.0, 1e6}) {
      const BestOfN result = best_of_n(prior, reward, n);
      CHECK(result.kl <= result.bound);
      CHECK(result.kl > 0);
    }
  }
  CHECK(best_of_n(VectorXd::Ones(2), VectorXd{{0, 1}}, 1).bound == 0);
  CHECK(refusal([] { best_of_n(VectorXd::Ones(2), VectorXd::Ones(2), 1.5); }) ==
        "best_of_n: n must be a whole number from 1 to 1e15, got 1.5");
}
