#include "core/squashed_reward.h"

#include <cmath>

#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/slopes.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

namespace {

const SquashedReward hill{VectorXd{{-0.5, 2, -2}}, 0.25};            // -2 (a - 1/2)²
const SquashedReward two_hills{VectorXd{{0, 0.25, 4, 0, -4}}, 0.2};  // 4 a² (1 - a²) + a/4
const SquashedReward slope{VectorXd{{0, 3}}, 0.5};

double reward(const SquashedReward& problem, double a) {
  double sum = 0;
  for (Eigen::Index k = 0; k < problem.coefficients.size(); ++k) sum += problem.coefficients(k) * std::pow(a, k);
  return sum;
}

// log of the integral of exp(r/alpha) over u, with a = tanh u: another variable and another rule.
double log_evidence_over_u(const SquashedReward& problem) {
  return std::log(integral(
      [&](double u) {
        const double cosh = std::cosh(u);
        return std::exp(reward(problem, std::tanh(u)) / problem.alpha) / (cosh * cosh);
      },
      0, 20, 40'000));
}

SquashedNormal policy(double mean, double sd) { return {{mean, sd * sd}}; }

}  // namespace

TEST_CASE("squashed_reward: a polynomial with its derivatives") {
  const SquashedReward problem{VectorXd{{1, -2, 3, 0.5}}, 1};
  const RewardAt at = reward_at(problem, 0.5);
  CHECK(at.value == 1 - 1 + 0.75 + 0.0625);
  CHECK(at.slope == -2 + 3 + 0.375);
  CHECK(at.curvature == 6 + 1.5);
}

TEST_CASE(
    "squashed_reward: log evidence by the action and by what it is the tanh of; in closed form where there is one") {
  for (const auto& problem : {hill, two_hills, slope}) {
    for (const double alpha : {0.01, 0.1, 1.0, 100.0}) {
      const SquashedReward at{problem.coefficients, alpha};
      CHECK(log_evidence(at) == Approx(log_evidence_over_u(at)).epsilon(1e-12).margin(1e-12));
    }
  }
  for (const double steep : {1e-3, 1.0, 100.0, 10'000.0}) {
    const double exact = steep + std::log(-std::expm1(-2 * steep) / steep);
    CHECK(log_evidence({VectorXd{{0, 1}}, 1 / steep}) == Approx(exact).epsilon(1e-13));
  }
  CHECK(log_evidence({VectorXd{{0}}, 1e12}) == Approx(std::log(2)).epsilon(1e-14));
}

TEST_CASE("squashed_reward: the objective by quadrature over the action") {
  for (const auto& problem : {hill, two_hills, slope}) {
    for (const auto& pi : {policy(0.5, 0.25), policy(-0.25, 1), policy(1, 3), policy(0.5, 0.01)}) {
      const SquashedObjective found = squashed_objective(problem, pi);
      const auto r = [&](double u) { return reward(problem, std::tanh(u)); };
      CHECK(found.expected_reward == Approx(expectation(r, pi.base.mean, pi.base.variance)).epsilon(1e-12));
      CHECK(found.entropy == entropy(pi));
      CHECK(found.value == Approx(found.expected_reward + problem.alpha * found.entropy).epsilon(1e-15));
    }
  }
}

TEST_CASE("squashed_reward: what J misses of alpha log evidence is alpha KL, by the density of the action itself") {
  for (const auto& problem : {hill, two_hills, slope}) {
    for (const auto& pi : {policy(0.5, 0.25), policy(-0.25, 1)}) {
      const double log_z = log_evidence(problem);
      const auto term = [&](double u) {
        const double a = std::tanh(u), jacobian = 1 / (std::cosh(u) * std::cosh(u));
        const double log_pi = log_prob(pi, a);
        return std::exp(log_pi) * (log_pi - reward(problem, a) / problem.alpha + log_z) * jacobian;
      };
      const double kl = integral(term, pi.base.mean, 8 * std::sqrt(pi.base.variance), 4000);
      CHECK(log_z - squashed_objective(problem, pi).value / problem.alpha == Approx(kl).epsilon(1e-10));
    }
  }
}

TEST_CASE("squashed_reward: the gradient is the slope of J, and the draws' mean") {
  Generator generator(151);
  for (const auto& problem : {hill, two_hills, slope}) {
    for (int i = 0; i < 20; ++i) {
      const VectorXd at{{4 * generator.uniform() - 2, 3 * generator.uniform() - 2}};
      const auto f = [&](const VectorXd& x) { return squashed_objective(problem, policy(x(0), std::exp(x(1)))).value; };
      const SquashedNormal pi = policy(at(0), std::exp(at(1)));
      const ElboGradient gradient = squashed_gradient(problem, pi);
      const VectorXd by_difference = slopes(f, at);
      CHECK(gradient.mean == Approx(by_difference(0)).margin(1e-8));
      CHECK(gradient.log_sd == Approx(by_difference(1)).margin(1e-8));
      const auto mean = [&](double ElboGradient::*part) {
        return expectation([&](double e) { return squashed_gradient_draw(problem, pi, e).*part; }, 0, 1);
      };
      CHECK(mean(&ElboGradient::mean) == Approx(gradient.mean).epsilon(1e-11).margin(1e-12));
      CHECK(mean(&ElboGradient::log_sd) == Approx(gradient.log_sd).epsilon(1e-11).margin(1e-12));
    }
  }
}

// Without the log-determinant the draw is the slope of another objective: E[r] + alpha h of the normal.
TEST_CASE("squashed_reward: a draw has the log-determinant of the squashing in it") {
  const SquashedNormal pi = policy(0.75, 0.5);
  const double e = 0.3, a = std::tanh(0.75 + 0.5 * e);
  const ElboGradient draw = squashed_gradient_draw(hill, pi, e);
  const double along_path = (2 - 4 * a) * (1 - a * a);
  CHECK(draw.mean == Approx(along_path - 2 * hill.alpha * a).epsilon(1e-14));
  CHECK(draw.log_sd == Approx(0.5 * e * (along_path - 2 * hill.alpha * a) + hill.alpha).epsilon(1e-14));
}

TEST_CASE("best_squashed: no squashed normal is better, by a search that knows no slopes") {
  for (const auto& problem :
       {hill, two_hills, slope, SquashedReward{two_hills.coefficients, 5e-3}, SquashedReward{hill.coefficients, 50}}) {
    const BestSquashed best = best_squashed(problem);
    const ElboGradient still = squashed_gradient(problem, best.policy);
    CHECK(std::abs(still.mean) < 1e-10 * (1 + problem.alpha));
    CHECK(std::abs(still.log_sd) < 1e-10 * (1 + problem.alpha));
    CHECK(best.objective == Approx(squashed_objective(problem, best.policy).value).epsilon(1e-13).margin(1e-13));
    CHECK(best.kl == Approx(log_evidence(problem) - best.objective / problem.alpha).epsilon(1e-9).margin(1e-13));
    CHECK(best.kl > 0);
    for (double mean = -3; mean <= 3; mean += 0.125)
      for (double log_sd = -6; log_sd <= 1.5; log_sd += 0.125)
        CHECK(squashed_objective(problem, policy(mean, std::exp(log_sd))).value <= best.objective + 1e-12);
  }
}

TEST_CASE("best_squashed: with little temperature it sits on the better of two hills, with much it covers both") {
  const BestSquashed cold = best_squashed({two_hills.coefficients, 0.02});
  CHECK(std::tanh(cold.policy.base.mean) == Approx(0.722).margin(0.01));
  CHECK(cold.policy.base.variance < 0.05);
  const BestSquashed warm = best_squashed({two_hills.coefficients, 2});
  CHECK(std::abs(warm.policy.base.mean) < 0.2);
  CHECK(warm.kl < 0.05);
}

TEST_CASE("best_squashed: a constant reward changes neither the policy nor the KL, however large it is") {
  const SquashedReward problem{VectorXd{{0, 2, -2}}, 0.25};
  const BestSquashed best = best_squashed(problem);
  for (const double constant : {-3.0, 1e12, 1e308}) {
    const BestSquashed moved = best_squashed({VectorXd{{constant, 2, -2}}, 0.25});
    CHECK(moved.policy.base.mean == best.policy.base.mean);
    CHECK(moved.policy.base.variance == best.policy.base.variance);
    CHECK(moved.kl == best.kl);
    CHECK(moved.objective == constant + best.objective);
  }
}

TEST_CASE("squashed_reward: what is refused") {
  const auto refused = [](const VectorXd& coefficients, double alpha) {
    return refusal([&] { best_squashed({coefficients, alpha}); });
  };
  CHECK(refused(VectorXd(0), 1) == "squashed_reward: reward must have 1 to 17 entries, got 0");
  CHECK(refused(VectorXd::Ones(18), 1) == "squashed_reward: reward must have 1 to 17 entries, got 18");
  CHECK(refused(VectorXd{{0, infinity}}, 1) == "squashed_reward: reward[1] must be finite, got inf");
  CHECK(refused(VectorXd{{0, 1}}, 0) == "squashed_reward: alpha must be > 0, got 0");
  CHECK(refused(VectorXd{{0, 1}}, 0x1p-15) == "squashed_reward: reward/alpha is too steep, its slope may be 32768");
  CHECK(refusal([] { squashed_objective(hill, policy(0, 8)); }).substr(0, 57) ==
        "squashed_reward: log sd must be between -20 and 2, got 2.");
  CHECK(refusal([] { squashed_gradient(hill, {{0, -1}}); }) == "normal: variance must be > 0, got -1");
}
