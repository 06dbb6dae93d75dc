// Arithmetic on numbers with exact forms.
#pragma once

#include "lesson/expression.h"

namespace vi::lesson {

// left (+ - * / ^) right. Powers with whole exponents up to 64 are products, within 1 ulp of the true value for
// squares and cubes and 1e-14 for all; others are exp(right log(left)), within 1e-13. A result that is not a number
// (inf - inf, 0 * inf, a negative base to a fraction) and a division by zero are domain errors; overflow is inf.
Number arithmetic(Operator operation, const Number& left, const Number& right, bool exact);

// left (< <= > >= == !=) right: by exact forms where both are rational, otherwise by doubles.
bool comparison(Operator operation, const Number& left, const Number& right);

Number negated(const Number& operand, bool exact);

}  // namespace vi::lesson
