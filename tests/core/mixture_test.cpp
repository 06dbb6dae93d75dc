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
        }) == "mixture: weights must have 1 entry, got 2");
}

TEST_CASE("mixture: entropy by trapezoid, of one component, and of components far apart") {
  const Mixture p = make_mixture(Eigen::VectorXd{{3, 1, 2}}, {{-1, 0.5}, {2, 1.5}, {0.3, 0.05}});
  const auto surprise = [&](double x) {
    const double log_p = log_density(p, x).value;
    return -std::exp(log_p) * log_p;
  };
  CHECK(entropy(p) == Approx(integral(surprise, 0.5, 25, 20'000)).epsilon(1e-12));
  CHECK(entropy(make_mixture(Eigen::VectorXd{{2, 5}}, {{1, 3}, {1, 3}})) ==
        Approx(entropy(NormalSd{1, 3})).epsilon(1e-13));
  // Far apart: the entropy of the weights and the mean entropy of the components, whatever their scales.
  for (const double sd : {1.0, 0.01, 12.0}) {
    const Mixture apart = make_mixture(Eigen::VectorXd{{1, 3}}, {{0, 1}, {200, sd}});
    const double of_weights = -0.25 * std::log(0.25) - 0.75 * std::log(0.75);
    CHECK(entropy(apart) ==
          Approx(of_weights + 0.25 * entropy(NormalSd{0, 1}) + 0.75 * entropy(NormalSd{0, sd})).epsilon(1e-12));
  }
  CHECK(refusal([] { entropy(Mixture{Eigen::VectorXd{{1}}, {{0, -1}}}); }) == "normal_sd: sd must be > 0, got -1");
}
