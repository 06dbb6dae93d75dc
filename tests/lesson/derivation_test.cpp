#include "lesson/derivation.h"

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {

std::vector<Line> lines(const std::string& steps, const Settings& settings = {}) {
  static std::shared_ptr<const Lesson> lesson;  // lines refer to it
  lesson =
      small_lesson(R"("quantities": {"centre": {"is": "4*x/5", "symbol": "c"}}, "derivations": {"d": )" + steps + "}");
  Evaluation evaluation;
  SceneScope scope(*lesson, lesson->scene("s"), settings, evaluation);
  return derivation_lines(lesson->scene("s").set->derivations[0], scope);
}

}  // namespace

TEST_CASE("derivation: a sum has one sign rule, implies ones and drops zeros") {
  const std::string step =
      R"json([{"let": {"k": "clear(x + 1/2, -x, v - 3/2)"}, "sum": [["k[0]", "z^2"], ["k[1]", "x z"], ["k[2]", "x^2"]], "over": "2*x"}])json";
  CHECK(lines(step)[0].parts[0].tex == "\\frac{5 z^2 - 4 x z}{4}");
  const Settings other{{"x", value_of("1/2")}, {"v", value_of("2")}};
  CHECK(lines(step, other)[0].parts[0].tex == "2 z^2 - x z + x^2");
}

TEST_CASE("derivation: holes take exact values, with brackets where they are needed") {
  const std::string step = R"json([{"tex": "(\\num{x} - z)^2/\\val{2*x} + \\val{x}", "lhs": "f(\\num{x})"}])json";
  CHECK(lines(step)[0].parts[0].tex == "(2 - z)^2/4 + 2");
  const auto negative = lines(step, {{"x", value_of("-1/2")}})[0];
  CHECK(negative.parts[0].tex == "(-\\tfrac{1}{2} - z)^2/(-1) + \\left(-\\tfrac{1}{2}\\right)");
  CHECK(negative.lhs == "f(-\\tfrac{1}{2})");
}

TEST_CASE("derivation: a shown quantity brings its symbol and its faces, none twice") {
  const auto line = lines(
      R"([{"say": "The centre.", "show": "centre", "faces": ["symbolic", "substituted", "exact", "decimal"]}])")[0];
  CHECK(line.say == "The centre.");
  CHECK(line.lhs == "c");
  REQUIRE(line.parts.size() == 4);
  CHECK(line.parts[0].tex == "\\frac{4 x}{5}");
  CHECK(line.parts[1].tex == "\\frac{4 \\cdot 2}{5}");
  CHECK(line.parts[2].tex == "\\tfrac{8}{5}");
  CHECK(line.parts[3].tex == "1.6");
  CHECK(lines(R"([{"show": "x", "faces": ["exact", "decimal"]}])")[0].parts.size() == 1);
}

TEST_CASE("derivation: free symbols stay symbols") {
  const auto line = lines(R"({"free": {"z": "z"}, "steps": [{"show": "(x - z)^2/2"}]})")[0];
  REQUIRE(line.parts.size() == 1);
  CHECK(line.parts[0].tex == "\\frac{(x - z)^{2}}{2}");
}

TEST_CASE("derivation: a number that had to be rounded does not stand between symbols and the exact form") {
  const Settings fine{{"x", value_of("123457/1000000")}, {"v", value_of("1")}};
  const auto parts = lines(R"([{"show": "x*v*pi", "faces": ["symbolic", "substituted", "exact"]}])", fine)[0].parts;
  REQUIRE(parts.size() == 3);
  CHECK(parts[1].relation == "=");
  const Settings long_one{{"x", value_of("1234567/10000000")}, {"v", value_of("1")}};
  const auto few = lines(R"([{"show": "x*v*pi", "faces": ["symbolic", "substituted", "exact"]}])", long_one)[0].parts;
  REQUIRE(few.size() == 2);
  CHECK(few[1].face == "exact");
}
