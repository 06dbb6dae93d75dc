// What can be known of a set before anything is evaluated: names, functions, arities, cycles.
#pragma once

#include "lesson/lesson.h"

namespace vi::lesson {

// Errors: unknown_name and unknown_function with a did-you-mean, arity, cycle (naming its members in order), each with
// file and JSON path.
void require_sound(const Set& set, const std::string& file);

}  // namespace vi::lesson
