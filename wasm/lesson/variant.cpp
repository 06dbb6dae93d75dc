#include "lesson/variant.h"

#include <algorithm>
#include <cstdlib>

#include "core/error.h"
#include "core/random.h"
#include "core/text.h"
#include "lesson/arena.h"

namespace vi::lesson {
namespace {

constexpr int most_draws = 1000;
constexpr std::uint64_t checked_variants = 50;
constexpr std::int64_t largest_part = 200;  // of a fraction that is fit to be written by hand

bool is_short(const Number& number) {
  const auto rational = number.exact ? number.exact->rational() : std::nullopt;
  return !rational || (std::abs(rational->numerator) <= largest_part && rational->denominator <= largest_part);
}

bool is_fair(const Lesson& lesson, const Exercise& exercise, const Settings& settings) {
  const Scratch scratch;
  Evaluation evaluation;
  SceneScope scope(lesson, lesson.scene(exercise.scene), settings, evaluation);
  for (const auto& line : exercise.lines) {
    if (line.is_number && !is_short(true_number(line, scope))) return false;
    if (hidden_slip(line, scope) >= 0) return false;
  }
  return true;
}

bool holds(const GuessOption& option, SceneScope& scope) {
  return at_place(scope, option.path, "/when", [&] {
    const Value value = evaluate(*option.when, scope, scope.evaluation());
    if (value.boolean() == nullptr) fail(Code::type, {"a condition is true or false, but this is ", value.described()});
    return *value.boolean();
  });
}

// Of the options of a guess exactly one is right. `where` says at which numbers.
void require_one_option(const AnswerLine& line, SceneScope& scope, std::string_view where) {
  if (line.guess.empty()) return;
  const auto right = std::count_if(line.guess.begin(), line.guess.end(),
                                   [&](const GuessOption& option) { return holds(option, scope); });
  if (right == 1) return;
  fail(Code::lesson, {right == 0 ? "no option" : "more than one option", " of this guess is right ", where},
       scope.place(join({line.path, "/guess"})), "write conditions that leave no case out and do not overlap");
}

void check_guesses(const Lesson& lesson, const Exercise& exercise, const Settings& settings, std::string_view where) {
  const Scratch scratch;
  Evaluation evaluation;
  SceneScope scope(lesson, lesson.scene(exercise.scene), settings, evaluation);
  for (const auto& line : exercise.lines) require_one_option(line, scope, where);
}

}  // namespace

Settings draw_variant(const Lesson& lesson, const Exercise& exercise, std::uint64_t seed) {
  core::Generator generator(seed);
  for (int draw = 0; draw < most_draws; ++draw) {
    Settings settings;
    for (const auto& [name, choices] : exercise.variants) {
      const double place = generator.uniform() * static_cast<double>(choices.size());
      settings.emplace_back(name, choices[static_cast<std::size_t>(place)]);
    }
    if (is_fair(lesson, exercise, settings)) return settings;
  }
  fail(Code::limit, {"no fair numbers were found in ", most_draws, " draws"},
       join({lesson.file, " ", exercise.path, "/variants"}),
       "give the variants more values, or values whose answers are fractions with no part above 200");
}

void check_exercise(const Lesson& lesson, const Exercise& exercise) {
  if (exercise.lines.empty()) return;
  Evaluation evaluation;
  SceneScope scope(lesson, lesson.scene(exercise.scene), {}, evaluation);
  for (const auto& line : exercise.lines) {
    const int slip = hidden_slip(line, scope);
    if (slip < 0) continue;
    fail(Code::lesson, {"at the book's numbers this wrong model gives the right answer"},
         scope.place(line.wrong[static_cast<std::size_t>(slip)].path), "mend its expression, or remove it");
  }
  check_guesses(lesson, exercise, {}, "at the book's numbers");
  if (exercise.variants.empty()) return;
  for (std::uint64_t seed = 0; seed < checked_variants; ++seed) {
    check_guesses(lesson, exercise, draw_variant(lesson, exercise, seed), join({"for seed ", seed}));
  }
}

}  // namespace vi::lesson
