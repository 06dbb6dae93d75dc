// Derivations as they stand in a lesson document.
#pragma once

#include "lesson/document.h"
#include "lesson/lesson.h"

namespace vi::lesson {

Derivation read_derivation(std::string_view name, const Document& at);

}  // namespace vi::lesson
