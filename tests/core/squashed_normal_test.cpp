#include "core/squashed_normal.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

// The textbook density of a = tanh(u) at a = tanh(v): the change of variables, with 1 - tanh² as 1/cosh².
double textbook_density(const Normal& base, double v) {
  const double cosh = std::cosh(v);
  return std::exp(textbook_log_density(v, base.mean, base.variance)) * cosh * cosh;
}

// -∫ p log p over the action, not over u. The action runs as a = tanh(w) with w by a trapezoidal rule, so that the
// steps shrink towards the walls, where the density of a wide policy piles up. Where the density is 0, 0 log 0 = 0.
double entropy_over_actions(const Normal& base) {
  const auto integrand = [&](double w) {
    const double p = textbook_density(base, w), slope = 1 / (std::cosh(w) * std::cosh(w));
    return p > 0 ? -p * std::log(p) * slope : 0;
  };
  return integral(integrand, base.mean, 14 * std::sqrt(base.variance), 40'000);
}

double entropy_at(double mean, double sd) { return entropy(SquashedNormal{{mean, sd * sd}}); }

}  // namespace

TEST_CASE("squashed_normal: the entropy is -∫ p log p over the actions") {
  for (const double mean : {0.0, 0.3, -2.0, 8.0}) {
    for (const double sd : {0.01, 0.1, 0.5, 0.99, 1.0, 1.01, 1.5, 3.0, 8.0, 20.0}) {
      INFO(mean << " " << sd);
      const double wanted = entropy_over_actions({mean, sd * sd});
      CHECK(entropy_at(mean, sd) == Approx(wanted).epsilon(1e-12).margin(1e-12));
    }
  }
}

TEST_CASE("squashed_normal: both rules for the average slope agree, and the printed entropy") {
  CHECK(entropy_at(0, 3) == Approx(-1.0957).margin(5e-5));
  for (const double mean : {0.0, 0.5, -3.0, 40.0}) {
    const auto log_slope = [](double u) { return -2 * std::log(std::cosh(u)); };
    for (const double sd : {0.25, 1.0, std::nextafter(1.0, 2.0), 4.0, 12.0}) {
      const double wanted = entropy(Normal{mean, sd * sd}) + expectation(log_slope, mean, sd * sd);
      CHECK(entropy_at(mean, sd) == Approx(wanted).epsilon(1e-12).margin(1e-12));
    }
  }
}

// A narrow one is a normal scaled by the slope at its mean; of a wide one, -2 E|u| + 2 log 2 remains, and what the
// corner at 0 adds, pi²/6 times the density there.
TEST_CASE("squashed_normal: entropy of the very narrow and the very wide") {
  for (const double mean : {0.0, 0.7, -3.0}) {
    const double slope = 1 / (std::cosh(mean) * std::cosh(mean));
    CHECK(entropy_at(mean, 1e-9) == Approx(entropy(Normal{0, 1e-18}) + std::log(slope)).epsilon(1e-14));
  }
  for (const double sd : {1e4, 1e6, 1e100}) {
    const double per_sd = -2 * std::sqrt(2 / M_PI), corner = M_PI * M_PI / 6 / (sd * std::sqrt(2 * M_PI));
    const double wanted = entropy(Normal{0, sd * sd}) + 2 * std::log(2) + per_sd * sd - corner;
    CHECK(entropy_at(0, sd) == Approx(wanted).epsilon(1e-14));
  }
  CHECK(entropy_at(0, 1e-150) == Approx(entropy(Normal{0, 1e-300})).epsilon(1e-15));
  CHECK(entropy_at(1e308, 1) == -infinity);
}

TEST_CASE("squashed_normal: never more entropy than the uniform, and less and less as it widens") {
  double most = -infinity;
  for (int i = 1; i <= 100; ++i) {
    const double now = entropy_at(0, 0.05 * i), wider = entropy_at(0, 0.05 * (i + 1));
    CHECK(now < std::log(2));
    CHECK(entropy_at(0.5, 0.05 * i) < now);  // off the centre there is less
    if (i >= 18) CHECK(wider < now);         // from sd 0.9 on
    if (i <= 16) CHECK(wider > now);         // up to sd 0.85
    most = std::max(most, now);
  }
  CHECK(most == Approx(std::log(2)).margin(0.02));
}

TEST_CASE("squashed_normal: the density sums to 1 and follows from the change of variables") {
  for (const double sd : {0.2, 1.0, 2.5}) {
    const SquashedNormal policy{{0.4, sd * sd}};
    const auto mass = [&](double w) {
      const double cosh = std::cosh(w), a = std::tanh(w);
      return std::abs(a) < 1 ? std::exp(log_prob(policy, a)) / (cosh * cosh) : 0;
    };
    CHECK(integral(mass, 0.4, 5 * sd) == Approx(1).margin(1e-6));
    for (const double v : {-2.0, -0.1, 0.0, 1.5})
      CHECK(log_prob(policy, std::tanh(v)) == Approx(std::log(textbook_density(policy.base, v))).epsilon(1e-13));
  }
  CHECK(log_prob(SquashedNormal{{0, 1}}, 1) == -infinity);
  CHECK(log_prob(SquashedNormal{{0, 1}}, -7) == -infinity);
}

TEST_CASE("squashed_normal: what is refused") {
  CHECK(refusal([] { entropy(SquashedNormal{{0, -1}}); }) == "normal: variance must be > 0, got -1");
  CHECK(refusal([] { log_prob(SquashedNormal{{infinity, 1}}, 2); }) == "normal: mean must be finite, got inf");
  CHECK(refusal([] { log_prob(SquashedNormal{{0, 1}}, not_a_number); }) == "log_prob: a must be a number, got nan");
}
