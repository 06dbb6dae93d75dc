#include "core/importance_weighted.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

const LinearGaussian model{{0, 4}, 1, 0, 1};
const Normal q{1, 1.5};

}  // namespace

TEST_CASE("importance_weighted_bound: the ELBO at k = 1, climbing to the evidence") {
  const auto bound = [](int k) { return importance_weighted_bound(model, 2, q, k, 20'000, 7); };
  const auto one = bound(1), ten = bound(10), hundred = bound(100);
  CHECK(std::abs(one.value - elbo(model, 2, q)) < 5 * one.standard_error);
  CHECK(one.standard_error == Approx(std::sqrt(157.0 / 128 / 20'000)).epsilon(0.05));
  CHECK(one.value < ten.value);
  CHECK(ten.value < hundred.value);
  CHECK(hundred.value < log_evidence(model, 2) + 5 * hundred.standard_error);
}

TEST_CASE("importance_weighted_bound: k = 2 by quadrature over both draws") {
  const auto log_weight = [](double z) {
    return textbook_log_density(2, z, 1) + textbook_log_density(z, 0, 4) - textbook_log_density(z, 1, 1.5);
  };
  const double truth = expectation(
      [&](double a) {
        return expectation([&](double b) { return std::log((std::exp(log_weight(a)) + std::exp(log_weight(b))) / 2); },
                           1, 1.5);
      },
      1, 1.5);
  const auto estimate = importance_weighted_bound(model, 2, q, 2, 100'000, 3);
  CHECK(std::abs(estimate.value - truth) < 5 * estimate.standard_error);
}

TEST_CASE("importance_weighted_bound: weights beyond the range of a double do no harm") {
  const auto far = importance_weighted_bound(model, 1e5, {0, 1}, 100, 50, 2);  // log weights about -5e9
  CHECK(std::isfinite(far.value));
  CHECK(far.value < log_evidence(model, 1e5));
  const auto exact = importance_weighted_bound(model, 2, posterior(model, 2), 10, 10, 1);
  CHECK(exact.value == Approx(log_evidence(model, 2)).epsilon(1e-14));
  CHECK(exact.standard_error < 1e-14);
}

TEST_CASE("importance_weighted_bound: what is refused, before anything is drawn") {
  const auto refused = [](int k, int samples, double x = 2) {
    return refusal([&] { importance_weighted_bound(model, x, q, k, samples, 1); });
  };
  CHECK(refused(0, 10) == "importance_weighted_bound: k must be a whole number from 1 to 20000000, got 0");
  CHECK(refused(10, 1) == "importance_weighted_bound: samples must be a whole number from 2 to 20000000, got 1");
  CHECK(refused(5000, 5000) ==
        "importance_weighted_bound: k times samples must be a whole number from 2 to 20000000, got 25000000");
  CHECK(refused(1, 10, not_a_number) == "linear_gaussian: x must be finite, got nan");
}
