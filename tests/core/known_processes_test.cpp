#include "core/known_processes.h"

#include "core/policy_evaluation.h"
#include "core/value_iteration.h"
#include "tests/catch.h"
#include "tests/core/processes.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

namespace {
double steps_of_uniform(const Mdp& mdp) {
  return expected_steps(mdp, VectorXd::Ones(static_cast<Eigen::Index>(mdp.reward.size())))(0);
}
}  // namespace

// Dithering opens a lock in exponential time and crosses a corridor in quadratic time.
TEST_CASE("combination_lock, corridor: how long the uniform prior takes") {
  const int lengths[] = {4, 8, 12, 16};
  const double lock[] = {30, 510, 8190, 131070}, open_way[] = {30, 108, 234, 408};
  for (int i = 0; i < 4; ++i) {
    CHECK(steps_of_uniform(combination_lock(lengths[i])) == lock[i]);
    CHECK(steps_of_uniform(vi::core::corridor(lengths[i])) == Approx(open_way[i]).epsilon(1e-14));
  }
  CHECK(steps_of_uniform(combination_lock(100)) == std::exp2(101) - 2);
}

// P(not yet ended after t steps) = P(s_t is some state), so their sum is the expected number of steps.
TEST_CASE("expected_steps: the sum over all times of not having ended") {
  const Mdp mdp = combination_lock(4);
  const auto result = policy_over_horizon(mdp, Eigen::MatrixXd::Ones(1, 8), 1, 1000, 0);
  CHECK(result.states.sum() == Approx(30).epsilon(1e-12));
  CHECK(result.occupancy.sum() == Approx(30).epsilon(1e-12));
}

TEST_CASE("combination_lock: whoever plans opens it at once; whoever never dares waits for ever") {
  const Mdp mdp = combination_lock(12);
  CHECK(value_iteration(mdp, 0.5).value(0) == std::exp2(-11));
  VectorXd always_wrong = VectorXd::Zero(24);
  for (int s = 0; s < 12; ++s) always_wrong(2 * s) = 1;
  CHECK(expected_steps(mdp, always_wrong)(0) == infinity);
  CHECK(refusal([] { combination_lock(0); }) ==
        "combination_lock: length must be a whole number from 1 to 1000, got 0");
}
