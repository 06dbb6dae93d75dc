#include "core/pair.h"

#include <cmath>

#include "tests/catch.h"

using namespace vi::core;

TEST_CASE("pair: exp of what is not positive, within two steps of the C library's") {
  double worst = 0;
  for (int i = 0; i <= 200'000; ++i) {
    const double x = -708 * std::pow(i / 200'000.0, 3);
    const Pair found = exp_of_negative(Pair{x, -x * 0});
    const double wanted = std::exp(x);
    worst = std::fmax(worst, std::abs(found[0] - wanted) / wanted);
    CHECK(found[1] == 1);
  }
  CHECK(worst < 2 * 2.3e-16);
  const Pair beyond = exp_of_negative(Pair{-708.5, -1e300});
  CHECK(beyond[0] == 0);
  CHECK(beyond[1] == 0);
}

TEST_CASE("pair: the larger of each side, and a choice by bits") {
  const Pair a{1, -2}, b{-3, 4};
  const Pair most = larger(a, b), chosen = pick(PairBits{-1, 0}, a, b);
  CHECK(most[0] == 1);
  CHECK(most[1] == 4);
  CHECK(chosen[0] == 1);
  CHECK(chosen[1] == 4);
}
