#include "core/behavioural_cloning.h"

#include <cmath>

#include "core/tilting.h"
#include "tests/catch.h"
#include "tests/core/random_numbers.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

TEST_CASE("behavioural_cloning: what was never demonstrated is allowed; as a prior the demonstrations forbid it") {
  const VectorXd demo{{0.9, 0.1, 0}}, reward{{0, 0, 1}};
  for (const double lambda : {1e-12, 0.25, 0.5, 0.875, 1.0, 1.5, 1e12}) {
    const BehaviouralCloning cloned = behavioural_cloning(demo, reward, lambda);
    CHECK(cloned.policy(2) == Approx(std::max(0.0, 1 - lambda)).margin(1e-15));
    CHECK(cloned.policy(0) == Approx(9 * cloned.policy(1)).epsilon(1e-14));
    CHECK(tilt(demo, reward, lambda).policy(2) == 0);
  }
  CHECK(behavioural_cloning(demo,
                            VectorXd{{
                                0,
                                0,
                                0,
                            }},
                            1)
            .forward_kl == 0);
}

// reward_i + lambda demo_i/policy_i is the same for all that are taken, and no less than the rest's reward.
TEST_CASE("behavioural_cloning: the conditions of an optimum hold, and no other policy is better") {
  Generator generator(91);
  for (int i = 0; i < 300; ++i) {
    VectorXd demo = between(generator, 5, 0, 1);
    if (i % 2 == 0) demo(i % 5) = 0;
    demo /= demo.sum();
    const VectorXd reward = between(generator, 5, -2, 2);
    const double lambda = std::exp(12 * generator.uniform() - 6);
    const BehaviouralCloning best = behavioural_cloning(demo, reward, lambda);
    CHECK(best.policy.sum() == Approx(1).epsilon(1e-13));
    for (Eigen::Index a = 0; a < 5; ++a) {
      if (demo(a) > 0)
        CHECK(reward(a) + lambda * demo(a) / best.policy(a) == Approx(best.multiplier).epsilon(1e-12));
      else
        CHECK((best.policy(a) > 0 ? reward(a) == best.multiplier : reward(a) <= best.multiplier));
    }
    VectorXd other = best.policy + 0.01 * between(generator, 5, 0, 1);
    other /= other.sum();
    double objective = other.dot(reward);
    for (Eigen::Index a = 0; a < 5; ++a) objective += demo(a) > 0 ? lambda * demo(a) * std::log(other(a)) : 0;
    CHECK(best.objective >= objective - 1e-13 * (1 + lambda));
  }
}

TEST_CASE("behavioural_cloning: from the best action to the demonstrations as lambda grows") {
  const VectorXd demo{{0.75, 0.25}}, reward{{0, 1}};
  CHECK(behavioural_cloning(demo, reward, 1e-12).policy(1) == Approx(1).epsilon(1e-11));
  CHECK(behavioural_cloning(demo, reward, 1e12).policy(1) == Approx(0.25).epsilon(1e-11));
  CHECK(behavioural_cloning(demo, reward, 1e12).forward_kl < 1e-23);
  // policy_1 (m - 1) = 1/4, (1 - policy_1) m = 3/4 at lambda 1: m² - 2m + 3/4 = 0 has m = 3/2.
  CHECK(behavioural_cloning(demo, reward, 1).multiplier == Approx(1.5).epsilon(1e-15));
  CHECK(behavioural_cloning(demo, reward, 1).policy(1) == Approx(0.5).epsilon(1e-15));
}

TEST_CASE("behavioural_cloning: what cannot be is refused by action") {
  const VectorXd two = VectorXd::Ones(2);
  CHECK(refusal([&] {
          behavioural_cloning(two, VectorXd{{0, not_a_number}}, 1);
        }) == "behavioural_cloning: reward of action 1 must be finite, got nan");
  CHECK(refusal([&] { behavioural_cloning(two, two, 0); }) == "behavioural_cloning: lambda must be > 0, got 0");
  CHECK(refusal([&] { behavioural_cloning(VectorXd::Ones(3), two, 1); }) ==
        "behavioural_cloning: demo must have 2 entries, got 3");
}
