#include "core/gamma_functions.h"

#include "core/special.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {
constexpr double zero_of_digamma = 1.4616321449683623;
const std::vector<double> points = {1e-9, 0.01, 0.3, 0.49, 0.51, 0.69, 0.71, 1.2,  1.49, 1.51, 2.7,
                                    3.19, 3.21, 3.9, 4.1,  7.9,  8.1,  11.9, 12.1, 40,   1e5};
}  // namespace

// Euler's integral, with t = exp(u): the integrand dies out faster than exponentially on the right.
TEST_CASE("log_gamma: the logarithm of Euler's integral") {
  for (const double x : {0.7, 1.0, 1.3, 2.0, 2.8, 3.5, 5.0, 9.0, 15.0}) {
    const double gamma = integral([&](double u) { return std::exp(x * u - std::exp(u)); }, -15, 45, 20'000);
    INFO("x = " << x);
    CHECK(log_gamma(x) == Approx(std::log(gamma)).epsilon(1e-12).margin(1e-13));
  }
}

TEST_CASE("gamma functions: one step on adds log x, 1/x and -1/x²") {
  for (const double x : points) {
    INFO("x = " << x);
    CHECK(log_gamma(x + 1) - log_gamma(x) == Approx(std::log(x)).epsilon(1e-9).margin(1e-15));
    CHECK(digamma(x + 1) - digamma(x) == Approx(1 / x).epsilon(1e-9));
    CHECK(trigamma(x) - trigamma(x + 1) == Approx(1 / (x * x)).epsilon(1e-5));
  }
}

// Legendre's duplication formula and its derivatives.
TEST_CASE("gamma functions: from x and x + 1/2 to 2x") {
  const double log2 = std::log(2.0), log_root_pi = 0.5 * std::log(3.14159265358979323846);
  for (const double x : points) {
    INFO("x = " << x);
    const double sum = (1 - 2 * x) * log2 + log_root_pi + log_gamma(2 * x);
    CHECK(log_gamma(x) + log_gamma(x + 0.5) == Approx(sum).epsilon(2e-15).margin(2e-15));
    CHECK(digamma(x) + digamma(x + 0.5) + 2 * log2 == Approx(2 * digamma(2 * x)).epsilon(4e-15).margin(2e-15));
    CHECK(trigamma(x) + trigamma(x + 0.5) == Approx(4 * trigamma(2 * x)).epsilon(2e-15));
  }
}

TEST_CASE("gamma functions: each is the derivative of the one before") {
  for (const double x : points) {
    const double step = 1e-3 * std::min(x, 1.0);
    const auto slope = [&](double (*f)(double)) {
      return (8 * (f(x + step) - f(x - step)) - (f(x + 2 * step) - f(x - 2 * step))) / (12 * step);
    };
    INFO("x = " << x);
    CHECK(digamma(x) == Approx(slope(log_gamma)).epsilon(1e-7));
    CHECK(trigamma(x) == Approx(slope(digamma)).epsilon(1e-6));
  }
}

TEST_CASE("gamma functions: first order beside their zeros, exactly 0 at 1 and 2") {
  CHECK(log_gamma(1) == 0);
  CHECK(log_gamma(2) == 0);
  const double euler = 0.57721566490153286;
  for (double h = 1e-6; h > 3e-16; h /= 10) {
    const double at_1 = (1 + h) - 1, at_2 = (2 + 2 * h) - 2, at_zero = (zero_of_digamma + h) - zero_of_digamma;
    INFO("h = " << h);
    CHECK(log_gamma(1 + h) / at_1 == Approx(-euler + trigamma(1) / 2 * at_1).epsilon(1e-11));
    CHECK(log_gamma(2 + 2 * h) / at_2 == Approx(1 - euler + trigamma(2) / 2 * at_2).epsilon(1e-11));
    if (h > 1e-12) CHECK(digamma(zero_of_digamma + h) / at_zero == Approx(trigamma(zero_of_digamma)).epsilon(2e-4));
  }
}

TEST_CASE("gamma functions: no step where one formula follows another") {
  for (const double x : {0.4, 0.5, 0.7, 1.5, 3.2, 4.0, 8.0, 12.0}) {
    const double below = std::nextafter(x, 0);
    INFO("x = " << x);
    CHECK(log_gamma(below) == Approx(log_gamma(x)).epsilon(3e-15));
    CHECK(digamma(below) == Approx(digamma(x)).epsilon(8e-15));
    CHECK(trigamma(below) == Approx(trigamma(x)).epsilon(3e-15));
    CHECK(stirling_remainder(below) == Approx(stirling_remainder(x)).epsilon(6e-15));
  }
}

TEST_CASE("stirling_remainder: what Stirling's formula leaves of log_gamma") {
  for (const double x : points) {
    if (x > 100) continue;
    const double stirling = (x - 0.5) * std::log(x) - x + 0.5 * log_2pi;
    CHECK(stirling_remainder(x) == Approx(log_gamma(x) - stirling).epsilon(1e-14).margin(1e-13));
  }
}

// The Bregman divergence of log Gamma is that of (x - 1/2) log x - x and of the remainder together.
TEST_CASE("stirling_divergence: above the tangent, by differences far off and by the curvature nearby") {
  for (const double y : points) {
    for (const double ratio : {1e-3, 0.2, 0.49, 0.51, 0.8, 1.5, 1.9, 2.1, 50.0}) {
      if (y > 100) continue;
      const double x = ratio * y, e = (x - y) / y;
      const double whole = log_gamma(x) - log_gamma(y) - digamma(y) * (x - y);
      const double rest = whole - y * bregman_phi(e) - 0.5 * x_minus_log1p(e);
      INFO("y = " << y << ", x = " << x);
      CHECK(stirling_divergence({x}, {y}) == Approx(rest).epsilon(1e-10).margin(1e-13 * (1 + std::abs(whole) + y)));
    }
    CHECK(stirling_divergence({y}, {y}) == 0);
    const double curvature = trigamma(y) - 1 / y - 0.5 / (y * y), small = 1e-9 * y;
    const double size = 1e-15 / y / (curvature > 0 ? curvature : 1);
    CHECK(stirling_divergence(exact_sum(y, small), {y}) ==
          Approx(0.5 * small * small * curvature).epsilon(1e-8 + size));
  }
}

TEST_CASE("gamma functions: the edges of their domain") {
  CHECK(log_gamma(smallest) == Approx(-std::log(smallest)));
  CHECK(log_gamma(2.5e305) < largest);
  CHECK(log_gamma(3e305) == infinity);
  CHECK(digamma(1e-300) == Approx(-1e300));
  CHECK(digamma(smallest) == -infinity);
  CHECK(digamma(largest) == Approx(std::log(largest)));
  CHECK(trigamma(1e-100) == Approx(1e200));
  CHECK(trigamma(1e-160) == infinity);
  CHECK(trigamma(1e300) == Approx(1e-300));
  CHECK(refusal([] { log_gamma(0); }) == "lgamma: x must be > 0, got 0");
  CHECK(refusal([] { digamma(-1.5); }) == "digamma: x must be > 0, got -1.5");
  CHECK(refusal([] { trigamma(not_a_number); }) == "trigamma: x must be > 0, got nan");
  CHECK(refusal([] { log_gamma(infinity); }) == "lgamma: x must be finite, got inf");
  CHECK(refusal([] { stirling_divergence({0}, {1}); }) == "stirling_divergence: x must be > 0, got 0");
  CHECK(refusal([] { stirling_divergence({1}, {-1}); }) == "stirling_divergence: y must be > 0, got -1");
}
