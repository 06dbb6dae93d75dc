// Arithmetic on numbers with exact forms.
#pragma once

#include "lesson/value.h"

namespace vi::lesson {

// left (+ - * / ^) right. A result that is not a number (inf - inf, 0 * inf, a negative base to a fraction) and a
// division by zero are domain errors; overflow is inf.
Number arithmetic(const std::string& operation, const Number& left, const Number& right, bool exact);

// left (< <= > >= == !=) right: by exact forms where both are rational, otherwise by doubles.
bool comparison(const std::string& operation, const Number& left, const Number& right);

Number negated(const Number& operand, bool exact);

}  // namespace vi::lesson
