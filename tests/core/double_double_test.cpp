#include "core/double_double.h"

#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

TEST_CASE("double_double: sums and products lose nothing") {
  const DoubleDouble sum = exact_sum(1e16, 1);  // 1e16 + 1 is no double
  CHECK(sum.high == 1e16);
  CHECK(sum.low == 1);
  const DoubleDouble product = exact_product(1 + 0x1p-30, 1 + 0x1p-30);
  CHECK(product.high == 1 + 0x1p-29);
  CHECK(product.low == 0x1p-60);
  CHECK((exact_sum(1, 0x1p-100) - DoubleDouble{1}).value() == 0x1p-100);
  CHECK((exact_sum(1, 0x1p-100) + exact_sum(-1, 0x1p-101)).value() == 1.5 * 0x1p-100);
}

TEST_CASE("double_double: (a + b)(a - b) = a² - b² and (a/b) b = a to 30 digits") {
  Generator generator(2);
  for (int i = 0; i < 2000; ++i) {
    const double a = std::scalbn(generator.uniform() + 1, static_cast<int>(generator.next() % 41) - 20);
    const double b = std::scalbn(generator.uniform() + 1, static_cast<int>(generator.next() % 41) - 20);
    const DoubleDouble left = exact_sum(a, b) * exact_sum(a, -b);
    const DoubleDouble right = exact_product(a, a) - exact_product(b, b);
    CHECK(std::abs((left - right).value()) <= 1e-30 * (a * a + b * b));
    const DoubleDouble quotient = exact_sum(a, b * 0x1p-60) / exact_sum(b, a * 0x1p-60);
    const DoubleDouble back = quotient * exact_sum(b, a * 0x1p-60) - exact_sum(a, b * 0x1p-60);
    CHECK(std::abs(back.value()) <= 1e-30 * a);
  }
}

TEST_CASE("double_double: a third is right to 32 digits") {
  const DoubleDouble third = DoubleDouble{1} / DoubleDouble{3};
  CHECK(third.high == 1.0 / 3);
  CHECK(third.low == Approx(1.0 / 3 * 0x1p-54).epsilon(1e-12));  // 1/3 = 0.0101…b: the tail repeats the head
}

TEST_CASE("double_double: infinity stays infinity, without a NaN behind it") {
  const DoubleDouble big{largest};
  CHECK((big + big).value() == infinity);
  CHECK((big * -big).value() == -infinity);
  CHECK((big / DoubleDouble{0.5}).value() == infinity);
  CHECK((DoubleDouble{infinity} + DoubleDouble{1}).value() == infinity);
  CHECK((DoubleDouble{1} - DoubleDouble{infinity}).value() == -infinity);
  CHECK(scale(big, 1).value() == infinity);
  CHECK(scale(exact_sum(1, 0x1p-60), -3).low == 0x1p-63);
}

TEST_CASE("double_double: a product of halves leaves the same rest as a fused multiply-add, at every scale") {
  Generator generator(17);
  for (int i = 0; i < 200000; ++i) {
    const double a = std::scalbn(generator.uniform() - 0.5, static_cast<int>(generator.next() % 1000) - 500);
    const double b = std::scalbn(generator.uniform() - 0.5, static_cast<int>(generator.next() % 1000) - 500);
    const DoubleDouble product = exact_product(a, b);
    REQUIRE(product.high == a * b);
    REQUIRE(product.low == std::fma(a, b, -(a * b)));
  }
}
