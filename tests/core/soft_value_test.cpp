#include "core/soft_value.h"

#include <cmath>

#include "core/categorical.h"
#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::VectorXd;

TEST_CASE("soft_value: no policy does better, and the soft policy does as well") {
  Generator generator(41);
  for (int i = 0; i < 200; ++i) {
    const VectorXd values = VectorXd::NullaryExpr(4, [&] { return 6 * generator.uniform() - 3; });
    const VectorXd prior = VectorXd::NullaryExpr(4, [&] { return 0.1 + generator.uniform(); });
    const VectorXd any = VectorXd::NullaryExpr(4, [&] { return 0.1 + generator.uniform(); });
    const double alpha = 0.1 + 3 * generator.uniform();
    const VectorXd best = soft_policy(values, alpha, prior), free = soft_policy(values, alpha, VectorXd::Ones(4));
    const auto kl_form = [&](const VectorXd& policy) {
      return probabilities(Categorical{policy}).dot(values) - alpha * kl(Categorical{policy}, Categorical{prior});
    };
    const auto entropy_form = [&](const VectorXd& policy) {
      return probabilities(Categorical{policy}).dot(values) + alpha * entropy(Categorical{policy});
    };
    CHECK(soft_value(values, alpha, prior) == Approx(kl_form(best)).epsilon(1e-12).margin(1e-12));
    CHECK(soft_value(values, alpha) == Approx(entropy_form(free)).epsilon(1e-12).margin(1e-12));
    CHECK(soft_value(values, alpha, prior) >= kl_form(any));
    CHECK(soft_value(values, alpha) >= entropy_form(any));
  }
}

TEST_CASE("soft_value: the two forms differ by alpha log n, and their limits are the maximum and the mean") {
  const VectorXd values{{2, 1, 0}}, ones = VectorXd::Ones(3);
  for (const double alpha : {0.01, 0.5, 1.0, 40.0}) {
    const double between = soft_value(values, alpha) - soft_value(values, alpha, ones);
    CHECK(between == Approx(alpha * std::log(3)).epsilon(1e-13));
  }
  CHECK(soft_value(values, 1e-300, ones) == 2);
  CHECK(soft_value(values, 1e-9, VectorXd{{0, 1, 1}}) == Approx(1).epsilon(1e-8));  // what the prior excludes is lost
  CHECK(soft_value(values, 1e12, ones) == Approx(1).epsilon(1e-12));
  CHECK(soft_value(values, 1, VectorXd{{1e-20, 1, 1}}) == Approx(std::log((std::exp(1.0) + 1) / 2)).epsilon(1e-14));
}

TEST_CASE("log_sum_exp: infinities, one entry, none") {
  CHECK(log_sum_exp(VectorXd{{-infinity, -infinity}}) == -infinity);
  CHECK(log_sum_exp(VectorXd{{0, infinity}}) == infinity);
  CHECK(log_sum_exp(VectorXd{{1000, 1000}}) == Approx(1000 + std::log(2)).epsilon(1e-15));
  CHECK(log_sum_exp(VectorXd{{7}}) == 7);
  CHECK(refusal([] { log_sum_exp(VectorXd{}); }) == "log_sum_exp: x must have 1 to 10000 entries, got 0");
  CHECK(refusal([] { soft_value(VectorXd{{1}}, 0); }) == "soft_value: alpha must be > 0, got 0");
}
