#include "lesson/value_json.h"

#include <cmath>

#include "lesson/json_input.h"
#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {
// `text` is JSON.
Value parameter(std::string_view text) {
  return parameter_value("p", read_json(text, request_limits, Code::bad_request, ""));
}
std::string exact_parameter(std::string_view text) { return exact_text(parameter(text)); }
}  // namespace

TEST_CASE("value json: parameters are exact as text and as short numbers") {
  CHECK(exact_parameter(R"("3/10")") == "3/10");
  CHECK(exact_parameter(R"("-2")") == "-2");
  CHECK(exact_parameter(R"("log(2)/2")") == "1/2*log(2)");
  CHECK(exact_parameter("0.3") == "3/10");
  CHECK(exact_parameter("-7") == "-7");
  CHECK(exact_parameter("123456789012") == "123456789012");
  CHECK(exact_parameter("0.1234567890123").empty());
  CHECK(exact_parameter(R"([0.5, "1/3"])") == "[1/2, 1/3]");
  CHECK(parameter(R"("inf")").number()->value == HUGE_VAL);
}

TEST_CASE("value json: a plain fraction is what its tree would give") {
  for (const char* text : {"3/10",
                           "-31/10",
                           "6/4",
                           "0.25",
                           "-0.3",
                           "007",
                           "-0",
                           "0/5",
                           "1/0.5",
                           "5.",
                           ".5",
                           "3 / 4",
                           "1/3/2",
                           "9007199254740993/2",
                           "27021597764222979/9007199254740993",
                           "1/9007199254740993",
                           "0.1234567890123456",
                           "0.12345678901234567890",
                           "123456789012345678901234567890",
                           "1e-3"}) {
    INFO(text);
    const Value constant = evaluate_constant(text);
    const Value tree = value_of(text);
    CHECK(constant.number()->value == tree.number()->value);
    CHECK(std::signbit(constant.number()->value) == std::signbit(tree.number()->value));
    CHECK(exact_text(constant) == exact_text(tree));
  }
  for (const char* text : {"", "-", "/", "3/", "/3", ".", "3..4", "3/-", "3a"}) {
    INFO(text);
    CHECK(error_of([&] { evaluate_constant(text); }).code == Code::syntax);
  }
}

TEST_CASE("value json: a constant is no longer than an expression may be") {
  CHECK(error_of([] { evaluate_constant(std::string(5000, '0') + "3"); }).code == Code::too_long);
}

TEST_CASE("value json: a parameter that cannot be read is named") {
  CHECK(error_of([] { parameter(R"("1/0")"); }).where == "p column 1");
  CHECK(error_of([] { parameter(R"("y")"); }).code == Code::unknown_name);
  CHECK(error_of([] { parameter("null"); }).code == Code::parameter);
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
  CHECK(written("diagonal_normal_sd([0, 1], [2, 3])") ==
        R"({"family":"diagonal_normal","mean":[0.0,1.0],"variance":[4.0,9.0]})");
}

TEST_CASE("value json: a distribution travels back as it came") {
  CHECK(exact_parameter(written("normal(8/5, 4/5)")) == "normal(8/5, 4/5)");
  const Error error = error_of([] { parameter(R"({"family": "normla"})"); });
  CHECK(error.code == Code::parameter);
  CHECK(error.hint == "Did you mean \"normal\"?");
  const Error negative = error_of([] { parameter(R"({"family": "normal", "mean": 0, "variance": -1})"); });
  CHECK(negative.code == Code::domain);
  CHECK(negative.where == "p");
}
