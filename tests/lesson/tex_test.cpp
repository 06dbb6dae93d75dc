// Numbers and trees as TeX: brackets, fractions, signs.
#include "lesson/tex_tree.h"

#include "lesson/tex_number.h"
#include "tests/lesson/support.h"

using namespace vi::lesson;
using namespace vi::test;

namespace {

std::string symbolic(const std::string& text) {
  LocalScope scope;
  for (const char* name : {"a", "b", "c", "x"}) scope.set(name, 1.0);
  Evaluation evaluation;
  return symbolic_tex(*parse(text), scope, evaluation).text;
}

std::string with(const std::string& text, const std::string& a, const std::string& b) {
  LocalScope scope;
  scope.set("a", value_of(a));
  scope.set("b", value_of(b));
  Evaluation evaluation;
  bool rounded = false;
  return substituted_tex(*parse(text), scope, evaluation, 3, rounded).text;
}

std::string exact(const std::string& text) { return exact_tex(*value_of(text).number()->exact).text; }

}  // namespace

TEST_CASE("tex: fewest brackets, real fractions") {
  CHECK(symbolic("(a + b) + c") == "a + b + c");
  CHECK(symbolic("a - (b - c)") == "a - (b - c)");
  CHECK(symbolic("a*(b + c)") == "a\\,(b + c)");
  CHECK(symbolic("(a*b)/(2*c)") == "\\frac{a\\,b}{2 c}");
  CHECK(symbolic("(a + b)^2") == "(a + b)^{2}");
  CHECK(symbolic("(a/b)^2") == "\\left(\\frac{a}{b}\\right)^{2}");
  CHECK(symbolic("-(a + b)") == "-(a + b)");
  CHECK(symbolic("-a/b") == "-\\frac{a}{b}");
  CHECK(symbolic("log(a/b)/2") == "\\tfrac{1}{2}\\,\\log \\frac{a}{b}");
  CHECK(symbolic("log(2*pi*a)") == "\\log(2 \\pi\\,a)");
  CHECK(symbolic("a*3") == "a \\cdot 3");
  CHECK(symbolic("sqrt(a + b)") == "\\sqrt{a + b}");
}

TEST_CASE("tex: a part of a part has its subscripts one below the other, as TeX allows") {
  LocalScope scope;
  scope.set("a", value_of("{fit: {mean: 1}}"));
  scope.set("b", value_of("[[1, 2], [3, 4]]"));
  Evaluation evaluation;
  const auto tex = [&](const char* text) { return symbolic_tex(*parse(text), scope, evaluation).text; };
  CHECK(tex("a.fit.mean") == "{a_{\\mathrm{fit}}}_{\\mathrm{mean}}");
  CHECK(tex("a.fit") == "a_{\\mathrm{fit}}");
  CHECK(tex("b[1][2]") == "{b_{1}}_{2}");
}

TEST_CASE("tex: negative numbers put in get brackets where the sign would collide") {
  CHECK(with("a + b", "1", "-2") == "1 + (-2)");
  CHECK(with("a - b", "1", "-2") == "1 - (-2)");
  CHECK(with("(a - b)^2", "-1", "-2") == "(-1 - (-2))^{2}");
  CHECK(with("a^2", "-3", "0") == "(-3)^{2}");
  CHECK(with("a^2", "3/2", "0") == "\\left(\\tfrac{3}{2}\\right)^{2}");
  CHECK(with("2*a", "-3", "0") == "2 \\cdot (-3)");
  CHECK(with("a/b", "-3", "1") == "-3");
  CHECK(with("-a/b", "-3", "2") == "-\\frac{-3}{2}");
  CHECK(with("2*a", "3/4", "0") == "2 \\cdot \\tfrac{3}{4}");
  CHECK(with("a*b", "log(2) + 1", "2") == "1.693 \\cdot 2");
}

TEST_CASE("tex: exact numbers") {
  CHECK(exact("53/80 + log(8/15)/2") == "\\tfrac{53}{80} + \\tfrac{1}{2}\\,\\log\\tfrac{8}{15}");
  CHECK(exact("-2/5 - log(10*pi)/2") == "-\\tfrac{2}{5} - \\tfrac{1}{2}\\,\\log(10\\pi)");
  CHECK(exact("sqrt(8/3)") == "\\tfrac{2}{3}\\sqrt{6}");
  CHECK(exact("-pi/4") == "-\\tfrac{1}{4}\\pi");
  CHECK(exact("-log(3)") == "-\\log 3");
}

TEST_CASE("tex: decimals are rounded as a reader rounds, and never minus zero") {
  CHECK(decimal_text(0.3125, 3) == "0.313");
  CHECK(decimal_text(-0.3125, 3) == "-0.313");
  CHECK(decimal_text(0.3124999, 3) == "0.312");
  CHECK(decimal_text(-0.0001, 3) == "0.000");
  CHECK(decimal_text(2, 0) == "2");
  CHECK(decimal_tex(-HUGE_VAL, 3).text == "-\\infty");
  CHECK(decimal_tex(1.5e9, 2).text == "1.50 \\times 10^{9}");
  CHECK(decimal_tex(2e-7, 2).text == "2.00 \\times 10^{-7}");
}
