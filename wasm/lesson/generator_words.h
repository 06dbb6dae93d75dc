// A generator as a value: its state as eight words of 32 bits, which doubles hold exactly.
#pragma once

#include "core/random.h"
#include "lesson/value.h"

namespace vi::lesson {

Value words_of(const core::Generator& generator);

// Error(domain) naming `function` unless it is such a list.
core::Generator generator_of(const char* function, const Value& words);

}  // namespace vi::lesson
