#include "core/check.h"

#include <cmath>
#include <string>

#include "core/error.h"
#include "core/number_text.h"
#include "core/text.h"

namespace vi::core {
namespace {

[[noreturn]] void refuse(const char* who, const char* what, std::string_view must, std::string_view got) {
  fail(Code::domain, {who, ": ", what, " must ", must, ", got ", got});
}

// "3 entries", "1 entry".
std::string counted(std::ptrdiff_t count, std::string_view of_what) {
  if (count != 1) return join({count, " ", of_what});
  if (of_what == "entries") return "1 entry";
  if (of_what.ends_with('s')) of_what.remove_suffix(1);
  return join({"1 ", of_what});
}

}  // namespace

void require_number(const char* who, const char* what, double value) {
  if (std::isnan(value)) refuse(who, what, "be a number", number_text(value));
}

void require_finite(const char* who, const char* what, double value) {
  if (!std::isfinite(value)) refuse(who, what, "be finite", number_text(value));
}

void require_positive(const char* who, const char* what, double value) {
  if (!(value > 0)) refuse(who, what, "be > 0", number_text(value));
  require_finite(who, what, value);
}

void require_nonnegative(const char* who, const char* what, double value) {
  if (!(value >= 0)) refuse(who, what, "be >= 0", number_text(value));
  require_finite(who, what, value);
}

void require_probability(const char* who, const char* what, double value) {
  if (!(value >= 0 && value <= 1)) refuse(who, what, "be between 0 and 1", number_text(value));
}

void require_count(const char* who, const char* what, std::int64_t value, std::int64_t least, std::int64_t most) {
  if (value >= least && value <= most) return;
  const std::string must =
      least == most ? join({"be ", least}) : join({"be a whole number from ", least, " to ", most});
  refuse(who, what, must, std::to_string(value));
}

void require_at_least(const char* who, const char* what, double value, double least) {
  if (!(value >= least)) refuse(who, what, join({"be >= ", number_text(least)}), number_text(value));
}

void require_size(const char* who, const char* what, std::ptrdiff_t size, std::ptrdiff_t least, std::ptrdiff_t most) {
  if (size < least || size > most)
    refuse(who, what, join({"have ", least, " to ", most, " entries"}), std::to_string(size));
}

void require_same_size(const char* who, const char* what, std::ptrdiff_t size, std::ptrdiff_t expected,
                       const char* of_what) {
  if (size != expected) refuse(who, what, join({"have ", counted(expected, of_what)}), std::to_string(size));
}

}  // namespace vi::core
