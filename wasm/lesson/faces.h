// The five faces of an expression.
#pragma once

#include <string>
#include <vector>

#include "lesson/evaluate.h"

namespace vi::lesson {

enum class Face { symbolic, substituted, terms, exact, decimal };

// Error(bad_request) for a name that is none.
Face face_named(std::string_view name);
const char* name_of(Face face);

struct FaceTex {
  std::string text;      // empty where the expression has no such face (no exact form, a single term)
  bool rounded = false;  // true where it shows a rounding: the page writes ≈ before it
};

inline constexpr int default_digits = 3;

// One face of `node`. `digits` is the number of decimals of the decimal face; terms add digits, up to 6, until the
// shown terms sum to the shown total.
FaceTex face_tex(Face face, const NodePtr& node, Scope& scope, Evaluation& evaluation, int digits);

}  // namespace vi::lesson
