#include "core/value_iteration.h"

#include "core/policy_evaluation.h"
#include "core/soft_bellman.h"
#include "tests/catch.h"
#include "tests/core/processes.h"

using namespace vi::core;
using namespace vi::test;

TEST_CASE("value_iteration: the limit of the soft one as alpha goes to 0, in both forms") {
  for (const Mdp& mdp : {weather(), corridor(), with_prior(weather())}) {
    const HardFixedPoint hard = value_iteration(mdp, 0.9);
    const SoftFixedPoint soft = soft_value_iteration(mdp, 1e-12, 0.9);
    CHECK((hard.value - soft.value).cwiseAbs().maxCoeff() < 1e-10);
    CHECK((hard.q - soft.q).cwiseAbs().maxCoeff() < 1e-10);
    CHECK(hard.residual < 1e-14);
  }
}

TEST_CASE("value_iteration: its policy earns its values, and every other one less") {
  const Mdp mdp = weather();
  const HardFixedPoint hard = value_iteration(mdp, 0.9);
  for (int which = 0; which < 4; ++which) {
    Eigen::VectorXd policy = Eigen::VectorXd::Zero(4);
    policy(which % 2) = policy(2 + which / 2) = 1;
    const double earned = policy_evaluation(mdp, policy, 0.9, 0).expected_return;
    if (policy == hard.policy)
      CHECK(earned == Approx(hard.value(0)).epsilon(1e-13));
    else
      CHECK(earned < hard.value(0) - 1e-6);
  }
}

TEST_CASE("value_iteration: what the prior excludes is not taken") {
  Mdp mdp = weather();
  mdp.prior = {1, 1, 0, 1};
  CHECK(value_iteration(mdp, 0.5).policy(2) == 0);
  CHECK(value_iteration(mdp, 0.5).value(1) == Approx(-2).epsilon(1e-14));
}
