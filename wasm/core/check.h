#pragma once

#include <cstddef>
#include <cstdint>

namespace vi::core {

// Argument checks: the first lines of every public function. Each throws Error(Code::domain) with one
// sentence, "WHO: WHAT must be …, got VALUE", and does nothing otherwise. Kernels stay branch-light because
// nothing behind these lines meets a NaN or a negative variance.

/// value is not NaN; ±inf pass.
void require_number(const char* who, const char* what, double value);

/// -inf < value < inf.
void require_finite(const char* who, const char* what, double value);

/// 0 < value < inf. Subnormal numbers are values.
void require_positive(const char* who, const char* what, double value);

/// 0 <= value < inf.
void require_nonnegative(const char* who, const char* what, double value);

/// 0 <= value <= 1.
void require_probability(const char* who, const char* what, double value);

/// least <= value <= most: of counts, whose maxima the functions document.
void require_count(const char* who, const char* what, std::int64_t value, std::int64_t least, std::int64_t most);

/// value >= least; ±inf follow the order, NaN is refused.
void require_at_least(const char* who, const char* what, double value, double least);

/// least <= size <= most.
void require_size(const char* who, const char* what, std::ptrdiff_t size, std::ptrdiff_t least, std::ptrdiff_t most);

/// size == expected; `of_what` says what is counted, e.g. "entries" or "rows".
void require_same_size(const char* who, const char* what, std::ptrdiff_t size, std::ptrdiff_t expected,
                       const char* of_what = "entries");

}  // namespace vi::core
