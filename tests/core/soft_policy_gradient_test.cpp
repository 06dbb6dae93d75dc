#include "core/soft_policy_gradient.h"

#include <cmath>

#include "core/soft_bellman.h"
#include "core/soft_policy_iteration.h"
#include "tests/catch.h"
#include "tests/core/processes.h"
#include "tests/core/random_numbers.h"
#include "tests/core/slopes.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

namespace {

SoftPolicyClimb climb_of(const Mdp& mdp, Ascent method = Ascent::gradient_ascent, double rate = 1, int steps = 1,
                         int samples = 0, bool baseline = false) {
  const auto size = Eigen::Index(mdp.reward.size());
  return {mdp,     0.5,      0.875, 0, VectorXd::Zero(size), {method, rate, adam_start(size)},
          samples, baseline, steps, 0, Generator(3)};
}

Mdp with_a_prior() {
  Mdp mdp = weather();
  mdp.prior = {1, 3, 1, 1};
  return mdp;
}

}  // namespace

TEST_CASE("soft_policy_gradient: it is the slope of V(s0)") {
  Generator generator(141);
  for (const Mdp& mdp : {weather(), with_a_prior(), corridor(), lottery()}) {
    for (int i = 0; i < 10; ++i) {
      SoftPolicyClimb climb = climb_of(mdp);
      climb.theta = between(generator, climb.theta.size(), -2, 2);
      const auto f = [&](const VectorXd& at) {
        SoftPolicyClimb there = climb;
        there.theta = at;
        return soft_policy_gradient(there).value;
      };
      CHECK((slopes(f, climb.theta) - soft_policy_gradient(climb).gradient).cwiseAbs().maxCoeff() < 1e-7);
      const VectorXd policy = log_policy(mdp, climb.theta).array().exp();
      CHECK(f(climb.theta) ==
            Approx(soft_policy_evaluation(mdp, policy, 0.5, 0.875, 0).value(0)).epsilon(1e-13).margin(1e-14));
    }
  }
}

TEST_CASE("soft_policy_gradient: a natural gradient step of rate 1/alpha is a round of soft policy iteration") {
  for (const Mdp& mdp : {weather(), with_a_prior(), corridor()}) {
    SoftPolicyClimb climb = climb_of(mdp, Ascent::natural_gradient, 1 / 0.5, 6);
    SoftPolicyIteration iteration{mdp, 0.5, 0.875, log_policy(mdp, climb.theta).array().exp(), 6, 0};
    for (int k = 0; k < 6; ++k) {
      climb = climb_soft_policy(climb, 1).climb;
      iteration = soft_policy_iteration(iteration, 1).iteration;
      CHECK((log_policy(mdp, climb.theta).array().exp().matrix() - iteration.policy).cwiseAbs().maxCoeff() < 1e-13);
    }
  }
}

TEST_CASE("soft_policy_gradient: every method comes to the fixed point from where s0 leads, and tells the distance") {
  for (const Mdp& mdp : {weather(), with_a_prior()}) {
    const SoftFixedPoint best = soft_value_iteration(mdp, 0.5, 0.875);
    for (const auto& [method, rate] :
         {std::pair{Ascent::gradient_ascent, 1.0}, {Ascent::natural_gradient, 1.0}, {Ascent::adam, 0.02}}) {
      const auto slice = climb_soft_policy(climb_of(mdp, method, rate, 2000), 2000);
      CHECK(slice.trace.value.back() == Approx(best.value(0)).epsilon(1e-10));
      CHECK(slice.trace.distance.back() < 1e-8);
      for (std::size_t t = 0; t < slice.trace.gap.size(); t += 50) {
        CHECK(slice.trace.gap[t] == Approx(best.value(0) - slice.trace.value[t]).margin(1e-13));
        CHECK(slice.trace.gap[t] <= slice.trace.distance[t]);
      }
    }
  }
}

TEST_CASE("soft_policy_gradient: a state that s0 does not lead to is not learned, save by the natural gradient") {
  Mdp mdp = weather();
  mdp.next = {0, 0, 0, 0, 0, 1, 1};
  mdp.probability = {0.75, 0.25, 0.25, 0.75, 0.5, 0.5, 1};
  const auto plain = climb_soft_policy(climb_of(mdp, Ascent::gradient_ascent, 1, 2000), 2000);
  CHECK(plain.trace.gap.back() < 1e-12);
  CHECK(plain.trace.distance.back() > 0.01);
  CHECK(climb_soft_policy(climb_of(mdp, Ascent::natural_gradient, 1, 2000), 2000).trace.distance.back() < 1e-12);
}

TEST_CASE("soft_policy_gradient: an action that the prior rules out is never taken, and its logit stands still") {
  Mdp mdp = corridor();
  mdp.prior.assign(15, 1);
  mdp.prior[0] = 0;
  const auto slice = climb_soft_policy(climb_of(mdp, Ascent::adam, 0.05, 500), 500);
  CHECK(slice.climb.theta(0) == 0);
  CHECK(log_policy(mdp, slice.climb.theta)(0) == -infinity);
  CHECK(slice.trace.gap.back() < 1e-3);
}

TEST_CASE("soft_policy_gradient: by trajectories it is the exact one within its standard errors; a baseline calms it") {
  Generator generator(142);
  for (const Mdp& mdp : {weather(), with_a_prior(), lottery()}) {
    double spread[2] = {0, 0};
    for (const bool baseline : {false, true}) {
      SoftPolicyClimb climb = climb_of(mdp, Ascent::gradient_ascent, 1, 1, 4, baseline);
      climb.theta = VectorXd::LinSpaced(climb.theta.size(), -0.5, 0.5);
      const VectorXd exact = soft_policy_gradient(climb).gradient;
      constexpr int runs = 4000;
      VectorXd sum = VectorXd::Zero(exact.size()), squares = sum;
      for (int i = 0; i < runs; ++i) {
        const VectorXd draw = sampled_soft_policy_gradient(climb);
        sum += draw;
        squares += draw.cwiseProduct(draw);
      }
      const VectorXd mean = sum / runs, variance = squares / runs - mean.cwiseProduct(mean);
      for (Eigen::Index c = 0; c < exact.size(); ++c)
        CHECK(std::abs(mean(c) - exact(c)) <= 4 * std::sqrt(std::max(variance(c), 0.0) / runs) + 1e-12);
      spread[baseline] = variance.sum();
    }
    CHECK(spread[1] < spread[0]);
  }
}

TEST_CASE("soft_policy_gradient: sampled climbs come near the fixed point") {
  const auto slice = climb_soft_policy(climb_of(weather(), Ascent::adam, 0.02, 600, 16, true), 600);
  CHECK(slice.trace.gap.back() < 0.02);
  CHECK(slice.trace.gap.back() < 0.1 * slice.trace.gap.front());
}

TEST_CASE("soft_policy_gradient: in slices of any size it is the same climb to the last bit") {
  for (const int samples : {0, 3}) {
    const auto start = climb_of(weather(), Ascent::adam, 0.05, 40, samples, true);
    const auto whole = climb_soft_policy(start, 40);
    for (const int size : {1, 7, 39, 5000}) {
      std::vector<double> value;
      SoftPolicyClimb at = start;
      while (at.step < at.steps) {
        const auto slice = climb_soft_policy(at, size);
        at = slice.climb;
        value.insert(value.end(), slice.trace.value.begin(), slice.trace.value.end());
      }
      CHECK(value == whole.trace.value);
      CHECK(at.theta == whole.climb.theta);
      CHECK(at.generator.state == whole.climb.generator.state);
    }
  }
}

TEST_CASE("soft_policy_gradient: what is refused") {
  const auto refused = [](auto change, int budget = 1) {
    SoftPolicyClimb climb = climb_of(weather(), Ascent::adam, 0.1, 10, 4);
    change(climb);
    return refusal([&] { climb_soft_policy(climb, budget); });
  };
  const auto nothing = [](SoftPolicyClimb&) {};
  CHECK(refused(nothing, 0) == "soft_policy_gradient: budget must be a whole number from 1 to 5000, got 0");
  CHECK(refused([](SoftPolicyClimb& c) { c.theta = VectorXd::Zero(3); }) ==
        "soft_policy_gradient: theta must have 4 actions, got 3");
  CHECK(refused([](SoftPolicyClimb& c) { c.theta(1) = infinity; }) ==
        "soft_policy_gradient: theta[1] must be finite, got inf");
  CHECK(refused([](SoftPolicyClimb& c) { c.s0 = 2; }) == "soft_policy_gradient: there is no state 2, only 0 to 1");
  CHECK(refused([](SoftPolicyClimb& c) { c.samples = 1001; }) ==
        "soft_policy_gradient: samples must be a whole number from 0 to 1000, got 1001");
  CHECK(refused([](SoftPolicyClimb& c) { c.optimizer.method = Ascent::natural_gradient; }) ==
        "soft_policy_gradient: the method cannot be natural_gradient where trajectories are drawn");
  CHECK(refused([](SoftPolicyClimb& c) { c.gamma = 1 - 1e-6; }) == "code limit");
  CHECK(refused([](SoftPolicyClimb& c) { c.gamma = 1; }) == "soft_policy_gradient: gamma must be < 1, got 1");
  CHECK(refused([](SoftPolicyClimb& c) { c.mdp.probability[0] = 0.5; }) ==
        "mdp: state 0, action 0: the probabilities must sum to 1, got 0.75");
  CHECK(refused([](SoftPolicyClimb& c) { c.step = 3; }) == "adam: step must be 3, got 0");
}
