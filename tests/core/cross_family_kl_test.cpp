#include "core/cross_family_kl.h"

#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

constexpr double pi = 3.14159265358979323846;

// The KL as an integral of q (log q - log p) over (low, high). With x = the middle + half the width times tanh(pi/2
// sinh u), the integrand dies out at both ends whatever q does there (Takahasi & Mori 1974).
template <class Q, class P>
double by_quadrature(const Q& q, const P& p, double low, double high) {
  const double middle = 0.5 * (low + high), half = 0.5 * (high - low);
  return integral(
      [&](double u) {
        const double inner = 0.5 * pi * std::sinh(u), x = middle + half * std::tanh(inner);
        const double slope = half * 0.5 * pi * std::cosh(u) / (std::cosh(inner) * std::cosh(inner));
        if (x <= low || x >= high || slope == 0) return 0.0;
        const double log_q = log_prob(q, x);
        return slope * std::exp(log_q) * (log_q - log_prob(p, x));
      },
      0, 4, 4000);
}

}  // namespace

TEST_CASE("kl across families: the integral of q (log q - log p)") {
  const Uniform inside{0.25, 0.75}, lower{0, 0.5}, wide{-2, 3};
  const Beta middle{2, 3}, steep{5, 1.5};
  const Gamma gamma{3, 2};
  const Normal normal{0.7, 2};
  CHECK(kl(wide, normal) == Approx(by_quadrature(wide, normal, -2, 3)).epsilon(1e-9));
  CHECK(kl(middle, normal) == Approx(by_quadrature(middle, normal, 0, 1)).epsilon(1e-9));
  CHECK(kl(gamma, normal) == Approx(by_quadrature(gamma, normal, 0, 40)).epsilon(1e-9));
  CHECK(kl(middle, wide) == Approx(by_quadrature(middle, wide, 0, 1)).epsilon(1e-9));
  CHECK(kl(inside, steep) == Approx(by_quadrature(inside, steep, 0.25, 0.75)).epsilon(1e-9));
  CHECK(kl(lower, steep) == Approx(by_quadrature(lower, steep, 0, 0.5)).epsilon(1e-9));
  CHECK(kl(lower, gamma) == Approx(by_quadrature(lower, gamma, 0, 0.5)).epsilon(1e-9));
  CHECK(kl(inside, gamma) == Approx(by_quadrature(inside, gamma, 0.25, 0.75)).epsilon(1e-9));
  CHECK(kl(middle, gamma) == Approx(by_quadrature(middle, gamma, 0, 1)).epsilon(1e-9));
  const SquashedNormal squashed{{0.3, 0.5}};
  CHECK(kl(squashed, wide) == Approx(by_quadrature(squashed, wide, -1, 1)).epsilon(1e-9));
}

TEST_CASE("kl across families: where two families meet they agree") {
  CHECK(kl(Uniform{0, 1}, Beta{2, 3}) == kl(Beta{1, 1}, Beta{2, 3}));
  CHECK(kl(Uniform{0, 1}, Beta{1, 1}) == 0);
  CHECK(kl(Beta{1, 1}, Uniform{0, 1}) == 0);
  CHECK(kl(Uniform{0.25, 0.5}, Beta{1, 1}) == kl(Uniform{0.25, 0.5}, Uniform{0, 1}));
  CHECK(kl(Beta{2, 3}, Uniform{0, 1}) == kl(Beta{2, 3}, Beta{1, 1}));
  CHECK(kl(Uniform{0, 1}, Gamma{2, 3}) == Approx(kl(Beta{1, 1}, Gamma{2, 3})).epsilon(1e-14));
  CHECK(kl(Uniform{0, 1}, Normal{2, 3}) == Approx(kl(Beta{1, 1}, Normal{2, 3})).epsilon(1e-14));
  // Wide shares are nearly normal.
  CHECK(kl(Beta{1e6, 1e6}, Normal{0.5, variance(Beta{1e6, 1e6})}) == Approx(0).margin(1e-6));
  CHECK(kl(Gamma{1e6, 1e3}, Normal{1e3, 1}) == Approx(0).margin(1e-6));
}

TEST_CASE("kl across families: inf beyond the support, never negative") {
  CHECK(kl(Uniform{-1, 1}, Beta{1, 1}) == infinity);
  CHECK(kl(Uniform{-1e-300, 1}, Gamma{1, 1}) == infinity);
  CHECK(kl(Beta{1, 1}, Uniform{0, 0.9}) == infinity);
  CHECK(kl(SquashedNormal{{0, 1}}, Uniform{-0.9, 1}) == infinity);
  CHECK(kl(SquashedNormal{{0, 0.875}}, Uniform{-1, 1}) > 0);
  for (double size = 1e-3; size > 1e-17; size /= 10) {
    CHECK(kl(Uniform{0, 1}, Beta{1 + size, 1}) >= 0);
    CHECK(kl(Uniform{size, 1}, Beta{1, 1 + size}) > 0);
  }
  CHECK(kl(Uniform{0, smallest}, Normal{0, 1}) > 700);
  CHECK(kl(Beta{1e-200, 1e200}, Normal{0, 1}) > 1e199);
  CHECK(kl(Gamma{1e200, 1e-200}, Normal{0, 1}) == infinity);
}

TEST_CASE("kl across families: bad arguments by name and value") {
  CHECK(refusal([] { kl(Uniform{0, 0}, Normal{0, 1}); }) == "uniform: low must be below high, got 0 and 0");
  CHECK(refusal([] { kl(Uniform{0, 1}, Normal{0, -1}); }) == "normal: variance must be > 0, got -1");
  CHECK(refusal([] { kl(Beta{0, 1}, Normal{0, 1}); }) == "beta: a must be > 0, got 0");
  CHECK(refusal([] { kl(Gamma{1, -1}, Normal{0, 1}); }) == "gamma: rate must be > 0, got -1");
  CHECK(refusal([] { kl(Beta{1, 1}, Uniform{1, 0}); }) == "uniform: low must be below high, got 1 and 0");
  CHECK(refusal([] { kl(Uniform{0, 1}, Beta{1, not_a_number}); }) == "beta: b must be > 0, got nan");
  CHECK(refusal([] { kl(Uniform{0, 1}, Gamma{0, 1}); }) == "gamma: shape must be > 0, got 0");
  CHECK(refusal([] { kl(Beta{1, 1}, Gamma{0, 1}); }) == "gamma: shape must be > 0, got 0");
}
