#include "lesson/faces.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/error.h"
#include "lesson/expand.h"
#include "lesson/suggest.h"
#include "lesson/tex_number.h"
#include "lesson/tex_tree.h"

namespace vi::lesson {
namespace {

struct Term {
  bool negative;
  Number size;
};

std::vector<Term> signed_terms(const NodePtr& node, Scope& scope, Evaluation& evaluation) {
  std::vector<Term> terms;
  for (const auto& [negative, part] : top_terms(expand(node, scope, evaluation))) {
    const Value value = evaluate(*part, scope, evaluation);
    if (value.number() == nullptr || !std::isfinite(value.number()->value)) return {};
    Number size = *value.number();
    if (size.value == 0) continue;
    const bool flips = size.value < 0;
    if (flips) {
      size.value = -size.value;
      if (size.exact) size.exact = negate(*size.exact);
    }
    terms.push_back({negative != flips, size});
  }
  return terms;
}

// A term that ends within six decimals is shown whole, the others with `digits` decimals.
std::string term_text(const Number& size, int digits) { return decimal_text(size.value, decimals_of(size, digits)); }

// A decimal in millionths, so that shown terms add without rounding.
long long millionths(std::string_view text) {
  const auto point = text.find('.');
  std::string digits(text.substr(0, point));
  std::string behind(point == std::string_view::npos ? "" : text.substr(point + 1));
  behind.resize(most_decimals, '0');
  return std::atoll((digits + behind).c_str());
}

// Rounds millionths to `digits` decimals, halves away from zero.
long long rounded_to(long long value, int digits) {
  long long unit = 1;
  for (int i = digits; i < most_decimals; ++i) unit *= 10;
  const long long half = value < 0 ? -unit / 2 : unit / 2;
  return (value + half) / unit;
}

bool sums_to(const std::vector<Term>& terms, int digits, double total, int total_digits) {
  long long sum = 0;
  for (const auto& term : terms) {
    const long long size = millionths(term_text(term.size, digits));
    sum += term.negative ? -size : size;
  }
  const std::string shown = decimal_text(std::fabs(total), total_digits);
  const long long wanted = total < 0 ? -millionths(shown) : millionths(shown);
  return rounded_to(sum, total_digits) == rounded_to(wanted, total_digits);
}

FaceTex terms_face(const NodePtr& node, Scope& scope, Evaluation& evaluation, int digits) {
  const auto terms = signed_terms(node, scope, evaluation);
  constexpr double largest = 1e9;
  for (const auto& term : terms) {
    if (term.size.value > largest) return {};
  }
  if (terms.size() < 2) return {};
  const double total = evaluate(*node, scope, evaluation).number()->value;
  const int total_digits = std::min(digits, most_decimals);
  int shown = total_digits;
  while (shown < most_decimals && !sums_to(terms, shown, total, total_digits)) ++shown;
  FaceTex face;
  for (const auto& term : terms) {
    const bool first = face.text.empty();
    face.text += term.negative ? (first ? "-" : " - ") : (first ? "" : " + ");
    face.text += term_text(term.size, shown);
    face.rounded = face.rounded || !is_shown_exactly(term.size, most_decimals);
  }
  if (!sums_to(terms, shown, total, total_digits)) face.text += "\\ \\text{(rounded)}";
  return face;
}

FaceTex substituted_face(const Node& node, Scope& scope, Evaluation& evaluation, int digits) {
  bool rounded = false;
  std::string text = substituted_tex(node, scope, evaluation, digits, rounded).text;
  return {std::move(text), rounded};
}

FaceTex exact_face(const Value& value) {
  if (exact_text(value).empty()) return {};
  return {value_tex(value, default_digits, false).text, false};
}

FaceTex decimal_face(const Value& value, int digits) {
  const auto* number = value.number();
  const bool rounded = number == nullptr
                           ? exact_text(value).empty()
                           : !is_shown_exactly(*number, decimals_of(*number, digits)) && std::isfinite(number->value);
  return {value_tex(value, digits, true).text, rounded};
}

}  // namespace

Face face_named(std::string_view name) {
  std::vector<std::string_view> known;
  for (const Face face : {Face::symbolic, Face::substituted, Face::terms, Face::exact, Face::decimal}) {
    if (name == name_of(face)) return face;
    known.emplace_back(name_of(face));
  }
  fail(Code::bad_request, {"unknown face \"", name, "\""}, {}, did_you_mean(name, known));
}

const char* name_of(Face face) {
  switch (face) {
    case Face::symbolic: return "symbolic";
    case Face::substituted: return "substituted";
    case Face::terms: return "terms";
    case Face::exact: return "exact";
    case Face::decimal: return "decimal";
  }
  return "";
}

FaceTex face_tex(Face face, const NodePtr& node, Scope& scope, Evaluation& evaluation, int digits) {
  switch (face) {
    case Face::symbolic: return {symbolic_tex(*expand(node, scope, evaluation), scope, evaluation).text, false};
    case Face::substituted: return substituted_face(*expand(node, scope, evaluation), scope, evaluation, digits);
    case Face::terms: return terms_face(node, scope, evaluation, digits);
    case Face::exact: return exact_face(evaluate(*node, scope, evaluation));
    case Face::decimal: return decimal_face(evaluate(*node, scope, evaluation), digits);
  }
  return {};
}

}  // namespace vi::lesson
