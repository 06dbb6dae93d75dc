// The lesson itself, and the values that its exercises give.
#pragma once

#include <fstream>
#include <sstream>

#include "core/decimal.h"
#include "lesson/answer.h"
#include "lesson/variant.h"
#include "tests/lesson/support.h"

namespace vi::test {

inline const lesson::Lesson& the_lesson() {
  static const auto lesson = [] {
    std::ifstream file(VI_SOURCE_DIR "/lessons/variational-inference-for-rl/lesson.json");
    std::stringstream text;
    text << file.rdbuf();
    return lesson::read_lesson(lesson::read_json(text.str(), lesson::lesson_limits, Code::lesson, "lesson.json"),
                               "lesson.json");
  }();
  return *lesson;
}

// One exercise at given parameters.
class Sheet {
 public:
  explicit Sheet(const std::string& exercise, const lesson::Settings& settings = {})
      : exercise_(the_lesson().exercise(exercise)),
        scope_(the_lesson(), the_lesson().scene(exercise_.scene), settings, evaluation_) {}

  const lesson::AnswerLine& line(std::string_view name) const {
    for (const auto& line : exercise_.lines) {
      if (line.name == name) return line;
    }
    FAIL("there is no line " << name);
    return exercise_.lines[0];
  }

  lesson::Judgement judge(std::string_view name, std::string_view typed, const lesson::Earlier& earlier = {}) {
    return lesson::judge(exercise_, line(name), lesson::read_answer(typed, line(name).free), earlier, scope_);
  }
  std::string verdict(std::string_view name, std::string_view typed, const lesson::Earlier& earlier = {}) {
    return to_string(judge(name, typed, earlier).verdict);
  }

  // What a learner would type who got this value.
  std::string typed(const lesson::NodePtr& node) {
    return core::fixed_text(lesson::evaluate(*node, scope_, evaluation_).number()->value, 6);
  }
  const lesson::Exercise& exercise() const { return exercise_; }

 private:
  const lesson::Exercise& exercise_;
  lesson::Evaluation evaluation_;
  lesson::SceneScope scope_;
};

}  // namespace vi::test
