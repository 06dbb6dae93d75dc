#include "lesson/rational.h"

#include <limits>

#include "tests/catch.h"

using namespace vi::lesson;

namespace {
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
}

TEST_CASE("rational: lowest terms, the sign on top") {
  CHECK(make_rational(6, -8) == Rational{-3, 4});
  CHECK(make_rational(0, -5) == Rational{0, 1});
  CHECK_FALSE(make_rational(1, 0));
}

TEST_CASE("rational: arithmetic agrees with fractions by hand") {
  CHECK(add({1, 3}, {1, 6}) == Rational{1, 2});
  CHECK(multiply({2, 3}, {-3, 4}) == Rational{-1, 2});
  CHECK(divide({2, 3}, {4, 9}) == Rational{3, 2});
  CHECK_FALSE(divide({2, 3}, {0, 1}));
  CHECK(power({-2, 3}, 3) == Rational{-8, 27});
  CHECK(power({2, 3}, -2) == Rational{9, 4});
  CHECK(power({0, 1}, 0) == Rational{1, 1});
  CHECK_FALSE(power({0, 1}, -1));
}

TEST_CASE("rational: what leaves 64 bits has no result, it never wraps") {
  CHECK_FALSE(add({largest, 1}, {1, 1}));
  CHECK_FALSE(multiply({largest, 1}, {2, 1}));
  CHECK_FALSE(power({10, 1}, 19));
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  CHECK_FALSE(negate({least, 1}));
  CHECK_FALSE(make_rational(least, -1));
  CHECK(make_rational(least, least) == Rational{1, 1});
  // Where 32 bits end and products of 64 bits begin.
  constexpr std::int64_t edge = std::int64_t{1} << 31;
  CHECK(add(Rational{-edge, edge - 1}, Rational{-edge, edge - 1}) == Rational{-2 * edge, edge - 1});
  CHECK(multiply(Rational{-edge, 1}, Rational{-edge, 1}) == Rational{edge * edge, 1});
  CHECK(divide(Rational{-edge, 1}, Rational{-edge, 1}) == Rational{1, 1});
  CHECK(divide(Rational{edge, 1}, Rational{1, edge}) == Rational{edge * edge, 1});
  CHECK(multiply({largest, 1}, {1, largest}) == Rational{1, 1});
}

TEST_CASE("rational: the common measure divides both") {
  CHECK(common_measure({1, 2}, {1, 3}) == Rational{1, 6});
  CHECK(common_measure({0, 1}, {-3, 4}) == Rational{3, 4});
}
