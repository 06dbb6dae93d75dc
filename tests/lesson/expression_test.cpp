#include "lesson/expression.h"

#include <cmath>

#include "tests/lesson/support.h"

using namespace vi::lesson;
using namespace vi::test;

TEST_CASE("expression: precedence as on paper") {
  CHECK(number_of("2 + 3*4") == 14);
  CHECK(number_of("2^3^2") == 512);
  CHECK(number_of("-2^2") == -4);
  CHECK(number_of("(-2)^2") == 4);
  CHECK(number_of("2*-3") == -6);
  CHECK(number_of("8/4/2") == 1);
  CHECK(number_of("1 - 2 - 3") == -4);
  CHECK(*value_of("1 + 1 == 2").boolean());
  CHECK(*value_of("1/3 <= 0.3333").boolean() == false);
  CHECK(number_of("[3, 5, 7][1]") == 5);
  CHECK(number_of("{mean: 4, log_sd: 6}.log_sd") == 6);
  CHECK(number_of("\u22122") == -2);
}

TEST_CASE("expression: what cannot be read names the column") {
  const std::pair<const char*, const char*> broken[] = {
      {"", "column 1"},          {"1 +", "column 4"},    {"(1", "column 3"},   {"1)", "column 2"},
      {"2x", "column 2"},        {"a b", "column 3"},    {"f(1,", "column 5"}, {"[1, 2", "column 6"},
      {"1 = 2", "column 3"},     {"\u00d7", "column 1"}, {"x.", "column 2"},   {"{a 1}", "column 4"},
      {"1 < 2 < 3", "column 7"},
  };
  for (const auto& [text, column] : broken) {
    INFO(text);
    const auto error = error_of([&text = text] { parse(text); });
    CHECK(error.code == vi::Code::syntax);
    CHECK(error.where == column);
  }
}

TEST_CASE("expression: length and depth are limited before they can hurt") {
  CHECK(error_of_expression(std::string(3000, '1')).code == vi::Code::too_long);
  CHECK(error_of_expression(std::string(100, '(') + "1" + std::string(100, ')')).code == vi::Code::too_deep);
  CHECK(error_of_expression(std::string(1000, '-') + "1").code == vi::Code::too_deep);
  std::string sum = "1";
  for (int i = 0; i < 900; ++i) sum += "+1";
  CHECK(number_of(sum) == 901);
}

TEST_CASE("expression: the names it reads, each once") {
  CHECK(free_names(*parse("a*b + log(a) - c[b]")) == std::vector<std::string_view>{"a", "b", "c"});
}

TEST_CASE("expression: a record may be empty") {
  CHECK(parse("{ }")->children.size() == 0);
  CHECK(error_of([] { parse("{,}"); }).where == "column 2");
  CHECK(error_of([] { parse("{a: 1,}"); }).where == "column 7");
}

TEST_CASE("expression: a record names each of its parts once") {
  const vi::Error error = error_of_expression("{a: 1, a: 2}");
  CHECK(error.code == vi::Code::duplicate);
  CHECK(error.where == "column 8");
}
