// JSON from outside, read under limits before anything is built on it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/error.h"
#include "lesson/json.h"

namespace vi::lesson {

struct JsonLimits {
  std::size_t bytes;
  int depth;
  std::size_t nodes;
  std::size_t string_bytes;
};

inline constexpr JsonLimits lesson_limits{256 * 1024, 32, 20'000, 64 * 1024};
// A request may carry a lesson, one level down, or its text with every character escaped.
inline constexpr JsonLimits request_limits{1024 * 1024, 34, 40'000, 512 * 1024};

// The document in `text`, in the arena. Refuses what is too large, too deep or too long, text that is not UTF-8 or
// holds NUL, duplicate keys, the key __proto__ and numbers beyond the range of doubles. Errors: `code` (limit for the
// limits, duplicate for keys), with `file`, line and column or JSON path in `where`.
Json read_json(std::string_view text, const JsonLimits& limits, Code code, std::string_view file);

// The same limits for a document that is already parsed (it came inside a request).
void require_limits(const Json& document, const JsonLimits& limits, std::string_view file);

// 1-based line on which the value at a JSON pointer ("/sets/gaussian/quantities/gap") starts in `text`, 0 if not found.
int line_of(std::string_view text, std::string_view pointer);

}  // namespace vi::lesson
