#include "core/bernoulli.h"

#include <limits>

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

// True values to 50 digits, from the definition. q/p - 1 has lost what q/p is here.
TEST_CASE("bernoulli: kl to the last digits where one probability is far below the other") {
  const double tight = 4 * std::numeric_limits<double>::epsilon();
  CHECK(kl(Bernoulli{1.3805736941707578e-124}, Bernoulli{1.3032897935869886e-110}) ==
        Approx(1.3032897935865305e-110).epsilon(tight).margin(0));
  CHECK(kl(Bernoulli{7.29537227405763e-309}, Bernoulli{4.3696723400643917e-293}) ==
        Approx(4.3696723400643644e-293).epsilon(tight).margin(0));
  CHECK(kl(Bernoulli{0.9999999999999996}, Bernoulli{0.9980588027350377}) ==
        Approx(0.0019430838302186309).epsilon(tight).margin(0));
  CHECK(kl(Bernoulli{9.938896371618099e-17}, Bernoulli{0.10548090590621118}) ==
        Approx(0.11146903015298019).epsilon(tight).margin(0));
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
