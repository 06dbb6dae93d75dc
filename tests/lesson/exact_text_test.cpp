#include "tests/lesson/support.h"

using namespace vi::lesson;
using namespace vi::test;

TEST_CASE("exact text: the printed form, rational first, logarithms gathered") {
  const std::pair<const char*, const char*> printed[] = {
      {"53/80 + log(8/15)/2", "53/80 + 1/2*log(8/15)"},
      {"-log(2*pi*5)/2 - 2/5", "-2/5 - 1/2*log(10*pi)"},
      {"log(8/3)/2 - 3/16", "-3/16 + 1/2*log(8/3)"},
      {"-log(2)", "-log(2)"},
      {"log(1/2)", "-log(2)"},
      {"log(2) - log(3)", "log(2/3)"},
      {"log(4*pi/3)", "log(4*pi/3)"},
      {"log(2/(3*pi))", "log(2/(3*pi))"},
      {"log(pi)", "log(pi)"},
      {"log(1/pi)", "-log(pi)"},
      {"-3/4", "-3/4"},
      {"sqrt(8/3)", "2/3*sqrt(6)"},
      {"sqrt(2*pi*5)", "sqrt(10*pi)"},
      {"1/sqrt(pi)", "sqrt(pi)/pi"},
      {"1/pi^2", "1/pi^2"},
      {"-2*pi", "-2*pi"},
      {"normal(8/5, 4/5)", "normal(8/5, 4/5)"},
      {"[1/2, log(2)]", "[1/2, log(2)]"},
  };
  for (const auto& [text, wanted] : printed) {
    INFO(text);
    CHECK(exact_of(text) == wanted);
  }
}

TEST_CASE("exact text: reads back to the same normal form") {
  for (const char* text : {"53/80 + log(8/15)/2", "-log(20*pi)/2 - 2/5", "sqrt(50/7)", "1/sqrt(pi)", "sqrt(2)/pi^3",
                           "-log(7)/3 + 1/9", "100*log(2) + log(3)/7", "3*log(pi) - log(2)"}) {
    INFO(text);
    const std::string once = exact_of(text);
    REQUIRE_FALSE(once.empty());
    CHECK(exact_of(once) == once);
    CHECK(number_of(once) == Approx(number_of(text)).epsilon(1e-14));
  }
}
