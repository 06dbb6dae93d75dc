#include "core/soft_policy_iteration.h"

#include <cmath>

#include "core/gridworld.h"
#include "core/known_processes.h"
#include "core/soft_bellman.h"
#include "core/value_iteration.h"
#include "tests/catch.h"
#include "tests/core/processes.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

namespace {

SoftPolicyIteration from_uniform(const Mdp& mdp, double alpha, double gamma, int rounds) {
  return {mdp, alpha, gamma, VectorXd::Ones(Eigen::Index(mdp.reward.size())), rounds, 0};
}

}  // namespace

TEST_CASE("soft_policy_iteration: no round lowers the value of any state, and it ends at the fixed point") {
  for (const Mdp& mdp : {weather(), vi::test::corridor(), lottery(), combination_lock(6), with_prior(weather())}) {
    for (const double alpha : {0.05, 0.5, 5.0}) {
      const auto slice = soft_policy_iteration(from_uniform(mdp, alpha, 0.9, 20), 20);
      const auto& value = slice.trace.value;
      for (std::size_t k = 1; k < value.size(); ++k)
        CHECK((value[k] - value[k - 1]).minCoeff() > -1e-13 * (1 + value[k].cwiseAbs().maxCoeff()));
      const SoftFixedPoint best = soft_value_iteration(mdp, alpha, 0.9);
      CHECK((value.back() - best.value).cwiseAbs().maxCoeff() < 1e-12 * (1 + best.value.cwiseAbs().maxCoeff()));
      CHECK((slice.iteration.policy - best.policy).cwiseAbs().maxCoeff() < 1e-11);
      CHECK(slice.trace.distance.back() < 1e-12);
    }
  }
}

TEST_CASE("soft_policy_iteration: its distance is that of the values, falls by gamma at least, and then squared") {
  const Mdp mdp = vi::test::corridor();
  const VectorXd best = soft_value_iteration(mdp, 0.5, 0.875).value;
  const auto trace = soft_policy_iteration(from_uniform(mdp, 0.5, 0.875, 8), 8).trace;
  for (std::size_t k = 0; k < trace.value.size(); ++k) {
    CHECK(trace.distance[k] == Approx((best - trace.value[k]).maxCoeff()).margin(1e-13));
    if (k > 0 && trace.distance[k - 1] > 1e-12) CHECK(trace.distance[k] <= 0.875 * trace.distance[k - 1]);
    if (k > 0 && trace.distance[k - 1] < 0.1 && trace.distance[k - 1] > 1e-7)
      CHECK(trace.distance[k] < 10 * trace.distance[k - 1] * trace.distance[k - 1]);
  }
}

TEST_CASE("soft_policy_iteration: with little temperature it is policy iteration") {
  const Mdp mdp = vi::test::corridor();
  const auto slice = soft_policy_iteration(from_uniform(mdp, 1e-9, 0.875, 10), 10);
  CHECK((slice.trace.value.back() - value_iteration(mdp, 0.875).value).cwiseAbs().maxCoeff() < 1e-8);
}

TEST_CASE("soft_policy_iteration: in slices of any size the rounds are the same to the last bit") {
  const auto start = from_uniform(weather(), 0.5, 0.95, 12);
  const auto whole = soft_policy_iteration(start, 12);
  for (const int size : {1, 5, 11, 5000}) {
    std::vector<double> distance;
    SoftPolicyIteration at = start;
    while (at.step < at.steps) {
      const auto slice = soft_policy_iteration(at, size);
      at = slice.iteration;
      distance.insert(distance.end(), slice.trace.distance.begin(), slice.trace.distance.end());
    }
    CHECK(distance == whole.trace.distance);
    CHECK(at.policy == whole.iteration.policy);
  }
}

TEST_CASE("soft_policy_iteration: what is refused") {
  auto iteration = from_uniform(weather(), 0.5, 0.9, 12);
  CHECK(refusal([&] { soft_policy_iteration(iteration, 0); }) ==
        "soft_policy_iteration: budget must be a whole number from 1 to 5000, got 0");
  iteration.step = 13;
  CHECK(refusal([&] { soft_policy_iteration(iteration, 1); }) ==
        "soft_policy_iteration: round must be a whole number from 0 to 12, got 13");
  CHECK(refusal([&] { soft_policy_iteration(from_uniform(weather(), 0.5, 0.9, 1001), 1); }) ==
        "soft_policy_iteration: rounds must be a whole number from 1 to 1000, got 1001");
  CHECK(refusal([&] { soft_policy_iteration(from_uniform(weather(), -1, 0.9, 1), 1); }) ==
        "soft_policy_iteration: alpha must be > 0, got -1");
  CHECK(refusal([&] { soft_policy_iteration(from_uniform(vi::core::corridor(201), 1, 0.9, 1), 1); }) == "code limit");
}
