#include "lesson/factor.h"

#include "tests/catch.h"

using namespace vi::lesson;

TEST_CASE("factor: the product of the factors is the number") {
  for (const std::int64_t n : {1LL, 2LL, 12LL, 97LL, 360360LL, 999983LL, 999983LL * 999983LL, 1LL << 62}) {
    const auto factors = factorise(n);
    REQUIRE(factors);
    std::int64_t product = 1;
    for (const auto& [prime, exponent] : *factors) {
      for (int i = 0; i < exponent; ++i) product *= prime;
    }
    CHECK(product == n);
  }
}

TEST_CASE("factor: a prime beyond a million ends it") {
  CHECK_FALSE(factorise(1'000'003));
  CHECK_FALSE(factorise(2LL * 1'000'003));
  CHECK(factorise(999'983));
}
