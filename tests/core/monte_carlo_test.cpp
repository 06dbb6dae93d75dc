#include "core/monte_carlo.h"

#include "core/estimators.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {
const LinearGaussian model{{0.5, 2}, 1.25, -0.25, 0.75};
const Normal q{0.25, 0.5};
const double x = 1.5;
}  // namespace

TEST_CASE("elbo_monte_carlo: within five standard errors of the ELBO, and the standard error is the exact one") {
  for (const double samples : {2.0, 3.0, 513.0, 100000.0, 1000003.0}) {
    const auto sampled = elbo_monte_carlo(model, x, q, samples, 1);
    const double error = std::sqrt(gradient_estimator_moments(model, x, q).value.monte_carlo / samples);
    CHECK(std::abs(sampled.value - elbo(model, x, q)) < 5 * error);
    if (samples > 1000) CHECK(sampled.standard_error == Approx(error).epsilon(0.02));
  }
}

TEST_CASE("elbo_monte_carlo: at the posterior a sample is the log evidence") {
  const LinearGaussian exact{{0, 4}, 1, 0, 1};
  const auto sampled = elbo_monte_carlo(exact, 2, posterior(exact, 2), 1000, 2);
  CHECK(sampled.value == Approx(log_evidence(exact, 2)).epsilon(1e-14));
  CHECK(sampled.standard_error < 1e-15);
}

TEST_CASE("elbo_monte_carlo: units do not matter, from 1e-150 to 1e150") {
  const auto plain = elbo_monte_carlo(model, x, q, 1000, 3);
  for (const double unit : {1e-150, 1e-20, 1e20, 1e150}) {
    const LinearGaussian scaled{{0.5 * unit, 2 * unit * unit}, 1.25, -0.25 * unit, 0.75 * unit * unit};
    const auto other = elbo_monte_carlo(scaled, x * unit, {0.25 * unit, 0.5 * unit * unit}, 1000, 3);
    CHECK(other.standard_error == Approx(plain.standard_error).epsilon(1e-6));
    CHECK(other.value + std::log(unit) == Approx(plain.value).epsilon(1e-6));
  }
}

TEST_CASE("gradient_variance_experiment: empirical moments are the exact ones") {
  const double samples = 400001;
  const auto found = gradient_variance_experiment(model, x, q, samples, 4);
  const auto exact = gradient_estimator_moments(model, x, q);
  const auto gradient = elbo_gradient(model, x, q);
  const auto check = [&](const Moments& sampled, double mean, double variance) {
    CHECK(std::abs(sampled.mean - mean) < 5 * std::sqrt(variance / samples));
    CHECK(sampled.variance == Approx(variance).epsilon(0.05));
  };
  check(found.score.mean, gradient.mean, exact.score.mean);
  check(found.score.log_sd, gradient.log_sd, exact.score.log_sd);
  check(found.reparameterised.mean, gradient.mean, exact.reparameterised.mean);
  check(found.reparameterised.log_sd, gradient.log_sd, exact.reparameterised.log_sd);
}

TEST_CASE("monte_carlo: the same seed repeats, another differs, and bad input is named") {
  CHECK(elbo_monte_carlo(model, x, q, 100, 5).value == elbo_monte_carlo(model, x, q, 100, 5).value);
  CHECK(elbo_monte_carlo(model, x, q, 100, 5).value != elbo_monte_carlo(model, x, q, 100, 6).value);
  CHECK(refusal([] { elbo_monte_carlo(model, x, q, 1, 5); }) ==
        "elbo_monte_carlo: samples must be a whole number from 2 to 100000000, got 1");
  CHECK(refusal([] { elbo_monte_carlo(model, x, q, 2.5, 5); }) ==
        "elbo_monte_carlo: samples must be a whole number from 2 to 100000000, got 2.5");
  CHECK(refusal([] { elbo_monte_carlo(model, x, q, 1e9, 5); }) ==
        "elbo_monte_carlo: samples must be a whole number from 2 to 100000000, got 1000000000");
  CHECK(refusal([] { elbo_monte_carlo(model, not_a_number, q, 10, 5); }) ==
        "elbo_monte_carlo: x must be finite, got nan");
  CHECK(refusal([] {
          gradient_variance_experiment(model, 1e300, {0, 1e300}, 10, 5);
        }) == "gradient_variance_experiment: log p(x, z) - log q(z) must be finite, got -inf");
}
