// Reading one exercise of a lesson document. The sentences a page shows are checked for their form here and read there.
#pragma once

#include "lesson/document.h"
#include "lesson/lesson.h"

namespace vi::lesson {

// `lesson` has its scenes already. Of the kind "mapping", which pages run, only the name is read.
Exercise read_exercise(std::string_view name, const Document& at, const Lesson& lesson);

}  // namespace vi::lesson
