#include "lesson/variant.h"

#include "tests/lesson/exercise_fixture.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {
std::string text_of_settings(const Settings& settings) {
  std::string text;
  for (const auto& [name, value] : settings) append(text, {name, "=", constant_text(value), " "});
  return text;
}

std::shared_ptr<const Lesson> one_exercise(const std::string& exercise) {
  const std::string text = R"({"title": "t", "scenes": {"s": {"use": "g", "book": {"x": "2"}}},
    "sets": {"g": {"parameters": {"x": {"symbol": "x", "range": ["-6", "6"], "step": "1/4"}},
                   "quantities": {"twice": "2*x"}}}, "exercises": {"e": )" +
                           exercise + "}}";
  return read_lesson(read_json(text, lesson_limits, Code::lesson, "lesson.json"), "lesson.json");
}

std::string with_line(const std::string& line, const std::string& rest = "") {
  return R"({"kind": "answers", "scene": "s", "title": "t", "lines": [)" + line + "]" + rest + "}";
}
}  // namespace

TEST_CASE("variant: the same seed gives the same numbers, and other seeds give others") {
  const auto& exercise = the_lesson().exercise("exercise1");
  std::vector<std::string> seen;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    seen.push_back(text_of_settings(draw_variant(the_lesson(), exercise, seed)));
    CHECK(seen.back() == text_of_settings(draw_variant(the_lesson(), exercise, seed)));
  }
  CHECK(seen[0] != seen[1]);
}

TEST_CASE("variant: its rational answers are short fractions") {
  const auto& exercise = the_lesson().exercise("exercise1");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Evaluation evaluation;
    SceneScope scope(the_lesson(), the_lesson().scene("exercise1"), draw_variant(the_lesson(), exercise, seed),
                     evaluation);
    const auto mean = scope.find("posterior_mean")->number()->exact->rational();
    REQUIRE(mean);
    CHECK(std::abs(mean->numerator) <= 200);
    CHECK(mean->denominator <= 200);
  }
}

TEST_CASE("variant: numbers at which a slip gives the right answer are never drawn") {
  const std::string line = R"({"name": "a", "ask": "?", "answer": "twice", "wrong": [{"is": "x^2", "says": "No."}]})";
  const auto lesson = one_exercise(with_line(line, R"(, "variants": {"x": ["0", "2", "3"]})"));
  for (std::uint64_t seed = 0; seed < 20; ++seed)
    CHECK(text_of_settings(draw_variant(*lesson, lesson->exercise("e"), seed)) == "x=3 ");
  const auto hopeless = one_exercise(with_line(line, R"(, "variants": {"x": ["0", "2"]})"));
  CHECK(error_of([&] { draw_variant(*hopeless, hopeless->exercise("e"), 1); }).code == Code::limit);
}

TEST_CASE("check: a wrong model that is right at the book's numbers is the lesson's error") {
  const auto lesson = one_exercise(
      with_line(R"({"name": "a", "ask": "?", "answer": "twice", "wrong": [{"is": "x^2", "says": "No."}]})"));
  const auto error = error_of([&] { check_exercise(*lesson, lesson->exercise("e")); });
  CHECK(error.code == Code::lesson);
  CHECK(error.where == "lesson.json /exercises/e/lines/0/wrong/0");
}

TEST_CASE("exercise: what cannot be read names its place and a remedy") {
  const auto refused = [](const std::string& exercise) { return error_of([&] { one_exercise(exercise); }); };
  CHECK(refused(R"({"kind": "answer"})").where == "lesson.json /exercises/e/kind");
  CHECK(refused(R"({"kind": "answers", "scene": "q", "title": "t", "lines": []})").code == Code::lesson);
  CHECK(refused(with_line(R"({"name": "a", "ask": "?", "answer": "twic"})")).hint == "Did you mean \"twice\"?");
  CHECK(refused(with_line(R"({"name": "a", "ask": "?", "answer": "z", "kind": "expression"})")).code == Code::lesson);
  CHECK(refused(with_line(R"({"name": "a", "ask": "?", "answer": "x", "solution": "d"})")).where ==
        "lesson.json /exercises/e/lines/0/solution");
  CHECK(refused(with_line(R"({"name": "a", "ask": "?", "answer": "x"})", R"(, "variants": {"x": ["9"]})")).where ==
        "lesson.json /exercises/e/variants/x/0");
  CHECK(refused(with_line(R"({"name": "a", "ask": "?", "answer": "x", "wrogn": []})")).hint.find("wrong") !=
        std::string::npos);
}

TEST_CASE("check: exactly one option of a guess is right, at the book's numbers and at every variant") {
  const auto check_with = [](const std::string& low, const std::string& high) {
    const auto lesson = one_exercise(with_line(R"({"name": "a", "ask": "?", "answer": "twice", "guess": {"ask": "?",
      "options": [{"say": "low", "when": ")" + low +
                                                   R"("}, {"say": "high", "when": ")" + high + R"("}]}})",
                                               R"(, "variants": {"x": ["1", "3"]})"));
    check_exercise(*lesson, lesson->exercise("e"));
  };
  CHECK_NOTHROW(check_with("twice <= 4", "x > 2"));
  const auto neither = error_of([&] { check_with("twice < 4", "twice > 4"); });
  CHECK(neither.code == Code::lesson);
  CHECK(neither.where == "lesson.json /exercises/e/lines/0/guess");
  CHECK(error_of([&] { check_with("twice <= 4", "x > 1"); }).hint.find("do not overlap") != std::string::npos);
  CHECK(error_of([&] { check_with("twice <= 4", "x"); }).code == Code::type);
}

TEST_CASE("exercise: a mapping is left to the page that runs it") {
  const auto lesson = one_exercise(R"({"kind": "mapping", "anything": [1, 2]})");
  CHECK(lesson->exercise("e").kind == "mapping");
  CHECK(lesson->exercise("e").lines.empty());
}

TEST_CASE("variant: the numbers of a mapping are drawn as well") {
  const auto lesson = one_exercise(R"({"kind": "mapping", "scene": "s", "variants": {"x": ["1", "3"]}})");
  const auto settings = draw_variant(*lesson, lesson->exercise("e"), 7);
  CHECK((text_of_settings(settings) == "x=1 " || text_of_settings(settings) == "x=3 "));
}
