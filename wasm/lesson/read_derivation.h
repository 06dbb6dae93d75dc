// Derivations as they stand in a lesson document.
#pragma once

#include "lesson/document.h"
#include "lesson/lesson.h"

namespace vi::lesson {

Derivation read_derivation(const std::string& name, const Document& at);

}  // namespace vi::lesson
