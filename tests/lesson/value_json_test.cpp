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

TEST_CASE("value json: results, infinities as text") {
  CHECK(number_json(HUGE_VAL) == "inf");
  CHECK(number_json(-HUGE_VAL) == "-inf");
  CHECK(number_json(std::nan("")) == "nan");
  CHECK(value_json(value_of("normal_sd(1, 3)")).dump() == R"({"family":"normal","mean":1.0,"variance":9.0})");
  CHECK(value_json(value_of("mvn_tril([0, 0], [[1, 0], [1, 1]])"))["covariance"].dump() == "[[1.0,1.0],[1.0,2.0]]");
}
