#include "core/discounted_evidence.h"

#include <cmath>

#include "core/soft_bellman.h"
#include "tests/catch.h"
#include "tests/core/processes.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {
Mdp one_state(double reward) { return process(1, {{0, 1}}, {reward}); }
}  // namespace

// A life of random length is stochastic dynamics: the message sums over it, the soft value takes it as it comes.
TEST_CASE("discounted_evidence: one state, the closed form beside the soft value") {
  const double gamma = 0.9, rewards[] = {-1, 0.1, 1};
  const double soft[] = {-10, 1, 10}, exact[] = {-2.9005, 3.0288, infinity};
  for (int i = 0; i < 3; ++i) {
    const auto result = discounted_evidence(one_state(rewards[i]), 1, gamma, 0);
    CHECK(soft_value_iteration(one_state(rewards[i]), 1, gamma).value(0) == Approx(soft[i]).epsilon(1e-13));
    CHECK(result.spectral_radius == Approx(gamma * std::exp(rewards[i])).epsilon(1e-13));
    if (exact[i] == infinity) {
      CHECK(result.log_evidence == infinity);
      continue;
    }
    CHECK(result.v == Approx(exact[i]).margin(5e-5));
    const double x = std::exp(rewards[i]);
    CHECK(result.v == Approx(std::log((1 - gamma) * x / (1 - gamma * x))).epsilon(1e-12));
  }
}

TEST_CASE("discounted_evidence: it diverges from -alpha log gamma on") {
  for (const double alpha : {0.25, 1.0, 8.0}) {
    const double edge = -alpha * std::log(0.9);
    CHECK(std::isfinite(discounted_evidence(one_state(edge * (1 - 1e-9)), alpha, 0.9, 0).v));
    CHECK(discounted_evidence(one_state(edge * (1 + 1e-9)), alpha, 0.9, 0).v == infinity);
  }
}

// The second path: steps of z <- E_prior[exp(r/alpha) ((1 - gamma) + gamma E z)] from z = 0.
TEST_CASE("discounted_evidence: the limit of its own recursion, at both ends of the temperature") {
  const Mdp mdp = with_prior(weather());
  for (const double alpha : {0.6, 0.9, 3.9, 4.1, 50.0}) {
    double z[2] = {0, 0};
    for (int i = 0; i < 20'000; ++i) {
      double now[2];
      for (int s = 0; s < 2; ++s) {
        now[s] = 0;
        for (int c = 2 * s; c < 2 * s + 2; ++c) {
          double later = 0;
          for (int o = mdp.outcomes[c]; o < mdp.outcomes[c + 1]; ++o) later += mdp.probability[o] * z[mdp.next[o]];
          now[s] += std::exp(mdp.reward[c] / alpha) * (0.3 + 0.7 * later) / 2;
        }
      }
      std::copy(now, now + 2, z);
    }
    for (int s = 0; s < 2; ++s)
      CHECK(discounted_evidence(mdp, alpha, 0.7, s).log_evidence == Approx(std::log(z[s])).epsilon(1e-12));
  }
}

TEST_CASE("discounted_evidence: a state that is reached at most once adds no radius, only what it leads to") {
  // 0 -> 1 -> end, and 2, which explodes, out of reach
  const Mdp mdp = process(1, {{1, 1}, {}, {2, 1}}, {1, 2, 5});
  const auto result = discounted_evidence(mdp, 1, 0.5, 0);
  CHECK(result.spectral_radius == 0);
  CHECK(result.log_evidence == Approx(std::log(std::exp(1) * (0.5 + 0.5 * std::exp(2)))).epsilon(1e-14));
  CHECK(discounted_evidence(mdp, 1, 0.5, 2).log_evidence == infinity);
  const Mdp leads_there = process(2, {{0, 1}, {1, 1}, {1, 1}, {1, 1}}, {-9, -9, 5, 5});
  CHECK(discounted_evidence(leads_there, 1, 0.5, 0).log_evidence == infinity);
}

TEST_CASE("discounted_evidence: temperatures from 1e-12 to 1e12") {
  const Mdp mdp = process(1, {{0, 0.5, 1, 0.5}, {0, 1}}, {-1, -2});
  // cold: the best life is the shortest one
  CHECK(discounted_evidence(mdp, 1e-12, 0.9, 1).v == Approx(-2).epsilon(1e-11));
  // hot: the expected return under the prior
  const double mean = soft_value_iteration(mdp, 1e12, 0.9).value(0);
  CHECK(discounted_evidence(mdp, 1e12, 0.9, 0).v == Approx(mean).epsilon(1e-10));
  CHECK(discounted_evidence(one_state(-1), 1e12, 0.999, 0).v == Approx(-1000).epsilon(1e-8));
}

// Where the reward is counted less and less instead, the evidence is a third number, though nothing is random.
TEST_CASE("discounted evidence is not the discounted soft value") {
  const Mdp mdp = with_prior(corridor());
  const double alpha = 0.0625, gamma = 0.875;
  CHECK(soft_backward(mdp, alpha, gamma, 6).value(0, 0) / alpha == Approx(-2.724).margin(5e-4));
  CHECK(enumerate_evidence(mdp, alpha, gamma, 6, 0) == Approx(-3.708).margin(5e-4));
}

TEST_CASE("discounted_evidence: refusals") {
  CHECK(refusal([] { discounted_evidence(one_state(0), 1, 1, 0); }) == "discounted_evidence: gamma must be < 1, got 1");
  CHECK(refusal([] { discounted_evidence(one_state(0), 0, 0.5, 0); }) ==
        "discounted_evidence: alpha must be > 0, got 0");
  CHECK(refusal([] { discounted_evidence(one_state(0), 1, 0.5, 1); }) ==
        "discounted_evidence: there is no state 1, only 0 to 0");
}
