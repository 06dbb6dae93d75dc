#include "core/special.h"

#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

// Composite Simpson from 0 to x, with its own code: the integrands below are smooth.
double simpson(const std::function<double(double)>& f, double x) {
  const int panels = 2000;
  const double step = x / (2 * panels);
  double sum = f(0) + f(x);
  for (int i = 1; i < 2 * panels; ++i) sum += (i % 2 == 1 ? 4 : 2) * f(i * step);
  return sum * step / 3;
}

}  // namespace

TEST_CASE("x_minus_log1p and bregman_phi: equal to the integrals of their derivatives") {
  for (const double x : {-0.9, -0.76, -0.74, -0.3, -1e-3, 1e-8, 0.01, 0.5, 1.0, 2.99, 3.01, 20.0}) {
    INFO("x = " << x);
    CHECK(x_minus_log1p(x) == Approx(simpson([](double t) { return t / (1 + t); }, x)).epsilon(1e-11).margin(0));
    CHECK(bregman_phi(x) == Approx(simpson([](double t) { return std::log1p(t); }, x)).epsilon(1e-11).margin(0));
    CHECK(expm1_minus_x(x) == Approx(simpson([](double t) { return std::expm1(t); }, x)).epsilon(1e-11).margin(0));
  }
}

// Duality of the Bregman divergences of -log and of t log t, and the substitution x = exp(y) - 1.
TEST_CASE("special: phi(x) = (1 + x) h(-x/(1 + x)) and h(exp(y) - 1) = exp(y) - 1 - y") {
  Generator generator(3);
  for (int i = 0; i < 5000; ++i) {
    const double size = std::exp(-40 * generator.uniform());
    const double x = generator.uniform() < 0.5 ? 10 * size : -0.95 * size;
    INFO("x = " << x);
    CHECK(bregman_phi(x) == Approx((1 + x) * x_minus_log1p(-x / (1 + x))).epsilon(1e-13).margin(0));
    CHECK(expm1_minus_x(x) == Approx(x_minus_log1p(std::expm1(x))).epsilon(2e-14).margin(0));
  }
}

TEST_CASE("special: no step where the series ends") {
  for (const double end : {-0.75, 3.0, 1.0, -1.0 / 3}) {
    const double below = std::nextafter(end, -2), above = std::nextafter(end, 9);
    CHECK(x_minus_log1p(below) == Approx(x_minus_log1p(above)).epsilon(3e-15).margin(0));
    CHECK(bregman_phi(below) == Approx(bregman_phi(above)).epsilon(3e-15).margin(0));
    CHECK(expm1_minus_x(below) == Approx(expm1_minus_x(above)).epsilon(3e-15).margin(0));
  }
}

TEST_CASE("x_minus_log1p: a remainder below the last digit moves it by its slope") {
  const double x = 0.4, rest = 1e-17;
  CHECK(x_minus_log1p(DoubleDouble{x, rest}) - x_minus_log1p(x) == Approx(0).margin(1e-16));
  // h(x + e) = h(x) + e x/(1 + x): with e of 1e-10 the difference is visible.
  CHECK(x_minus_log1p(DoubleDouble{x, 1e-10}) - x_minus_log1p(x) == Approx(1e-10 * 0.4 / 1.4).epsilon(1e-5));
  CHECK(x_minus_log1p(DoubleDouble{infinity, 0}) == infinity);
}

TEST_CASE("special: exactly 0 at 0, positive elsewhere") {
  for (const double zero : {0.0, -0.0}) {
    CHECK(x_minus_log1p(zero) == 0);
    CHECK(bregman_phi(zero) == 0);
    CHECK(expm1_minus_x(zero) == 0);
  }
  for (double x = 1e-150; x < 1e150; x *= 37) {
    CHECK(x_minus_log1p(x) > 0);
    CHECK(bregman_phi(x) > 0);
    CHECK(expm1_minus_x(x) > 0);
    CHECK(expm1_minus_x(-x) > 0);
    if (x >= 1) continue;
    CHECK(x_minus_log1p(-x) > 0);
    CHECK(bregman_phi(-x) > 0);
  }
}

TEST_CASE("special: the edges of the domain") {
  CHECK(x_minus_log1p(-1) == infinity);
  CHECK(x_minus_log1p(infinity) == infinity);
  CHECK(x_minus_log1p(largest) == largest);
  CHECK(bregman_phi(-1) == 1);
  CHECK(bregman_phi(infinity) == infinity);
  CHECK(bregman_phi(largest) == infinity);
  CHECK(expm1_minus_x(infinity) == infinity);
  CHECK(expm1_minus_x(-infinity) == infinity);
  CHECK(expm1_minus_x(-largest) == largest);
  CHECK(expm1_minus_x(1000) == infinity);

  CHECK(refusal([] { x_minus_log1p(-1.5); }) == "x_minus_log1p: x must be >= -1, got -1.5");
  CHECK(refusal([] { x_minus_log1p(not_a_number); }) == "x_minus_log1p: x must be >= -1, got nan");
  CHECK(refusal([] { bregman_phi(-2); }) == "bregman_phi: x must be >= -1, got -2");
  CHECK(refusal([] { expm1_minus_x(not_a_number); }) == "expm1_minus_x: x must be a number, got nan");
}
