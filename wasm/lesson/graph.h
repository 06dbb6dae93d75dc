// What can be known of a set, and of an exercise, before anything is evaluated: names, functions, arities, cycles.
#pragma once

#include "lesson/lesson.h"

namespace vi::lesson {

// Errors: unknown_name and unknown_function with a did-you-mean, arity, cycle (naming its members in order), each with
// file and JSON path.
void require_sound(const Set& set, std::string_view file);

// The same for the expressions of an exercise's lines, over the set of its scene.
void require_sound(const Exercise& exercise, const Set& set, std::string_view file);

}  // namespace vi::lesson
