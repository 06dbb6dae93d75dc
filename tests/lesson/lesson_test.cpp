#include "lesson/lesson.h"

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {

Error refused(const std::string& rest) {
  return error_of([&] { small_lesson(rest); });
}

}  // namespace

TEST_CASE("lesson: names are checked before anything is evaluated") {
  const auto unknown = refused(R"("quantities": {"gap": "x + 1", "twice": {"is": "2*gpa"}})");
  CHECK(unknown.code == Code::unknown_name);
  CHECK(unknown.where == "lesson.json /sets/g/quantities/twice/is column 3");
  CHECK(unknown.hint == "Did you mean \"gap\"?");

  CHECK(refused(R"json("quantities": {"a": "entropi(normal(0, 1))"})json").code == Code::unknown_function);
  CHECK(refused(R"json("quantities": {"a": "log(1, 2)"})json").code == Code::arity);
  CHECK(refused(R"("identities": {"i": {"left": "x", "right": "y"}})").where ==
        "lesson.json /sets/g/identities/i/right column 1");
  CHECK(refused(R"("derivations": {"d": [{"tex": "x = \\val{y}"}]})").code == Code::unknown_name);
  CHECK(refused(R"("quantities": {"x": "1"})").code == Code::duplicate);
  CHECK(refused(R"("quantities": {"pi": "1"})").code == Code::lesson);
}

TEST_CASE("lesson: a cycle is named in order; a diamond is none") {
  const auto cycle = refused(R"("quantities": {"a": "b + 1", "b": "2*c", "c": "x - a"})");
  CHECK(cycle.code == Code::cycle);
  CHECK(std::string(cycle.what()).find("a -> b -> c -> a") != std::string::npos);
  CHECK_NOTHROW(small_lesson(R"("quantities": {"a": "b + c", "b": "2*d", "c": "3*d", "d": "x"})"));
}

TEST_CASE("lesson: at most 512 quantities, a chain of them evaluates") {
  std::string chain = R"("q0": "x")";
  for (int i = 1; i < 512; ++i) chain += ", \"q" + std::to_string(i) + "\": \"q" + std::to_string(i - 1) + " + 1\"";
  const auto lesson = small_lesson("\"quantities\": {" + chain + "}");
  Evaluation evaluation;
  SceneScope scope(*lesson, lesson->scene("s"), {}, evaluation);
  CHECK(scope.find("q511")->number()->value == 513);
  CHECK(refused("\"quantities\": {" + chain + R"(, "one_more": "x"})").code == Code::limit);
}

TEST_CASE("lesson: a chain of doublings is evaluated once each") {
  std::string chain = R"("q0": "x")";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "q" + std::to_string(i - 1);
    chain += ", \"q" + std::to_string(i) + "\": \"" + before + " + " + before + "\"";
  }
  const auto lesson = small_lesson("\"quantities\": {" + chain + "}");
  Evaluation evaluation;
  SceneScope scope(*lesson, lesson->scene("s"), {}, evaluation);
  CHECK(scope.find("q59")->number()->value == 2.0 * (1LL << 59));
  CHECK(evaluation.steps < 300);
}

namespace {
Error error_of_parameter(const std::string& range, const std::string& step) {
  const std::string text = R"({"title": "t", "scenes": {"s": {"use": "g", "book": {"x": "1"}}}, "sets": {"g":
    {"parameters": {"x": {"range": )" +
                           range + R"(, "step": )" + step + "}}}}}";
  return error_of([&] { read_lesson(read_json(text, lesson_limits, Code::lesson, "lesson.json"), "lesson.json"); });
}
}  // namespace

TEST_CASE("lesson: a range has two fractions for bounds, and at most a million steps") {
  CHECK(error_of_parameter(R"(["0"])", R"("1")").where == "lesson.json /sets/g/parameters/x/range");
  CHECK(error_of_parameter(R"(["0", "1", "2"])", R"("1")").where == "lesson.json /sets/g/parameters/x/range");
  CHECK(error_of_parameter(R"(["0", "pi"])", R"("1")").where == "lesson.json /sets/g/parameters/x/range/1");
  CHECK(error_of_parameter(R"(["0", "inf"])", R"("1")").where == "lesson.json /sets/g/parameters/x/range/1");
  CHECK(error_of_parameter(R"(["0", "2"])", R"x("sqrt(2)")x").where == "lesson.json /sets/g/parameters/x/step");
  CHECK(error_of_parameter(R"(["0", "2"])", R"("1/1000000")").where == "lesson.json /sets/g/parameters/x/step");
  CHECK(error_of_parameter(R"(["0", "2"])", "true").where == "lesson.json /sets/g/parameters/x/step");
}

TEST_CASE("lesson: chains of quantities and of sums end in a limit, not in the stack") {
  std::string sum = "x";
  for (int i = 0; i < 100; ++i) sum += " + 1";
  std::string chain = R"("q0": "x")";
  for (int i = 1; i < 500; ++i)
    chain += ", \"q" + std::to_string(i) + "\": \"q" + std::to_string(i - 1) + sum.substr(1) + "\"";
  const auto lesson = small_lesson("\"quantities\": {" + chain + "}");
  Evaluation evaluation;
  SceneScope scope(*lesson, lesson->scene("s"), {}, evaluation);
  const Error error = error_of([&] { scope.find("q499"); });
  CHECK(error.code == Code::limit);
  CHECK(scope.find("q1")->number()->value == 102);
}

TEST_CASE("lesson: lists that double with every quantity end in a limit") {
  std::string chain = R"("q0": "[1, 2]")";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "q" + std::to_string(i - 1);
    chain += ", \"q" + std::to_string(i) + "\": \"[" + before + ", " + before + "]\"";
  }
  const auto lesson = small_lesson("\"quantities\": {" + chain + "}");
  Evaluation evaluation;
  SceneScope scope(*lesson, lesson->scene("s"), {}, evaluation);
  CHECK(scope.find("q10")->list() != nullptr);
  CHECK(error_of([&] { scope.find("q39"); }).code == Code::limit);
}
