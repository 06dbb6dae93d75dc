#include "lesson/scene.h"

#include <cmath>

#include "core/number_text.h"
#include "core/text.h"
#include "lesson/named.h"
#include "lesson/suggest.h"

namespace vi::lesson {

SceneScope::SceneScope(const Lesson& lesson, const Scene& scene, const Settings& settings, Evaluation& evaluation)
    : lesson_(lesson),
      scene_(scene),
      evaluation_(evaluation),
      quantities_(scene.set->quantities.size()),
      magnitudes_(quantities_.size()) {
  for (const auto& entry : scene.book) parameters_.push_back(kept(entry.second));
  for (const auto& [name, value] : settings) set_parameter(name, value);
}

void SceneScope::set_parameter(std::string_view name, const Value& value) {
  const auto* found = set().find(name);
  if (found == nullptr || !found->is_parameter) {
    fail(Code::parameter, {"the scene \"", scene_.name, "\" has no parameter \"", name, "\""}, name,
         did_you_mean(name, names_of(set().parameters)));
  }
  const Parameter& parameter = set().parameters[found->place];
  const auto* number = value.number();
  if (number == nullptr) fail(Code::parameter, {name, " must be a number, got ", value.described()}, name);
  if (!parameter.allows(number->value)) {
    fail(Code::parameter,
         {name, " must be between ", to_text(parameter.low), " and ", to_text(parameter.high), ", got ",
          core::number_text(number->value)},
         name);
  }
  parameters_[found->place] = kept(value);
}

Value SceneScope::kept(const Value& value) const { return evaluation_.exact ? value : without_exact(value); }

const Value* SceneScope::find(std::string_view name) {
  const auto* found = set().find(name);
  if (found == nullptr) return nullptr;
  return found->is_parameter ? &parameters_[found->place] : &quantity_value(found->place);
}

const Value& SceneScope::quantity_value(std::size_t index) {
  auto& held = quantities_[index];
  if (!held) {
    const Quantity& quantity = set().quantities[index];
    held = at_place(*this, quantity.path, "", [&] { return evaluate(*quantity.expression, *this, evaluation_); });
  }
  return *held;
}

NodePtr SceneScope::expression_of(std::string_view name) {
  const auto* found = set().find(name);
  return found == nullptr || found->is_parameter ? nullptr : set().quantities[found->place].expression;
}

std::string_view SceneScope::symbol(std::string_view name) {
  const auto* found = set().find(name);
  if (found == nullptr) return {};
  return found->is_parameter ? set().parameters[found->place].symbol : set().quantities[found->place].symbol;
}

std::string_view SceneScope::name_of(const Node& node) {
  for (const auto& quantity : set().quantities) {
    if (!quantity.symbol.empty() && same_tree(*quantity.expression, node)) return quantity.name;
  }
  return {};
}

std::vector<std::string_view> SceneScope::names() {
  auto all = names_of(set().parameters);
  for (const auto& quantity : set().quantities) all.push_back(quantity.name);
  return all;
}

std::string SceneScope::place(std::string_view path) const { return spaced(lesson_.file, path); }

double SceneScope::deep_magnitude(const NodePtr& node) {
  Evaluation doubles = evaluation_;
  doubles.exact = false;
  double total = 0;
  for (const auto& [negative, term] : top_terms(node)) {
    const auto* named = term->kind == NodeKind::name ? set().find(term->text) : nullptr;
    if (named != nullptr && !named->is_parameter) {
      total += quantity_magnitude(named->place);
      continue;
    }
    const Value value = evaluate(*term, *this, doubles);
    if (const auto* number = value.number()) total += std::fabs(number->value);
  }
  return total;
}

double SceneScope::quantity_magnitude(std::size_t index) {
  auto& held = magnitudes_[index];
  if (!held) held = deep_magnitude(set().quantities[index].expression);
  return *held;
}

const char* to_string(IdentityState state) {
  switch (state) {
    case IdentityState::proved: return "proved";
    case IdentityState::numerical: return "numerical";
    case IdentityState::failed: return "failed";
  }
  return "";
}

IdentityResult evaluate_identity(const Identity& identity, SceneScope& scope) {
  const auto side = [&](const NodePtr& node, const char* name) {
    return at_place(scope, identity.path, name, [&] {
      const Value value = evaluate(*node, scope, scope.evaluation());
      if (value.number() == nullptr)
        fail(Code::type, {"a side of an identity must be a number, got ", value.described()});
      return value;
    });
  };
  IdentityResult result{IdentityState::failed, side(identity.left, "/left"), side(identity.right, "/right"), 0, 0};
  const Number& left = *result.left.number();
  const Number& right = *result.right.number();
  const double scale = scope.deep_magnitude(identity.left) + scope.deep_magnitude(identity.right);
  result.residual = left.value == right.value ? 0 : std::fabs(left.value - right.value);
  result.tolerance = 1e-12 * (scale + 1e-300);
  const bool within = std::isfinite(result.tolerance) && result.residual <= result.tolerance;
  if (left.exact && right.exact && *left.exact == *right.exact) {
    result.state = IdentityState::proved;
  } else if (result.residual == 0 || within) {
    result.state = IdentityState::numerical;
  }
  return result;
}

}  // namespace vi::lesson
