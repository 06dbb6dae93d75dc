#include "core/uniform.h"

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

TEST_CASE("uniform: density, entropy, mean and variance") {
  const Uniform d{-1, 3};
  CHECK(log_prob(d, -1) == -std::log(4.0));
  CHECK(log_prob(d, 3) == -std::log(4.0));
  CHECK(log_prob(d, 3.1) == -infinity);
  CHECK(log_prob(d, -infinity) == -infinity);
  CHECK(entropy(d) == std::log(4.0));
  CHECK(mean(d) == 1);
  CHECK(variance(d) == Approx(4.0 / 3).epsilon(1e-15));
}

TEST_CASE("uniform: KL is the log of the ratio of widths, inf beyond p") {
  CHECK(kl(Uniform{0, 1}, Uniform{-1, 3}) == Approx(std::log(4.0)).epsilon(1e-15));
  CHECK(kl(Uniform{-1, 3}, Uniform{0, 1}) == infinity);
  CHECK(kl(Uniform{0, 1}, Uniform{0.5, 2}) == infinity);
  CHECK(kl(Uniform{0, 1}, Uniform{0, 1}) == 0);
  for (double size = 1e-3; size > 1e-15; size /= 7) {
    const double beside = (1 + size) - 1;
    CHECK(kl(Uniform{0, 1}, Uniform{0, 1 + size}) == Approx(std::log1p(beside)).epsilon(1e-15));
    CHECK(kl(Uniform{0, 1}, Uniform{-size, 1 + size}) == Approx(std::log1p(beside + size)).epsilon(1e-15));
  }
  CHECK(kl(Uniform{0, smallest}, Uniform{0, 2}) == Approx(std::log(2.0) - std::log(smallest)).epsilon(1e-3));
}

TEST_CASE("uniform: from one end of the range to the other") {
  const Uniform all{-largest, largest};
  CHECK(entropy(all) == Approx(std::log(largest) + std::log(2.0)).epsilon(1e-15));
  CHECK(log_prob(all, 0) == -entropy(all));
  CHECK(mean(all) == 0);
  CHECK(kl(all, all) == 0);
  CHECK(kl(Uniform{0, 1}, all) == Approx(std::log(largest) + std::log(2.0)).epsilon(1e-15));
}

TEST_CASE("uniform: bad arguments by name and value") {
  CHECK(refusal([] { make_uniform(1, 1); }) == "uniform: low must be below high, got 1 and 1");
  CHECK(refusal([] { kl(Uniform{0, 1}, Uniform{2, 1}); }) == "uniform: low must be below high, got 2 and 1");
  CHECK(refusal([] { entropy(Uniform{-infinity, 1}); }) == "uniform: low must be finite, got -inf");
  CHECK(refusal([] { mean(Uniform{0, not_a_number}); }) == "uniform: high must be finite, got nan");
  CHECK(refusal([] { log_prob(Uniform{0, 1}, not_a_number); }) == "log_prob: x must be a number, got nan");
}
