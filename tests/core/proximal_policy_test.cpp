#include "core/proximal_policy.h"

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

const OneStepProblem problem{VectorXd{{0.5, 0.3, 0.2}}, VectorXd{{1, 0.5, -1}}, 0.5};

VectorXd policy_of(const VectorXd& theta) { return probabilities(CategoricalLogits{theta}); }

ProximalPolicy ppo_with(Anchor anchor, int rounds, int epochs, double rate, double epsilon = 0.2, int samples = 0) {
  return {problem,
          prior_logits(problem),
          anchor,
          epsilon,
          epochs,
          samples,
          {Ascent::gradient_ascent, rate, adam_start(3)},
          rounds,
          0,
          Generator(9)};
}

}  // namespace

TEST_CASE("ppo: with the KL to the reference the rounds rest at the tilted prior") {
  const Tilt best = tilt(problem.prior, problem.reward, problem.beta);
  const auto slice = proximal_policy(ppo_with(Anchor::reference, 300, 20, 2), 300);
  CHECK((policy_of(slice.ppo.theta) - best.policy).cwiseAbs().maxCoeff() < 1e-9);
  CHECK(slice.trace.objective.back() == Approx(best.objective).epsilon(1e-12));
  CHECK(slice.trace.kl_to_optimal.back() < 1e-18);
  CHECK(slice.trace.kl_to_prior.back() == Approx(best.kl_to_prior).epsilon(1e-8));
}

// E38: k rounds with the old policy as the prior are one round at beta/k.
TEST_CASE("ppo: with the KL to the old policy each round tilts the last one, where nothing is clipped") {
  for (const int k : {1, 2, 5}) {
    const VectorXd found = policy_of(proximal_policy(ppo_with(Anchor::old_policy, k, 1000, 10, 0.999), k).ppo.theta);
    CHECK((found - tilt_rounds(problem.prior, problem.reward, problem.beta, k).policy).cwiseAbs().maxCoeff() < 1e-4);
    CHECK((found - tilt(problem.prior, problem.reward, problem.beta / k).policy).cwiseAbs().maxCoeff() < 1e-4);
  }
}

TEST_CASE("ppo: with the KL to the old policy it passes the optimum and runs off to the best action") {
  const auto trace = proximal_policy(ppo_with(Anchor::old_policy, 2000, 20, 0.5), 2000).trace;
  std::size_t nearest = 0;
  for (std::size_t t = 0; t < trace.kl_to_optimal.size(); ++t)
    if (trace.kl_to_optimal[t] < trace.kl_to_optimal[nearest]) nearest = t;
  CHECK(nearest > 0);
  CHECK(nearest < 100);
  CHECK(trace.policy.back()(0) > 0.9999);
  CHECK(trace.kl_to_prior.back() == Approx(std::log(2)).epsilon(1e-3));
  CHECK(trace.objective.back() < trace.objective[nearest] - 0.05);
}

TEST_CASE("ppo: the surrogate is the clipped one less beta KL to its anchor, with its own slope") {
  Generator generator(121);
  for (const Anchor anchor : {Anchor::reference, Anchor::old_policy}) {
    for (int i = 0; i < 50; ++i) {
      ProximalPolicy ppo = ppo_with(anchor, 1, 1, 1);
      ppo.theta = between(generator, 3, -1, 1);
      const VectorXd old = ppo.theta, theta = between(generator, 3, -1, 1), advantages = round_advantages(ppo);
      const VectorXd pi = policy_of(theta), before = policy_of(old);
      const VectorXd held_to = anchor == Anchor::reference ? problem.prior : before;
      double value = 0;
      for (Eigen::Index a = 0; a < 3; ++a) {
        const double advantage = problem.reward(a) - before.dot(problem.reward), ratio = pi(a) / before(a);
        value += before(a) * std::min(ratio * advantage, std::min(std::max(ratio, 0.8), 1.2) * advantage);
        value -= problem.beta * pi(a) * std::log(pi(a) / held_to(a));
      }
      const ProximalSurrogate here = surrogate(ppo, theta, old, advantages);
      CHECK(here.value == Approx(value).epsilon(1e-13).margin(1e-14));
      const auto f = [&](const VectorXd& at) { return surrogate(ppo, at, old, advantages).value; };
      CHECK((slopes(f, theta) - here.gradient).cwiseAbs().maxCoeff() < 1e-8);
    }
  }
}

TEST_CASE("ppo: at the old policy its gradient is that of the ELBO, or without the penalty where that looks back") {
  ProximalPolicy ppo = ppo_with(Anchor::reference, 1, 1, 1);
  ppo.theta = VectorXd{{0.25, -0.5, 1}};
  const VectorXd advantages = round_advantages(ppo);
  const auto gradient = [&] { return surrogate(ppo, ppo.theta, ppo.theta, advantages).gradient; };
  const VectorXd elbo = kl_objective(ppo.theta, problem.prior, problem.reward, problem.beta).gradient;
  CHECK((gradient() - elbo).cwiseAbs().maxCoeff() < 1e-15);
  ppo.anchor = Anchor::old_policy;
  const VectorXd pi = policy_of(ppo.theta);
  CHECK((gradient() - pi.cwiseProduct(advantages)).cwiseAbs().maxCoeff() < 1e-15);
}

TEST_CASE("ppo: advantages by draws are the exact ones within their standard errors") {
  ProximalPolicy ppo = ppo_with(Anchor::reference, 1, 1, 1, 0.2, 16);
  ppo.theta = VectorXd{{0.25, -0.5, 1}};
  ProximalPolicy exactly = ppo;
  exactly.samples = 0;
  const VectorXd exact = round_advantages(exactly), pi = policy_of(ppo.theta);
  constexpr int runs = 20'000;
  VectorXd sum = VectorXd::Zero(3);
  for (int i = 0; i < runs; ++i) sum += round_advantages(ppo);
  for (Eigen::Index a = 0; a < 3; ++a) {
    const double variance = exact(a) * exact(a) * (1 - pi(a)) / (16 * pi(a));
    CHECK(std::abs(sum(a) / runs - exact(a)) < 4 * std::sqrt(variance / runs));
  }
  const auto far = proximal_policy(ppo_with(Anchor::reference, 400, 10, 0.05, 0.2, 256), 400);
  CHECK(far.trace.kl_to_optimal.back() < 0.02);
}

TEST_CASE("ppo: a round moves no ratio far beyond its clip, where a climb of the reward alone would") {
  const auto one = proximal_policy(ppo_with(Anchor::old_policy, 1, 1000, 0.05), 1);
  const VectorXd ratio = policy_of(one.ppo.theta).cwiseQuotient(problem.prior);
  CHECK(ratio(0) < 1.25);
  CHECK(ratio(2) > 0.4);
}

TEST_CASE("ppo: in slices of any size the rounds are the same to the last bit") {
  for (const Ascent method : {Ascent::gradient_ascent, Ascent::adam}) {
    ProximalPolicy start = ppo_with(Anchor::reference, 40, 5, 0.05, 0.2, 8);
    start.optimizer.method = method;
    const auto whole = proximal_policy(start, 40);
    for (const int size : {1, 7, 39, 5000}) {
      std::vector<double> objective;
      ProximalPolicy at = start;
      while (at.step < at.steps) {
        const auto slice = proximal_policy(at, size);
        at = slice.ppo;
        objective.insert(objective.end(), slice.trace.objective.begin(), slice.trace.objective.end());
      }
      CHECK(objective == whole.trace.objective);
      CHECK(at.theta == whole.ppo.theta);
      CHECK(at.generator.state == whole.ppo.generator.state);
    }
  }
}

TEST_CASE("ppo: what is refused") {
  const auto refused = [](auto change) {
    ProximalPolicy ppo = ppo_with(Anchor::reference, 10, 5, 0.1);
    change(ppo);
    return refusal([&] { proximal_policy(ppo, 1); });
  };
  CHECK(refused([](ProximalPolicy& p) { p.epsilon = 1; }) == "ppo: epsilon must be between 0 and 1, got 1");
  CHECK(refused([](ProximalPolicy& p) { p.epsilon = not_a_number; }) ==
        "ppo: epsilon must be between 0 and 1, got nan");
  CHECK(refused([](ProximalPolicy& p) {
          p.problem.prior = p.problem.reward = p.theta = Eigen::VectorXd::Ones(5000);
          p.epochs = 1000;
          p.optimizer.adam = adam_start(5000);
        }) == "code limit");
  CHECK(refused([](ProximalPolicy& p) { p.epochs = 1001; }) ==
        "ppo: epochs must be a whole number from 1 to 1000, got 1001");
  CHECK(refused([](ProximalPolicy& p) { p.steps = 0; }) ==
        "ppo: rounds must be a whole number from 1 to 100000, got 0");
  CHECK(refused([](ProximalPolicy& p) { p.step = 11; }) == "ppo: round must be a whole number from 0 to 10, got 11");
  CHECK(refused([](ProximalPolicy& p) { p.optimizer.method = Ascent::natural_gradient; }) ==
        "ppo: the method cannot be natural_gradient");
  CHECK(refused([](ProximalPolicy& p) { p.samples = -1; }) ==
        "ppo: samples must be a whole number from 0 to 1000, got -1");
}
