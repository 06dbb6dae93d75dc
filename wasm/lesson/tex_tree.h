// Expression trees as TeX: fewest brackets, real fractions.
#pragma once

#include "lesson/evaluate.h"
#include "lesson/tex_number.h"

namespace vi::lesson {

// Names by their symbols, calls by their templates.
Tex symbolic_tex(const Node& node, Scope& scope, Evaluation& evaluation);

// The same tree with today's numbers in place of names and of calls that are not elementary.
Tex substituted_tex(const Node& node, Scope& scope, Evaluation& evaluation, int digits);

}  // namespace vi::lesson
