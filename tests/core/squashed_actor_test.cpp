#include "core/squashed_actor.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

namespace {

const SquashedReward hill{VectorXd{{-0.5, 2, -2}}, 0.25};

SquashedActor actor_with(Ascent method, double rate, int steps, int samples = 0) {
  return {hill, {{0, 1}}, {method, rate, adam_start(2)}, samples, steps, 0, Generator(5)};
}

}  // namespace

TEST_CASE("squashed_actor: every method comes to the best squashed normal by exact gradients") {
  const BestSquashed best = best_squashed(hill);
  for (const auto& [method, rate] :
       {std::pair{Ascent::gradient_ascent, 0.5}, {Ascent::natural_gradient, 0.5}, {Ascent::adam, 0.02}}) {
    const auto slice = squashed_actor(actor_with(method, rate, 3000), 3000);
    CHECK(slice.trace.objective.back() == Approx(best.objective).margin(1e-10));
    CHECK(slice.trace.kl_to_optimal.back() == Approx(best.kl).margin(1e-9));
    CHECK(slice.actor.policy.base.mean == Approx(best.policy.base.mean).epsilon(1e-4));
    CHECK(slice.actor.policy.base.variance == Approx(best.policy.base.variance).epsilon(1e-4));
  }
}

TEST_CASE("squashed_actor: small exact steps never lead down, and never beyond alpha log evidence") {
  const auto trace = squashed_actor(actor_with(Ascent::gradient_ascent, 0.1, 300), 300).trace;
  for (std::size_t i = 0; i < trace.objective.size(); ++i) {
    if (i > 0) CHECK(trace.objective[i] >= trace.objective[i - 1] - 1e-15);
    CHECK(trace.kl_to_optimal[i] > 0);
    CHECK(trace.objective[i] + hill.alpha * trace.kl_to_optimal[i] ==
          Approx(hill.alpha * log_evidence(hill)).epsilon(1e-14));
    CHECK(trace.objective[i] == trace.expected_reward[i] + hill.alpha * trace.entropy[i]);
  }
}

TEST_CASE("squashed_actor: the first sampled step is the exact one within its standard error, over many seeds") {
  const ElboGradient exact = squashed_gradient(hill, {{0, 1}});
  double sum = 0, squares = 0;
  constexpr int runs = 4000;
  for (int seed = 0; seed < runs; ++seed) {
    SquashedActor actor = actor_with(Ascent::gradient_ascent, 1e-3, 1, 2);
    actor.generator = Generator(std::uint64_t(seed));
    const double gradient = squashed_actor(actor, 1).actor.policy.base.mean / 1e-3;
    sum += gradient;
    squares += gradient * gradient;
  }
  const double mean = sum / runs, variance = squares / runs - mean * mean;
  CHECK(std::abs(mean - exact.mean) < 4 * std::sqrt(variance / runs));
}

TEST_CASE("squashed_actor: reparameterised gradients come near the best of the family") {
  const BestSquashed best = best_squashed(hill);
  const auto slice = squashed_actor(actor_with(Ascent::adam, 0.005, 3000, 16), 3000);
  CHECK(best.objective - slice.trace.objective.back() < 2e-3);
  CHECK(best.objective - slice.trace.objective.back() >= 0);
}

TEST_CASE("squashed_actor: in slices of any size it is the same climb to the last bit") {
  for (const Ascent method : {Ascent::gradient_ascent, Ascent::natural_gradient, Ascent::adam}) {
    const auto start = actor_with(method, 0.01, 60, 3);
    const auto whole = squashed_actor(start, 60);
    for (const int size : {1, 7, 59, 5000}) {
      std::vector<double> objective;
      SquashedActor at = start;
      while (at.step < at.steps) {
        const auto slice = squashed_actor(at, size);
        at = slice.actor;
        objective.insert(objective.end(), slice.trace.objective.begin(), slice.trace.objective.end());
      }
      CHECK(objective == whole.trace.objective);
      CHECK(at.policy.base.mean == whole.actor.policy.base.mean);
      CHECK(at.generator.state == whole.actor.generator.state);
    }
  }
}

TEST_CASE("squashed_actor: what is refused") {
  const auto refused = [](auto change, int budget = 1) {
    SquashedActor actor = actor_with(Ascent::adam, 0.1, 10);
    change(actor);
    return refusal([&] { squashed_actor(actor, budget); });
  };
  const auto nothing = [](SquashedActor&) {};
  CHECK(refused(nothing, 5001) == "squashed_actor: budget must be a whole number from 1 to 5000, got 5001");
  CHECK(refused([](SquashedActor& a) { a.samples = 1001; }) ==
        "squashed_actor: samples must be a whole number from 0 to 1000, got 1001");
  CHECK(refused([](SquashedActor& a) { a.problem.alpha = -1; }) == "squashed_actor: alpha must be > 0, got -1");
  CHECK(refused([](SquashedActor& a) { a.step = 2; }) == "adam: step must be 2, got 0");
  CHECK(refused(
            [](SquashedActor& a) {
              a.optimizer = {Ascent::gradient_ascent, 50, adam_start(2)};
            },
            5)
            .substr(0, 66) == "squashed_actor: step 1: log sd must be between -20 and 2, got -39.");
}
