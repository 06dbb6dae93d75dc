// What the tests of the lesson engine share.
#pragma once

#include <optional>
#include <string>

#include "core/error.h"
#include "lesson/evaluate.h"
#include "lesson/json_input.h"
#include "lesson/lesson.h"
#include "lesson/scene.h"
#include "lesson/value_json.h"
#include "tests/catch.h"

namespace vi::test {

// The value of an expression without names.
inline lesson::Value value_of(const std::string& text) {
  lesson::LocalScope nothing;
  lesson::Evaluation evaluation;
  return lesson::evaluate(*lesson::parse(text), nothing, evaluation);
}

inline double number_of(const std::string& text) { return value_of(text).number()->value; }
inline std::string exact_of(const std::string& text) { return lesson::exact_text(value_of(text)); }

// The error that `work` throws; fails the test if it throws none.
template <class Work>
Error error_of(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error was thrown");
  return Error(Code::internal, "");
}

inline Error error_of_expression(const std::string& text) {
  return error_of([&] { value_of(text); });
}

// A lesson of one scene `s` over one set, given as the JSON of the set's quantities, identities and derivations.
inline std::shared_ptr<const lesson::Lesson> small_lesson(const std::string& rest) {
  const std::string text = R"({"title": "t",
    "scenes": {"s": {"use": "g", "book": {"x": "2", "v": "3/2"}}},
    "sets": {"g": {"parameters": {
      "x": {"symbol": "x", "range": ["-6", "6"], "step": "1/4"},
      "v": {"symbol": "\\sigma^2", "range": ["1/4", "9"], "step": "1/4"}}, )" +
                           rest + "}}}";
  return lesson::read_lesson(lesson::read_json(text, lesson::lesson_limits, Code::lesson, "lesson.json"),
                             "lesson.json");
}

}  // namespace vi::test
