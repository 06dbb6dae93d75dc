#include "core/number_text.h"

#include <cstdlib>
#include <cstring>

#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using vi::core::number_text;
using namespace vi::test;

TEST_CASE("number_text: the shortest decimal, in JavaScript's layout") {
  CHECK(number_text(0) == "0");
  CHECK(number_text(-0.0) == "-0");
  CHECK(number_text(-1) == "-1");
  CHECK(number_text(1.5) == "1.5");
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(0.1 + 0.2) == "0.30000000000000004");
  CHECK(number_text(123456.789) == "123456.789");
  CHECK(number_text(100) == "100");
  CHECK(number_text(1e20) == "100000000000000000000");
  CHECK(number_text(1e21) == "1e+21");
  CHECK(number_text(1.25e300) == "1.25e+300");
  CHECK(number_text(0.000001) == "0.000001");
  CHECK(number_text(-0.0000015) == "-0.0000015");
  CHECK(number_text(1e-7) == "1e-7");
  CHECK(number_text(smallest) == "5e-324");
  CHECK(number_text(largest) == "1.7976931348623157e+308");
}

TEST_CASE("number_text: what is no number has a word") {
  CHECK(number_text(infinity) == "inf");
  CHECK(number_text(-infinity) == "-inf");
  CHECK(number_text(not_a_number) == "nan");
  CHECK(number_text(-not_a_number) == "nan");
}

TEST_CASE("number_text: any double reads back as itself") {
  vi::core::Generator generator(1);
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t bits = generator.next();
    double value = 0;  // libc++ 15 has no std::bit_cast
    std::memcpy(&value, &bits, sizeof value);
    if (std::isnan(value)) continue;
    INFO(number_text(value));
    CHECK(std::strtod(number_text(value).c_str(), nullptr) == value);
  }
}
