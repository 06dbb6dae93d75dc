#include "lesson/value_json.h"

#include <cmath>

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {
std::string exact_parameter(const Json& json) { return exact_text(parameter_value("p", json)); }
}  // namespace

TEST_CASE("value json: parameters are exact as text and as short numbers") {
  CHECK(exact_parameter("3/10") == "3/10");
  CHECK(exact_parameter("-2") == "-2");
  CHECK(exact_parameter("log(2)/2") == "1/2*log(2)");
  CHECK(exact_parameter(0.3) == "3/10");
  CHECK(exact_parameter(-7) == "-7");
  CHECK(exact_parameter(123456789012.0) == "123456789012");
  CHECK(exact_parameter(0.1234567890123).empty());
  CHECK(exact_parameter(Json::array({0.5, "1/3"})) == "[1/2, 1/3]");
  CHECK(parameter_value("p", "inf").number()->value == HUGE_VAL);
}

TEST_CASE("value json: a parameter that cannot be read is named") {
  CHECK(error_of([] { parameter_value("x", "1/0"); }).where == "x column 1");
  CHECK(error_of([] { parameter_value("x", "y"); }).code == Code::unknown_name);
  CHECK(error_of([] { parameter_value("x", nullptr); }).code == Code::parameter);
}

namespace {
std::string written(const char* expression) {
  JsonWriter out;
  write_value(out, value_of(expression));
  return out.take();
}
}  // namespace

TEST_CASE("value json: results, infinities as text") {
  CHECK(written("[inf, -inf, nan]") == R"(["inf","-inf","nan"])");
  CHECK(written("normal_sd(1, 3)") == R"({"family":"normal","mean":1.0,"variance":9.0})");
  CHECK(written("mvn_tril([0, 0], [[1, 0], [1, 1]])") ==
        R"({"family":"multivariate_normal","mean":[0.0,0.0],"covariance":[[1.0,1.0],[1.0,2.0]]})");
}

TEST_CASE("value json: a distribution travels back as it came") {
  const Json json = Json::parse(written("normal(8/5, 4/5)"));
  CHECK(exact_text(parameter_value("q", json)) == "normal(8/5, 4/5)");
  const Error error = error_of([] { parameter_value("q", Json{{"family", "normla"}}); });
  CHECK(error.code == Code::parameter);
  CHECK(error.hint == "Did you mean \"normal\"?");
  CHECK(error_of([] {
          parameter_value("q", Json{{"family", "normal"}, {"mean", 0}, {"variance", -1}});
        }).code == Code::domain);
}
