#include "lesson/derivation.h"

#include <algorithm>

#include "core/text.h"
#include "lesson/tex_number.h"
#include "lesson/tex_tree.h"

namespace vi::lesson {
namespace {

// Symbols of a derivation that stand for no number: z in 5 z^2 - 8 x z.
class FreeSymbols : public LocalScope {
 public:
  FreeSymbols(const Derivation& derivation, Scope& outer) : LocalScope(&outer), free_(derivation.free) {}

  std::string_view symbol(std::string_view name) override {
    for (const auto& [symbol, tex] : free_) {
      if (symbol == name) return tex;
    }
    return LocalScope::symbol(name);
  }

  bool holds_free(const Node& node) const {
    for (const auto& name : free_names(node)) {
      for (const auto& entry : free_) {
        if (entry.first == name) return true;
      }
    }
    return false;
  }

 private:
  std::span<const std::pair<std::string_view, std::string_view>> free_;
};

Number size_of(const Number& number) {
  if (!(number.value < 0)) return number;
  return {-number.value, number.exact ? negate(*number.exact) : std::nullopt};
}

// A coefficient before its monomial: 1 is implied, a sum gets brackets.
std::string with_monomial(const Number& size, std::string_view monomial, int digits) {
  const Tex coefficient = number_tex(size, digits);
  if (monomial.empty() || monomial == "1") return coefficient.text;
  const bool one = size.exact ? size.exact->is_one() : size.value == 1;
  if (one) return std::string(monomial);
  const bool starts_with_digit = monomial[0] >= '0' && monomial[0] <= '9';
  return join({at_least(coefficient, Binding::product), starts_with_digit ? " \\cdot " : " ", monomial});
}

std::string sum_tex(const Step& step, Scope& scope, Evaluation& evaluation) {
  std::string text;
  for (const auto& [coefficient, monomial] : step.sum) {
    const Value value = evaluate(*coefficient, scope, evaluation);
    if (value.number() == nullptr) fail(Code::type, {"a coefficient must be a number, got ", value.described()});
    const Number& number = *value.number();
    if (number.value == 0) continue;
    const bool negative = number.value < 0;
    text += text.empty() ? (negative ? "-" : "") : (negative ? " - " : " + ");
    text += with_monomial(size_of(number), fill_holes(monomial, scope, evaluation, step.digits), step.digits);
  }
  return text.empty() ? "0" : text;
}

std::string over_tex(const std::string& sum, const Step& step, Scope& scope, Evaluation& evaluation) {
  if (step.over == nullptr) return sum;
  const Value value = evaluate(*step.over, scope, evaluation);
  if (value.number() == nullptr) fail(Code::type, {"\"over\" must be a number, got ", value.described()});
  if (value.number()->value == 1) return sum;
  return join({"\\frac{", sum, "}{", number_tex(*value.number(), step.digits).text, "}"});
}

std::string wrapped(std::string_view wrap, const std::string& sum) {
  if (wrap.empty()) return sum;
  const auto at = wrap.find("\\sum");
  return join({wrap.substr(0, at), sum, wrap.substr(at + 4)});
}

// What the line is about: as written, otherwise the symbol of the quantity that is shown.
std::string left_side(const Step& step, Scope& scope, Evaluation& evaluation) {
  if (!step.lhs.empty()) return fill_holes(step.lhs, scope, evaluation, step.digits);
  const bool named = step.show != nullptr && step.show->kind == NodeKind::name;
  return std::string(named ? scope.symbol(step.show->text) : std::string_view{});
}

Line show_line(const Step& step, FreeSymbols& scope, Evaluation& evaluation) {
  Line line{step.say, left_side(step, scope, evaluation), {}};
  if (scope.holds_free(*step.show)) {
    line.parts.push_back({"symbolic", symbolic_tex(*step.show, scope, evaluation).text, "="});
  } else {
    line.parts = face_parts(step.show, step.faces, step.digits, scope, evaluation);
  }
  return line;
}

Line line_of_step(const Step& step, const Derivation& derivation, SceneScope& scene) {
  Evaluation& evaluation = scene.evaluation();
  FreeSymbols scope(derivation, scene);
  for (const auto& [name, expression] : step.let) scope.set(name, evaluate(*expression, scope, evaluation));
  if (step.show != nullptr) return show_line(step, scope, evaluation);
  Line line{step.say, left_side(step, scope, evaluation), {}};
  if (!step.sum.empty()) {
    const std::string sum = over_tex(sum_tex(step, scope, evaluation), step, scope, evaluation);
    line.parts.push_back({"sum", wrapped(fill_holes(step.wrap, scope, evaluation, step.digits), sum), "="});
  } else {
    line.parts.push_back({"tex", fill_holes(step.tex, scope, evaluation, step.digits), "="});
  }
  return line;
}

}  // namespace

std::vector<Line> derivation_lines(const Derivation& derivation, SceneScope& scope) {
  std::vector<Line> lines;
  for (const auto& step : derivation.steps) {
    lines.push_back(at_place(scope, step.path, "", [&] { return line_of_step(step, derivation, scope); }));
  }
  return lines;
}

std::vector<LinePart> face_parts(const NodePtr& node, const std::vector<Face>& faces, int digits, Scope& scope,
                                 Evaluation& evaluation) {
  std::vector<LinePart> parts;
  const bool wants_exact = std::find(faces.begin(), faces.end(), Face::exact) != faces.end();
  for (const Face face : faces) {
    const FaceTex tex = face_tex(face, node, scope, evaluation, digits);
    const bool repeats = !parts.empty() && parts.back().tex == tex.text;
    // An exact number may not follow a rounded one with "=": the line then goes from symbols to the exact form.
    const bool in_the_way = face == Face::substituted && tex.rounded && wants_exact;
    if (tex.text.empty() || repeats || (in_the_way && is_exact(evaluate(*node, scope, evaluation)))) continue;
    parts.push_back({name_of(face), tex.text, tex.rounded ? "\\approx" : "="});
  }
  return parts;
}

std::string fill_holes(const TexHoles& holes, Scope& scope, Evaluation& evaluation, int digits) {
  std::string text;
  for (const auto& part : holes.parts) {
    text += part.literal;
    if (part.hole == nullptr) continue;
    const Value value = evaluate(*part.hole, scope, evaluation);
    const Tex tex = value.number() != nullptr ? number_tex(*value.number(), digits) : value_tex(value, digits, false);
    text += part.bracketed ? at_least(tex, Binding::product) : tex.text;
  }
  return text;
}

}  // namespace vi::lesson
