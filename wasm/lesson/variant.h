// Other numbers for an exercise, chosen by a seed.
#pragma once

#include <cstdint>

#include "lesson/answer.h"

namespace vi::lesson {

// The parameters that the exercise varies, the same for the same seed in every host. They are drawn until every
// rational answer has a short fraction and no slip hides behind a right answer; Error(limit) if 1,000 draws find none.
Settings draw_variant(const Lesson& lesson, const Exercise& exercise, std::uint64_t seed);

// The exercise at its book values and at 50 variants. Error(lesson) for a wrong model that gives the right answer at
// the book values, for a guess that has no right option or several, and whatever its expressions throw.
void check_exercise(const Lesson& lesson, const Exercise& exercise);

}  // namespace vi::lesson
