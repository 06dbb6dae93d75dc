#include "core/policy_climb.h"

#include <cmath>

#include "core/categorical.h"
#include "core/policy_surrogates.h"
#include "core/tilting.h"
#include "tests/catch.h"
#include "tests/core/random_numbers.h"
#include "tests/core/slopes.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

namespace {

const OneStepProblem problem{VectorXd{{0.5, 0.3, 0.15, 0.05}}, VectorXd{{0, 1, -1, 2}}, 0.5};

VectorXd policy_of(const VectorXd& theta) { return probabilities(CategoricalLogits{theta}); }

PolicyClimb climb_with(Ascent method, double rate, int steps, int samples = 0, bool baseline = false) {
  return {problem, prior_logits(problem), {method, rate, adam_start(4)}, samples, baseline, steps, 0, Generator(5)};
}

}  // namespace

TEST_CASE("policy_climb: every method comes to the tilted prior by exact gradients, and J to beta log evidence") {
  const Tilt best = tilt(problem.prior, problem.reward, problem.beta);
  for (const auto& [method, rate] :
       {std::pair{Ascent::gradient_ascent, 1.0}, {Ascent::natural_gradient, 0.5}, {Ascent::adam, 0.02}}) {
    const auto slice = climb_policy(climb_with(method, rate, 5000), 5000);
    CHECK((policy_of(slice.climb.theta) - best.policy).cwiseAbs().maxCoeff() < 1e-6);
    CHECK(slice.trace.objective.back() == Approx(best.objective).epsilon(1e-12));
    CHECK(slice.trace.objective.back() == Approx(problem.beta * best.log_evidence).epsilon(1e-12));
    CHECK(slice.trace.kl_to_optimal.back() < 1e-11);
  }
}

TEST_CASE("policy_climb: a natural gradient step of rate 1/beta is there at once, from everywhere") {
  Generator generator(111);
  for (int i = 0; i < 20; ++i) {
    PolicyClimb climb = climb_with(Ascent::natural_gradient, 1 / problem.beta, 1);
    climb.theta = between(generator, 4, -5, 5);
    CHECK(climb_policy(climb, 1).trace.kl_to_optimal[0] < 1e-29);
  }
}

TEST_CASE("policy_climb: what J misses of its maximum is beta KL to the tilted prior, step by step") {
  const double best = tilt(problem.prior, problem.reward, problem.beta).objective;
  const auto trace = climb_policy(climb_with(Ascent::gradient_ascent, 0.3, 60), 60).trace;
  for (std::size_t t = 0; t < trace.objective.size(); ++t) {
    CHECK(problem.beta * trace.kl_to_optimal[t] == Approx(best - trace.objective[t]).margin(1e-15));
    CHECK(trace.objective[t] == Approx(trace.expected_reward[t] - problem.beta * trace.kl_to_prior[t]).epsilon(1e-15));
    const OneStepElbo elbo = one_step_elbo(trace.policy[t], problem.prior, problem.reward, problem.beta);
    CHECK(trace.objective[t] == Approx(problem.beta * elbo.elbo).epsilon(1e-13));
    CHECK(trace.kl_to_optimal[t] == Approx(elbo.kl_to_optimal).epsilon(1e-12).margin(1e-30));
    if (t > 0) CHECK(trace.objective[t] >= trace.objective[t - 1]);
  }
}

TEST_CASE("policy_climb: the Fisher information takes the natural gradient to the gradient") {
  Generator generator(112);
  for (int i = 0; i < 50; ++i) {
    const VectorXd theta = between(generator, 4, -2, 2), pi = policy_of(theta);
    const KlObjective at = kl_objective(theta, problem.prior, problem.reward, problem.beta);
    const VectorXd through_fisher = pi.asDiagonal() * at.advantage - pi * pi.dot(at.advantage);
    CHECK((through_fisher - at.gradient).cwiseAbs().maxCoeff() < 1e-15);
  }
}

TEST_CASE("policy_climb: the sampled gradient is the exact one within its standard errors, with and without baseline") {
  const VectorXd theta{{0.5, -0.25, 1, 0}}, pi = policy_of(theta);
  const VectorXd exact = kl_objective(theta, problem.prior, problem.reward, problem.beta).gradient;
  const VectorXd worth = problem.reward - problem.beta * (pi.array() / problem.prior.array()).log().matrix();
  double spread[2] = {0, 0};
  for (const bool baseline : {false, true}) {
    Generator generator(113);
    constexpr int runs = 20'000, samples = 4;
    VectorXd sum = VectorXd::Zero(4), squares = sum;
    for (int i = 0; i < runs; ++i) {
      const VectorXd draw = pi.cwiseProduct(sampled_advantage(problem, theta, samples, baseline, generator));
      sum += draw;
      squares += draw.cwiseProduct(draw);
    }
    const VectorXd mean = sum / runs;
    const VectorXd variance = squares / runs - mean.cwiseProduct(mean);
    for (Eigen::Index a = 0; a < 4; ++a) {
      CHECK(std::abs(mean(a) - exact(a)) < 4 * std::sqrt(variance(a) / runs));
      // Of (worth_b - baseline) times (1[b = a] - pi_a), by the sum over the actions b.
      double second = 0;
      for (Eigen::Index b = 0; b < 4; ++b) {
        const double term = (worth(b) - (baseline ? best_baseline(pi, worth) : 0)) * ((a == b) - pi(a));
        second += pi(b) * term * term;
      }
      CHECK(variance(a) == Approx((second - exact(a) * exact(a)) / samples).epsilon(0.05));
    }
    spread[baseline] = variance.sum();
  }
  CHECK(spread[1] < spread[0]);
}

TEST_CASE("policy_climb: no other constant leaves less variance than the best baseline; the value may not be it") {
  Generator generator(114);
  int value_is_worse_than_none = 0;
  for (int i = 0; i < 200; ++i) {
    const VectorXd pi = policy_of(between(generator, 4, -2, 2)), worth = between(generator, 4, -2, 2);
    const auto second_moment = [&](double baseline) {
      double sum = 0;
      for (Eigen::Index b = 0; b < 4; ++b)
        for (Eigen::Index a = 0; a < 4; ++a) sum += pi(b) * std::pow((worth(b) - baseline) * ((a == b) - pi(a)), 2);
      return sum;
    };
    const double best = best_baseline(pi, worth);
    for (const double other : {0.0, pi.dot(worth), best + 0.01, best - 0.01})
      CHECK(second_moment(best) <= second_moment(other) + 1e-15);
    value_is_worse_than_none += second_moment(pi.dot(worth)) > second_moment(0);
  }
  CHECK(value_is_worse_than_none > 0);
  CHECK(best_baseline(VectorXd{{1, 0}}, VectorXd{{3, 5}}) == 3);
}

TEST_CASE("policy_climb: sampled gradients come near; with the baseline they lose their noise at the optimum") {
  const auto plain = climb_policy(climb_with(Ascent::gradient_ascent, 0.1, 3000, 8), 3000);
  CHECK(plain.trace.kl_to_optimal.back() < 0.2);
  const auto calm = climb_policy(climb_with(Ascent::gradient_ascent, 1, 5000, 8, true), 5000);
  CHECK(calm.trace.kl_to_optimal.back() < 1e-10);
  CHECK(plain.trace.kl_to_optimal.back() > 1e-6);
}

TEST_CASE("policy_climb: in slices of any size it is the same climb to the last bit") {
  for (const Ascent method : {Ascent::gradient_ascent, Ascent::natural_gradient, Ascent::adam}) {
    const auto start = climb_with(method, 0.01, 60, 3);
    const auto whole = climb_policy(start, 60);
    for (const int size : {1, 7, 59, 60, 5000}) {
      std::vector<double> objective;
      PolicyClimb at = start;
      while (at.step < at.steps) {
        const auto slice = climb_policy(at, size);
        at = slice.climb;
        objective.insert(objective.end(), slice.trace.objective.begin(), slice.trace.objective.end());
      }
      CHECK(objective == whole.trace.objective);
      CHECK(at.theta == whole.climb.theta);
      CHECK(at.generator.state == whole.climb.generator.state);
    }
  }
}

TEST_CASE("policy_climb: a call takes no more steps than fit, and one at least") {
  PolicyClimb large = climb_with(Ascent::gradient_ascent, 0.1, 1000);
  large.problem = {VectorXd::Ones(10'000), VectorXd::LinSpaced(10'000, -1, 1), 1};
  large.theta = VectorXd::Zero(10'000);
  large.optimizer.adam = adam_start(10'000);
  CHECK(climb_policy(large, 1000).climb.step == 10);
  CHECK(most_steps(climb_with(Ascent::adam, 1, 1)) == 5000);
}

TEST_CASE("policy_climb: what is refused") {
  const auto refused = [](auto change, int budget = 1) {
    PolicyClimb climb = climb_with(Ascent::adam, 0.1, 10);
    change(climb);
    return refusal([&] { climb_policy(climb, budget); });
  };
  const auto nothing = [](PolicyClimb&) {};
  CHECK(refused(nothing, 0) == "policy_gradient: budget must be a whole number from 1 to 5000, got 0");
  CHECK(refused([](PolicyClimb& c) { c.optimizer.rate = -1; }) == "optimizer: rate must be > 0, got -1");
  CHECK(refused([](PolicyClimb& c) { c.samples = 1001; }) ==
        "policy_gradient: samples must be a whole number from 0 to 1000, got 1001");
  CHECK(refused([](PolicyClimb& c) { c.steps = 0; }) ==
        "policy_gradient: steps must be a whole number from 1 to 1000000, got 0");
  CHECK(refused([](PolicyClimb& c) { c.step = 11; }) == "adam: step must be 11, got 0");
  CHECK(refused([](PolicyClimb& c) { c.optimizer.adam = adam_start(3); }) == "adam: first must have 4 entries, got 3");
  CHECK(refused([](PolicyClimb& c) { c.problem.beta = 0; }) == "policy_gradient: beta must be > 0, got 0");
  CHECK(refused([](PolicyClimb& c) { c.theta(2) = not_a_number; }) ==
        "policy_gradient: theta of action 2 must be finite, got nan");
  CHECK(refused([](PolicyClimb& c) { c.problem.prior(1) = 0; }) ==
        "policy_gradient: the prior rules out action 1, which a softmax policy takes");
  const PolicyClimb wild = climb_with(Ascent::natural_gradient, 1e308, 10);
  CHECK(refusal([&] { climb_policy(wild, 5); }).substr(0, 24) == "policy_gradient: step 2:");
}
