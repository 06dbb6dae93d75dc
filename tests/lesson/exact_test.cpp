#include "lesson/exact.h"

#include <cmath>

#include "tests/lesson/support.h"

using namespace vi::lesson;
using namespace vi::test;

TEST_CASE("exact: what the forms hold is proved equal, whatever the way there") {
  const std::pair<const char*, const char*> equal[] = {
      {"log(6)", "log(2) + log(3)"},
      {"log(8/27)", "3*log(2/3)"},
      {"log(sqrt(2))", "log(2)/2"},
      {"sqrt(8/5)", "2*sqrt(10)/5"},
      {"sqrt(2)*sqrt(6)", "2*sqrt(3)"},
      {"1/sqrt(2)", "sqrt(2)/2"},
      {"sqrt(pi^2)", "pi"},
      {"log(2*pi*5)/2", "log(10)/2 + log(pi)/2"},
      {"(2/3)^-3", "27/8"},
      {"4^(1/2)", "2"},
      {"0.3", "3/10"},
      {"1e-3", "1/1000"},
      {"log(1)", "0"},
      {"sqrt(12)^3", "24*sqrt(3)"},
  };
  for (const auto& [left, right] : equal) {
    INFO(left << " and " << right);
    CHECK_FALSE(exact_of(left).empty());
    CHECK(exact_of(left) == exact_of(right));
    CHECK(number_of(left) == Approx(number_of(right)).epsilon(1e-14));
  }
}

TEST_CASE("exact: what the forms cannot hold keeps the double alone") {
  for (const char* text :
       {"exp(1)", "log(2)*log(3)", "log(log(3))", "sqrt(2) + sqrt(3)", "sqrt(1 + sqrt(2))", "log(1000003)", "2^0.3",
        "10^20", "9007199254740993*9007199254740993", "sqrt(2) + 1", "pi + 1"}) {
    INFO(text);
    CHECK(exact_of(text).empty());
    CHECK(std::isfinite(number_of(text)));
  }
}

TEST_CASE("exact: a literal is exact as written, within 64 bits") {
  CHECK(exact_of("0.1") == "1/10");
  CHECK(exact_of("1.50") == "3/2");
  CHECK(exact_of("12e2") == "1200");
  CHECK(exact_of("0e999") == "0");
  CHECK(exact_of("9223372036854775807") == "9223372036854775807");
  CHECK(exact_of("9223372036854775808").empty());
  CHECK(exact_of("1e-300").empty());
  CHECK(number_of("1e-300") == 1e-300);
  CHECK(number_of("5e-324") == 5e-324);
}

TEST_CASE("exact: clear gives coprime whole numbers in proportion") {
  CHECK(exact_of("clear(5/8, -1, 1/2)") == "[5, -8, 4]");
  CHECK(exact_of("clear(0, 3)") == "[0, 1]");
  CHECK(exact_of("clear(0, 0)") == "[0, 0]");
  CHECK(exact_of("clear(sqrt(2), 1)") == "[sqrt(2), 1]");
}
