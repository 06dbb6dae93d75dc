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

TEST_CASE("lesson: the hash names the content") {
  const std::string rest = R"("quantities": {"a": "x"})";
  CHECK(small_lesson(rest)->hash == small_lesson(rest)->hash);
  CHECK(small_lesson(rest)->hash != small_lesson(R"("quantities": {"a": "x + 0"})")->hash);
}
