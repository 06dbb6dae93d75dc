#include "core/decimal.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "core/number_text.h"
#include "core/random.h"
#include "tests/catch.h"
#include "tests/core/support.h"

using namespace vi::core;
using namespace vi::test;

namespace {

double any_double(Generator& generator) {
  const std::uint64_t bits = generator.next();
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return std::isfinite(value) ? value : 0;
}

}  // namespace

TEST_CASE("decimal: a literal is read as the C library reads it") {
  for (const char* text : {"0",
                           "-0",
                           "0.3",
                           ".5",
                           "1e22",
                           "1e23",
                           "123456789012345678901234567890",
                           "9007199254740993",
                           "9007199254740992.9999999999999999",
                           "5e-324",
                           "2.4703282292062327e-324",
                           "2.4703282292062328e-324",
                           "1.7976931348623157e308",
                           "1.7976931348623158e308",
                           "1.7976931348623159e308",
                           "1e309",
                           "1e-400",
                           "0e999999",
                           "1E+2",
                           "2.2250738585072011e-308",
                           "179769313486231580793728971405301e276",
                           "0.1000000000000000055511151231257827021181583404541"}) {
    INFO(text);
    const double ours = parse_decimal(text);
    const double theirs = std::strtod(text, nullptr);
    CHECK(std::memcmp(&ours, &theirs, sizeof ours) == 0);
  }
}

TEST_CASE("decimal: any 17 or 25 digits are read as the C library reads them") {
  Generator generator(3);
  for (int i = 0; i < 4000; ++i) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*e", i % 2 == 0 ? 16 : 24, any_double(generator));
    INFO(text);
    CHECK(parse_decimal(text) == std::strtod(text, nullptr));
  }
}

TEST_CASE("decimal: fixed text is what the C library prints, but for halves") {
  Generator generator(4);
  for (int i = 0; i < 4000; ++i) {
    const double value = (generator.uniform() - 0.5) * std::pow(10.0, i % 12 - 3);
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", i % 8, value);
    CHECK(fixed_text(value, i % 8) == text);
  }
  CHECK(fixed_text(0.5, 0) == "1");
  CHECK(fixed_text(2.5, 0) == "3");
  CHECK(fixed_text(-0.125, 2) == "-0.13");
  CHECK(fixed_text(0, 3) == "0.000");
  CHECK(fixed_text(999.9996, 3) == "1000.000");
  CHECK(fixed_text(0.0004, 3) == "0.000");
}

TEST_CASE("decimal: the fewest digits that read back") {
  Generator generator(5);
  for (int i = 0; i < 2000; ++i) {
    const double value = any_double(generator);
    char text[64];
    int precision = 0;
    do {
      std::snprintf(text, sizeof text, "%.*e", precision++, value);
    } while (std::strtod(text, nullptr) != value);
    INFO(text);
    CHECK(static_cast<int>(shortest_decimal(value).digits.size()) == (value == 0 ? 0 : precision));
  }
}
