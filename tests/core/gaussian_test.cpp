#include "core/gaussian.h"

#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

double between(Generator& generator, double low, double high) { return low + (high - low) * generator.uniform(); }

// The corners of what a double can hold, and the middle.
const double means[] = {-largest, -1e150, -1, -smallest, 0, smallest, 1, 1e150, largest};
const double scales[] = {smallest, 1e-308, 1e-150, 1e-8, 1, 1e8, 1e150, 1e308, largest};

}  // namespace

TEST_CASE("gaussian: kl is the expected log ratio of the densities") {
  Generator generator(4);
  for (int i = 0; i < 60; ++i) {
    const Normal q{between(generator, -3, 3), between(generator, 0.1, 5)};
    const Normal p{between(generator, -3, 3), between(generator, 0.1, 5)};
    const double by_quadrature = expectation(
        [&](double z) {
          return textbook_log_density(z, q.mean, q.variance) - textbook_log_density(z, p.mean, p.variance);
        },
        q.mean, q.variance);
    CHECK(kl(q, p) == Approx(by_quadrature).epsilon(1e-11));
    const NormalSd q_sd{q.mean, std::sqrt(q.variance)}, p_sd{p.mean, std::sqrt(p.variance)};
    CHECK(kl(q_sd, p_sd) == Approx(by_quadrature).epsilon(1e-11));
  }
}

TEST_CASE("gaussian: kl is 0 for equals and only for equals, and never negative") {
  Generator generator(5);
  for (int i = 0; i < 20000; ++i) {
    const double mean = between(generator, -5, 5), scale = between(generator, 0.01, 5);
    const double nudge = std::exp(-45 * generator.uniform());
    const double other_mean = i % 3 == 0 ? mean : mean * (1 + nudge);
    const double other_scale = i % 3 == 1 ? scale : scale * (1 + nudge);
    const bool equal = mean == other_mean && scale == other_scale;
    CHECK((kl(Normal{mean, scale}, Normal{other_mean, other_scale}) > 0) == !equal);
    CHECK((kl(NormalSd{mean, scale}, NormalSd{other_mean, other_scale}) > 0) == !equal);
    CHECK(kl(Normal{mean, scale}, Normal{mean, scale}) == 0);
  }
  const double next = std::nextafter(1.0, 2.0);
  CHECK(kl(Normal{0, next}, Normal{0, 1}) == Approx(0x1p-104 / 4).epsilon(1e-14).margin(0));
  CHECK(kl(NormalSd{0, next}, NormalSd{0, 1}) == Approx(0x1p-104).epsilon(1e-14).margin(0));
  CHECK(kl(Normal{0, 1}, Normal{smallest, 1}) == smallest);  // true value 1e-647: too small for a double, but not 0
}

TEST_CASE("gaussian: kl does not depend on the unit or the origin") {
  Generator generator(6);
  for (int i = 0; i < 1000; ++i) {
    const Normal q{between(generator, -3, 3), between(generator, 0.1, 5)};
    const Normal p{between(generator, -3, 3), between(generator, 0.1, 5)};
    const double unit = std::scalbn(1.0, static_cast<int>(generator.next() % 400) - 200);
    const Normal q_scaled{q.mean * unit, q.variance * unit * unit}, p_scaled{p.mean * unit, p.variance * unit * unit};
    CHECK(kl(q_scaled, p_scaled) == kl(q, p));
    const NormalSd q_sd{q.mean, q.variance}, p_sd{p.mean, p.variance};
    CHECK(kl(NormalSd{q.mean * unit, q_sd.sd * unit}, NormalSd{p.mean * unit, p_sd.sd * unit}) == kl(q_sd, p_sd));
    CHECK(kl(Normal{-q.mean, q.variance}, Normal{-p.mean, p.variance}) == kl(q, p));
  }
}

TEST_CASE("gaussian: both readings agree where the square is exact") {
  for (const double sd_q : {0.125, 0.5, 1.0, 1.5, 3.0, 1024.0}) {
    for (const double sd_p : {0.125, 0.75, 1.0, 2.0, 768.0}) {
      const double by_sd = kl(NormalSd{0.5, sd_q}, NormalSd{-0.25, sd_p});
      CHECK(kl(Normal{0.5, sd_q * sd_q}, Normal{-0.25, sd_p * sd_p}) == Approx(by_sd).epsilon(1e-14).margin(0));
    }
  }
}

TEST_CASE("gaussian: at the ends of the range a kl is a number or inf, never NaN") {
  for (const double mean_q : means) {
    for (const double mean_p : means) {
      for (const double scale_q : scales) {
        for (const double scale_p : scales) {
          const bool equal = mean_q == mean_p && scale_q == scale_p;
          const double by_variance = kl(Normal{mean_q, scale_q}, Normal{mean_p, scale_p});
          const double by_sd = kl(NormalSd{mean_q, scale_q}, NormalSd{mean_p, scale_p});
          INFO(mean_q << ' ' << scale_q << ' ' << mean_p << ' ' << scale_p);
          CHECK((equal ? by_variance == 0 : by_variance > 0));
          CHECK((equal ? by_sd == 0 : by_sd > 0));
        }
      }
    }
  }
}

TEST_CASE("gaussian: results that fit are given although a step on the way would overflow") {
  CHECK(kl(NormalSd{0, 1e200}, NormalSd{0, 1e-200}) == infinity);  // 5e799
  CHECK(kl(Normal{0, largest}, Normal{0, 0.5}) == largest);        // (v_q/v_p)/2 with v_q/v_p beyond the range
  CHECK(kl(Normal{0, 1e-300}, Normal{0, 1e300}) == Approx(0.5 * (600 * std::log(10.0) - 1)).epsilon(1e-14));
  CHECK(kl(NormalSd{0, smallest}, NormalSd{0, 1e300}) ==
        Approx(1074 * std::log(2.0) + 300 * std::log(10.0) - 0.5).epsilon(1e-14));
  CHECK(kl(NormalSd{largest, largest}, NormalSd{-largest, largest}) == 2);
  CHECK(kl(Normal{1e-10, smallest}, Normal{0, smallest}) == Approx(1e-20 / smallest / 2).epsilon(1e-14));
}

TEST_CASE("gaussian: log_prob integrates to 1 and agrees with the textbook") {
  for (const double variance : {0.01, 1.0, 30.0}) {
    const Normal distribution{-0.7, variance};
    const auto density = [&](double z) { return std::exp(log_prob(distribution, z)); };
    CHECK(integral(density, -0.7, 14 * std::sqrt(variance)) == Approx(1).epsilon(1e-13));
    for (const double x : {-9.0, -0.7, 0.0, 2.5}) {
      CHECK(log_prob(distribution, x) == Approx(textbook_log_density(x, -0.7, variance)).epsilon(1e-14));
      CHECK(log_prob(NormalSd{-0.7, std::sqrt(variance)}, x) == Approx(log_prob(distribution, x)).epsilon(1e-14));
    }
  }
}

TEST_CASE("gaussian: log_prob at the ends of the range") {
  CHECK(log_prob(Normal{0, 1}, infinity) == -infinity);
  CHECK(log_prob(NormalSd{0, 1}, -infinity) == -infinity);
  CHECK(log_prob(Normal{0, 1}, 1e200) == -infinity);
  CHECK(log_prob(Normal{0, largest}, 0) == Approx(-0.5 * (std::log(6.283185307179586) + 1024 * std::log(2.0))));
  CHECK(log_prob(Normal{0, smallest}, 0) == Approx(-0.5 * (std::log(6.283185307179586) - 1074 * std::log(2.0))));
  for (const double mean : means) {
    for (const double scale : scales) {
      for (const double x : means) {
        CHECK(log_prob(Normal{mean, scale}, x) < infinity);  // false for NaN
        CHECK(log_prob(NormalSd{mean, scale}, x) < infinity);
      }
    }
  }
}

TEST_CASE("gaussian: entropy is the expected surprise, and doubling the sd adds log 2") {
  for (const double variance : {0.01, 0.5, 1.0, 40.0}) {
    const double by_quadrature =
        -expectation([&](double z) { return textbook_log_density(z, 2, variance); }, 2, variance);
    CHECK(entropy(Normal{2, variance}) == Approx(by_quadrature).epsilon(1e-12));
    CHECK(entropy(NormalSd{2, std::sqrt(variance)}) == Approx(by_quadrature).epsilon(1e-12));
    CHECK(entropy(NormalSd{2, 2 * variance}) - entropy(NormalSd{2, variance}) == Approx(std::log(2.0)));
  }
  CHECK(entropy(Normal{0, 0.01}) < 0);
  CHECK(std::isfinite(entropy(Normal{0, smallest})));
  CHECK(std::isfinite(entropy(NormalSd{0, largest})));
}

TEST_CASE("gaussian: what is no normal distribution is refused, wherever it comes in") {
  const Normal standard{0, 1};
  const NormalSd standard_sd{0, 1};
  CHECK(refusal([] { make_normal(0, -1); }) == "normal: variance must be > 0, got -1");
  CHECK(refusal([] { make_normal(0, 0); }) == "normal: variance must be > 0, got 0");
  CHECK(refusal([] { make_normal(0, infinity); }) == "normal: variance must be finite, got inf");
  CHECK(refusal([] { make_normal(not_a_number, 1); }) == "normal: mean must be finite, got nan");
  CHECK(refusal([] { make_normal_sd(infinity, 1); }) == "normal_sd: mean must be finite, got inf");
  CHECK(refusal([] { make_normal_sd(0, -0.5); }) == "normal_sd: sd must be > 0, got -0.5");
  CHECK(refusal([&] { kl(Normal{0, 0}, standard); }) == "normal: variance must be > 0, got 0");
  CHECK(refusal([&] { kl(standard_sd, NormalSd{0, not_a_number}); }) == "normal_sd: sd must be > 0, got nan");
  CHECK(refusal([&] { log_prob(standard, not_a_number); }) == "log_prob: x must be a number, got nan");
  CHECK(refusal([&] { log_prob(NormalSd{0, -1}, 0); }) == "normal_sd: sd must be > 0, got -1");
  CHECK(refusal([] { entropy(Normal{0, -2}); }) == "normal: variance must be > 0, got -2");
  CHECK(make_normal(1, smallest).variance == smallest);
  CHECK(make_normal_sd(1, 1e308).sd == 1e308);
}
