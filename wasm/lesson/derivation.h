// The lines of a derivation at the scene's current numbers.
#pragma once

#include <string>
#include <vector>

#include "lesson/scene.h"

namespace vi::lesson {

struct LinePart {
  std::string_view face;  // symbolic, substituted, terms, exact, decimal, sum, tex
  std::string tex;
  std::string_view relation;  // "=" or "\approx", what stands before it
};

struct Line {
  std::string_view say;  // in the lesson
  std::string lhs;
  std::vector<LinePart> parts;
};

std::vector<Line> derivation_lines(const Derivation& derivation, SceneScope& scope);

// The faces of one expression of the scene, in the order asked; a face that is empty or repeats the one before is left
// out.
std::vector<LinePart> face_parts(const NodePtr& node, const std::vector<Face>& faces, int digits, Scope& scope,
                                 Evaluation& evaluation);

// TeX with its holes filled: exact where there is a form, brackets around negative numbers and sums.
std::string fill_holes(const TexHoles& holes, Scope& scope, Evaluation& evaluation, int digits);

}  // namespace vi::lesson
