// Expansion: a named quantity or a call replaced by what it stands for, one level deep.
#pragma once

#include "lesson/evaluate.h"
#include "lesson/expression.h"

namespace vi::lesson {

// What a face shows of `node`: a name becomes its expression, a call with a definition becomes the definition with
// the call's arguments put in. Factors 1, terms 0 and the like that the arguments bring are left out; nothing else is
// simplified. A normal that is itself the result of a call enters as mean(…) and variance(…) of its name.
NodePtr expand(const NodePtr& node, Scope& scope, Evaluation& evaluation);

}  // namespace vi::lesson
