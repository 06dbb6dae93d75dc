// Expression trees as TeX: fewest brackets, real fractions.
#pragma once

#include "lesson/evaluate.h"
#include "lesson/tex_number.h"

namespace vi::lesson {

// Names by their symbols, calls by their templates.
Tex symbolic_tex(const Node& node, Scope& scope, Evaluation& evaluation);

// The same tree with today's numbers in place of names and of calls that are not elementary. `rounded` is set if one of
// them is shown by a rounding.
Tex substituted_tex(const Node& node, Scope& scope, Evaluation& evaluation, int digits, bool& rounded);

}  // namespace vi::lesson
