#include "core/mixture.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

TEST_CASE("mixture: the density is the weighted sum, and its derivatives are those of its logarithm") {
  const Mixture p = make_mixture(Eigen::VectorXd{{3, 1}}, {{-1, 0.5}, {2, 1.5}});
  const auto log_sum = [](double x) {
    return std::log(0.75 * std::exp(textbook_log_density(x, -1, 0.25)) +
                    0.25 * std::exp(textbook_log_density(x, 2, 2.25)));
  };
  for (const double x : {-3.0, -1.0, 0.25, 4.0}) {
    const LogDensity at = log_density(p, x);
    CHECK(at.value == Approx(log_sum(x)).epsilon(1e-14));
    const double step = 1e-4;
    CHECK(at.slope == Approx((log_sum(x + step) - log_sum(x - step)) / (2 * step)).epsilon(1e-6));
    CHECK(at.curvature ==
          Approx((log_sum(x + step) - 2 * log_sum(x) + log_sum(x - step)) / (step * step)).epsilon(1e-5));
  }
  CHECK(std::isfinite(log_density(p, 1e6).value));  // where every density underflows
  CHECK(refusal([] { make_mixture(Eigen::VectorXd{{1}}, {{0, -1}}); }) == "normal_sd: sd must be > 0, got -1");
  CHECK(refusal([] {
          make_mixture(Eigen::VectorXd{{1, 1}}, {{0, 1}});
        }) == "mixture: weights must have 1 entries, got 2");
}
