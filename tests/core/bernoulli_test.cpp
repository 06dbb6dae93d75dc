#include "core/bernoulli.h"

#include "core/categorical.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

TEST_CASE("bernoulli: a categorical of two") {
  for (const double q : {0.0, 0.125, 0.5, 0.9375, 1.0}) {
    for (const double p : {0.0625, 0.5, 0.875}) {
      const Categorical first{Eigen::VectorXd{{q, 1 - q}}}, second{Eigen::VectorXd{{p, 1 - p}}};
      CHECK(kl(Bernoulli{q}, Bernoulli{p}) == Approx(kl(first, second)).epsilon(1e-14).margin(0));
      CHECK(entropy(Bernoulli{q}) == Approx(entropy(first)).epsilon(1e-14).margin(0));
    }
  }
}

TEST_CASE("bernoulli: what p rules out costs infinitely much") {
  CHECK(kl(Bernoulli{0.5}, Bernoulli{0}) == infinity);
  CHECK(kl(Bernoulli{0.5}, Bernoulli{1}) == infinity);
  CHECK(kl(Bernoulli{1}, Bernoulli{1}) == 0);
  CHECK(refusal([] { make_bernoulli(1.5); }) == "bernoulli: p must be between 0 and 1, got 1.5");
}

TEST_CASE("bernoulli: the log probability of either outcome, and of nothing else") {
  CHECK(log_prob(Bernoulli{0.25}, 1) == std::log(0.25));
  CHECK(log_prob(Bernoulli{1e-20}, 0) == -1e-20);
  CHECK(log_prob(Bernoulli{0}, 1) == -infinity);
  CHECK(log_prob(Bernoulli{0}, 0) == 0);
  CHECK(refusal([] { log_prob(Bernoulli{0.5}, 0.5); }) ==
        "log_prob: the outcome of a bernoulli must be 0 or 1, got 0.5");
  CHECK(refusal([] { log_prob(Bernoulli{1.5}, 0); }) == "bernoulli: p must be between 0 and 1, got 1.5");
}
