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
