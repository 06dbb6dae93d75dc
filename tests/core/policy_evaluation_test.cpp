#include "core/policy_evaluation.h"

#include <cmath>

#include "core/random.h"
#include "core/soft_bellman.h"
#include "tests/catch.h"
#include "tests/core/processes.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

const VectorXd weather_policy = (VectorXd(4) << 0.25, 0.75, 0.6, 0.4).finished();

double earned(const Mdp& mdp, const VectorXd& occupancy) {
  double sum = 0;
  for (Eigen::Index c = 0; c < occupancy.size(); ++c) sum += occupancy(c) * mdp.reward[c];
  return sum;
}

// E[sum gamma^t r] over H steps, one path at a time.
double by_enumeration(const Mdp& mdp, const VectorXd& policy, double gamma, int steps, int state) {
  if (steps == 0) return 0;
  double sum = 0;
  for (int c = mdp.choices[state]; c < mdp.choices[state + 1]; ++c) {
    sum += policy(c) * mdp.reward[c];
    for (int o = mdp.outcomes[c]; o < mdp.outcomes[c + 1]; ++o)
      sum += policy(c) * mdp.probability[o] * gamma * by_enumeration(mdp, policy, gamma, steps - 1, mdp.next[o]);
  }
  return sum;
}

}  // namespace

TEST_CASE("policy_evaluation: values are a fixed point, occupancy times reward is the return") {
  const Mdp mdp = weather();
  for (const double gamma : {0.0, 0.5, 0.99, 1 - 1e-9}) {
    const auto result = policy_evaluation(mdp, weather_policy, gamma, 1);
    for (int s = 0; s < 2; ++s) {
      const double backed_up =
          weather_policy(2 * s) * result.q(2 * s) + weather_policy(2 * s + 1) * result.q(2 * s + 1);
      CHECK(result.value(s) == Approx(backed_up).epsilon(1e-13));
    }
    CHECK(result.expected_return == result.value(1));
    CHECK(earned(mdp, result.occupancy) == Approx(result.expected_return).epsilon(1e-12));
    CHECK(result.occupancy.sum() == Approx(1 / (1 - gamma)).epsilon(1e-12));
  }
}

TEST_CASE("policy_evaluation: a horizon by messages backward, messages forward and enumeration") {
  const Mdp mdp = weather();
  for (const double gamma : {0.7, 1.0}) {
    const auto result = policy_over_horizon(mdp, weather_policy.transpose(), gamma, 6, 0);
    CHECK(result.expected_return == Approx(by_enumeration(mdp, weather_policy, gamma, 6, 0)).epsilon(1e-14));
    CHECK(earned(mdp, result.occupancy) == Approx(result.expected_return).epsilon(1e-14));
    for (int t = 0; t <= 6; ++t) CHECK(result.states.row(t).sum() == Approx(1).epsilon(1e-15));
  }
  const auto long_one = policy_over_horizon(mdp, weather_policy.transpose(), 0.8, 200, 0);
  const auto endless = policy_evaluation(mdp, weather_policy, 0.8, 0);
  CHECK(long_one.expected_return == Approx(endless.expected_return).epsilon(1e-13));
  CHECK((long_one.occupancy - endless.occupancy).cwiseAbs().maxCoeff() < 1e-13);
}

TEST_CASE("policy_evaluation: a policy of its own for each step; the ended are no longer counted") {
  const Mdp mdp = lottery();
  MatrixXd policies = MatrixXd::Zero(2, 8);
  for (int s = 0; s < 4; ++s) policies(0, 2 * s + 1) = policies(1, 2 * s) = 1;
  const auto result = policy_over_horizon(mdp, policies, 1, 2, 0);
  CHECK(result.expected_return == -0.375);
  CHECK(result.states(1, 2) == 0.125);
  CHECK(result.states.row(2).sum() == 0);
}

TEST_CASE("policy_evaluation: a simulation agrees within its standard error") {
  const Mdp mdp = weather();
  const double gamma = 0.9;
  const double expected = policy_evaluation(mdp, weather_policy, gamma, 0).expected_return;
  Generator generator(7);
  double sum = 0, squares = 0;
  const int runs = 20'000;
  for (int run = 0; run < runs; ++run) {
    double total = 0, discount = 1;
    for (int t = 0, state = 0; t < 200; ++t, discount *= gamma) {
      const int choice = 2 * state + (generator.uniform() < weather_policy(2 * state) ? 0 : 1);
      total += discount * mdp.reward[choice];
      double u = generator.uniform();
      int o = mdp.outcomes[choice];
      while (o + 1 < mdp.outcomes[choice + 1] && u >= mdp.probability[o]) u -= mdp.probability[o++];
      state = mdp.next[o];
    }
    sum += total;
    squares += total * total;
  }
  const double mean = sum / runs, error = std::sqrt((squares / runs - mean * mean) / runs);
  CHECK(std::abs(mean - expected) < 5 * error);
}

TEST_CASE("policy_evaluation: refusals name the state") {
  const Mdp mdp = weather();
  const auto refused = [&](const VectorXd& policy, double gamma = 0.9) {
    return refusal([&] { policy_evaluation(mdp, policy, gamma, 0); });
  };
  CHECK(refused((VectorXd(4) << 1, 0, 0, 0).finished()) ==
        "policy_evaluation: state 1: the sum of the policy must be > 0, got 0");
  CHECK(refused((VectorXd(4) << 1, -0.5, 1, 0).finished()) ==
        "policy_evaluation: state 0, action 1: policy must be >= 0, got -0.5");
  CHECK(refused(weather_policy, 1) == "policy_evaluation: gamma must be < 1 where no H is given, got 1");
  CHECK(refused(VectorXd::Ones(3)) == "policy_evaluation: policy must have 4 actions, got 3");
  CHECK(refusal([&] { policy_over_horizon(mdp, MatrixXd::Ones(2, 4), 1, 3, 0); }) ==
        "policy_evaluation: policy must have 3 steps, got 2");
}
