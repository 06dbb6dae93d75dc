#include "core/trajectory_posterior.h"

#include <cmath>

#include "core/soft_bellman.h"
#include "tests/catch.h"
#include "tests/core/processes.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

TEST_CASE("trajectory_posterior: its evidence is the sum over all trajectories") {
  const Mdp mdp = with_prior(weather());
  for (const double alpha : {0.25, 1.0, 4.0}) {
    for (int s = 0; s < 2; ++s) {
      const auto exact = trajectory_posterior(mdp, alpha, 5, s);
      CHECK(exact.log_evidence == Approx(enumerate_evidence(mdp, alpha, 1, 5, s)).margin(1e-13));
    }
  }
}

TEST_CASE("structured_posterior: evidence = ELBO + gap, the gap by its own path") {
  const Mdp mdp = weather();
  for (const double alpha : {0.25, 1.0, 4.0}) {
    const auto exact = trajectory_posterior(mdp, alpha, 6, 0);
    const auto structured = structured_posterior(mdp, alpha, 6, 0);
    CHECK(structured.gap > 0);
    CHECK(exact.log_evidence == Approx(structured.elbo + structured.gap).epsilon(1e-12));
    CHECK(structured.v == Approx(soft_backward(with_prior(mdp), alpha, 1, 6).value(0, 0)).epsilon(1e-14));
  }
}

TEST_CASE("structured_posterior: nothing is lost where nothing is random") {
  const auto exact = trajectory_posterior(corridor(), 0.5, 6, 1);
  const auto structured = structured_posterior(corridor(), 0.5, 6, 1);
  CHECK(structured.gap == Approx(0).margin(1e-14));
  CHECK(structured.elbo == Approx(exact.log_evidence).epsilon(1e-14));
  CHECK(exact.believed_reward == Approx(exact.true_reward).epsilon(1e-13));
}

// Weights e^1/2, e^16/16 and 7 e^-4/16 for safe, won and lost.
TEST_CASE("trajectory_posterior: given that it went well, a ticket was bought") {
  const auto exact = trajectory_posterior(lottery(), 0.25, 2, 0);
  const double safe = std::exp(1) / 2, won = std::exp(16) / 16, lost = 7 * std::exp(-4) / 16;
  const double all = safe + won + lost;
  CHECK(exact.log_evidence == Approx(std::log(all)).epsilon(1e-14));
  CHECK(exact.policy(1) == Approx((won + lost) / all).epsilon(1e-14));
  CHECK(exact.believed_reward == Approx((safe / 4 + 4 * won - lost) / all).epsilon(1e-14));
  CHECK(exact.true_reward == Approx(-0.375).margin(1e-5));
  CHECK(exact.dynamics[1](0) == Approx(won / (won + lost)).epsilon(1e-14));
  const auto structured = structured_posterior(lottery(), 0.25, 2, 0);
  CHECK(structured.elbo == Approx(std::log((std::exp(1) + std::exp(-1.5)) / 2)).epsilon(1e-14));
  CHECK(structured.policy(1) == Approx(0.0759).margin(5e-5));
}
