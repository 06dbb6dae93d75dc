#include "core/normal_cdf.h"

#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

constexpr Normal standard{0, 1};

// Simpson's rule over the density, from the mean to x.
double from_mean(const Normal& d, double x) {
  const int panels = 4000;
  const double step = (x - d.mean) / panels;
  const auto density = [&](int i) { return std::exp(textbook_log_density(d.mean + i * step, d.mean, d.variance)); };
  double sum = density(0) + density(panels);
  for (int i = 1; i < panels; ++i) sum += (i % 2 == 1 ? 4 : 2) * density(i);
  return sum * step / 3;
}

}  // namespace

TEST_CASE("cdf: the integral of the density") {
  const Normal d{1.5, 4};
  for (const double x : {-8.0, -3.0, 0.0, 1.4, 1.5, 1.6, 2.5, 7.0, 12.0}) {
    INFO("x = " << x);
    CHECK(cdf(d, x) == Approx(0.5 + from_mean(d, x)).margin(1e-13));
    CHECK(survival(d, x) == Approx(0.5 - from_mean(d, x)).margin(1e-13));
    CHECK(log_cdf(d, x) == Approx(std::log(0.5 + from_mean(d, x))).epsilon(1e-6).margin(1e-13));
  }
}

// Laplace's continued fraction of Mills' ratio, from its far end.
TEST_CASE("cdf and log_cdf: the continued fraction in the tail") {
  for (const double x : {5.0, 7.9, 8.1, 15.0, 26.0, 38.0, 100.0, 1e6, 1e100}) {
    double fraction = x;
    for (int k = 400; k >= 1; --k) fraction = x + k / fraction;
    const double log_density = -0.5 * std::log(2 * 3.14159265358979323846) - 0.5 * x * x;
    INFO("x = " << x);
    CHECK(log_cdf(standard, -x) == Approx(log_density - std::log(fraction)).epsilon(1e-15));
    CHECK(log_cdf(standard, x) == Approx(std::log1p(-std::exp(log_density) / fraction)).epsilon(1e-12));
    if (x < 30) CHECK(cdf(standard, -x) == Approx(std::exp(log_density) / fraction).epsilon(1e-12));
  }
}

TEST_CASE("cdf: erfc of the C library, and the same by variance and by standard deviation") {
  for (double z = -30; z < 9; z += 0.37) {
    INFO("z = " << z);
    CHECK(cdf(standard, z) == Approx(0.5 * std::erfc(-z / std::sqrt(2.0))).epsilon(1e-12));
    CHECK(survival(standard, -z) == cdf(standard, z));
    const double x = 3 + 0.25 * z;
    CHECK(cdf(Normal{3, 0.0625}, x) == cdf(NormalSd{3, 0.25}, x));
    CHECK(survival(Normal{3, 0.0625}, x) == survival(NormalSd{3, 0.25}, x));
    CHECK(log_cdf(Normal{3, 0.0625}, x) == log_cdf(NormalSd{3, 0.25}, x));
  }
}

TEST_CASE("cdf: rises, also where one formula follows another") {
  double before = 0;
  for (double z = -38.5; z < 8; z += 1.0 / 512) {
    const double now = cdf(standard, z);
    REQUIRE(now >= before);
    before = now;
  }
  for (const double z : {-8.0, -1.5, 0.0}) {
    CHECK(cdf(standard, std::nextafter(z, -9)) == Approx(cdf(standard, z)).epsilon(3e-14));
    CHECK(log_cdf(standard, std::nextafter(z, -9)) == Approx(log_cdf(standard, z)).epsilon(2e-15));
  }
}

TEST_CASE("quantile: cdf and survival lead back from it") {
  Generator generator(8);
  for (int i = 0; i < 3000; ++i) {
    const double u = generator.uniform() * (i % 3 == 0 ? 1 : i % 3 == 1 ? 1e-6 : 1e-200);
    if (u == 0) continue;
    const double z = quantile(standard, u), tolerance = 1e-14 + 1e-15 * z * z;
    INFO("u = " << u);
    CHECK(cdf(standard, z) == Approx(u).epsilon(tolerance));
    CHECK(log_cdf(standard, z) == Approx(std::log(u)).epsilon(4e-15).margin(4e-15));
  }
  CHECK(quantile(standard, 0.5) == 0);
  CHECK(quantile(standard, 0.75) == -quantile(standard, 0.25));
  CHECK(quantile(Normal{3, 4}, 0.975) == Approx(3 + 2 * 1.959963984540054).epsilon(1e-15));
  CHECK(quantile(NormalSd{3, 2}, 0.975) == quantile(Normal{3, 4}, 0.975));
  // Beside the centre its slope is sqrt(2 pi).
  CHECK(quantile(standard, 0.5 + 0x1p-50) == Approx(0x1p-50 * std::sqrt(2 * 3.14159265358979323846)).epsilon(1e-15));
}

TEST_CASE("cdf, log_cdf, quantile: the ends of the line and bad arguments") {
  CHECK(cdf(standard, -infinity) == 0);
  CHECK(cdf(standard, infinity) == 1);
  CHECK(survival(standard, infinity) == 0);
  CHECK(cdf(standard, -38.4) > 0);
  CHECK(cdf(standard, -39) == 0);
  CHECK(log_cdf(standard, -infinity) == -infinity);
  CHECK(log_cdf(standard, -1e200) == -infinity);
  CHECK((log_cdf(standard, infinity) == 0 && !std::signbit(log_cdf(standard, infinity))));
  CHECK(log_cdf(NormalSd{0, 1e-300}, -1e300) == -infinity);
  CHECK(cdf(NormalSd{-largest, largest}, largest) == cdf(standard, 2));
  CHECK(cdf(Normal{0, smallest}, 0) == 0.5);
  CHECK(quantile(standard, 0) == -infinity);
  CHECK(quantile(standard, 1) == infinity);
  CHECK(quantile(standard, smallest) == Approx(-38.4674056).epsilon(1e-8));
  CHECK(refusal([] { cdf(Normal{0, 0}, 1); }) == "normal: variance must be > 0, got 0");
  CHECK(refusal([] { survival(NormalSd{0, -1}, 1); }) == "normal_sd: sd must be > 0, got -1");
  CHECK(refusal([] { cdf(standard, not_a_number); }) == "cdf: x must be a number, got nan");
  CHECK(refusal([] { log_cdf(standard, not_a_number); }) == "log_cdf: x must be a number, got nan");
  CHECK(refusal([] { quantile(standard, 1.5); }) == "quantile: u must be between 0 and 1, got 1.5");
  CHECK(refusal([] { quantile(NormalSd{0, 1}, not_a_number); }) == "quantile: u must be between 0 and 1, got nan");
}
