#include "lesson/expand.h"

#include "lesson/functions.h"

namespace vi::lesson {
namespace {

using Parts = std::vector<std::pair<std::string_view, NodePtr>>;

bool is_literal(const NodePtr& node, std::int64_t value) {
  if (node->kind != NodeKind::number || !node->literal.exact) return false;
  return node->literal.exact->rational() == Rational{value, 1};
}

// The operation without its neutral elements: 1*x, x + 0, 0*x, x^1, …
NodePtr tidy(Operator operation, const NodePtr& left, const NodePtr& right) {
  const bool adds = operation == Operator::add;
  const bool subtracts = operation == Operator::subtract;
  const bool multiplies = operation == Operator::multiply;
  const bool divides = operation == Operator::divide;
  const bool raises = operation == Operator::power;
  if (adds && is_literal(left, 0)) return right;
  if ((adds || subtracts) && is_literal(right, 0)) return left;
  if (subtracts && is_literal(left, 0)) return make_negation(right);
  if (multiplies && (is_literal(left, 0) || is_literal(right, 0))) return make_number(0);
  if (multiplies && is_literal(left, 1)) return right;
  if ((multiplies || divides || raises) && is_literal(right, 1)) return left;
  if (divides && is_literal(left, 0)) return left;
  if (raises && (is_literal(left, 1) || is_literal(left, 0))) return left;
  return make_binary(operation, left, right);
}

NodePtr substitute(const NodePtr& node, const Parts& parts) {
  if (node->kind == NodeKind::name) {
    for (const auto& [name, part] : parts) {
      if (name == node->text) return part;
    }
    return node;
  }
  if (node->children.empty()) return node;
  std::vector<NodePtr> children;
  for (const auto& child : node->children) children.push_back(substitute(child, parts));
  if (node->kind == NodeKind::binary) return tidy(node->operation, children[0], children[1]);
  if (node->kind == NodeKind::negate && is_literal(children[0], 0)) return children[0];
  return with_children(*node, children);
}

bool is_constructor_call(const NodePtr& node) {
  return node->kind == NodeKind::call && find_constructor(node->text) != nullptr;
}

class Expander {
 public:
  Expander(Scope& scope, Evaluation& evaluation) : scope_(scope), evaluation_(evaluation) {}

  NodePtr expand(const NodePtr& node) {
    if (node->kind == NodeKind::name) {
      const NodePtr expression = scope_.expression_of(node->text);
      return expression ? expand(expression) : node;
    }
    if (node->kind == NodeKind::field) return expand_field(node);
    return node->kind == NodeKind::call ? expand_call(node) : node;
  }

 private:
  NodePtr expand_call(const NodePtr& call) {
    const Function* function = function_of(*call);
    if (function == nullptr || function->body == nullptr) return call;
    // mean(posterior(…)) shows the posterior's own formula, not a name for it.
    if (function->name == "mean" || function->name == "variance") {
      const NodePtr made = expand(call->children[0]);
      if (is_constructor_call(made)) return instantiate(*function, {&made, 1}, call);
    }
    return instantiate(*function, call->children, call);
  }

  NodePtr expand_field(const NodePtr& field) {
    const NodePtr record = expand(field->children[0]);
    for (std::size_t i = 0; record->kind == NodeKind::record && i < record->keys.size(); ++i) {
      if (record->keys[i] == field->text) return record->children[i];
    }
    return field;
  }

  const Function* function_of(const Node& call) {
    return &resolve(call, evaluate_all(call.children, scope_, evaluation_));
  }

  NodePtr instantiate(const Function& function, std::span<const NodePtr> arguments, const NodePtr& call) {
    Parts parts;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (!take_apart(*function.pattern->children[i], arguments[i], parts)) return call;
    }
    return substitute(function.body, parts);
  }

  bool take_apart(const Node& pattern, const NodePtr& node, Parts& parts) {
    if (pattern.kind == NodeKind::name) {
      parts.emplace_back(pattern.text, node);
      return true;
    }
    NodePtr made = node;
    while (made->kind == NodeKind::name && scope_.expression_of(made->text)) made = scope_.expression_of(made->text);
    if (!is_constructor_call(made)) return by_accessors(pattern, node, parts);
    std::vector<NodePtr> fields(made->children.begin(), made->children.end());
    if (made->text == "normal_sd" && pattern.text == "normal")
      fields[1] = make_binary(Operator::power, fields[1], make_number(2));
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (!take_apart(*pattern.children[i], fields[i], parts)) return false;
    }
    return true;
  }

  // A normal that a function returned: its parts are mean(…) and variance(…).
  bool by_accessors(const Node& pattern, const NodePtr& node, Parts& parts) {
    if (pattern.text != "normal") return false;
    parts.emplace_back(pattern.children[0]->text, make_call("mean", {node}, node->column));
    parts.emplace_back(pattern.children[1]->text, make_call("variance", {node}, node->column));
    return true;
  }

  Scope& scope_;
  Evaluation& evaluation_;
};

}  // namespace

NodePtr expand(const NodePtr& node, Scope& scope, Evaluation& evaluation) {
  return Expander(scope, evaluation).expand(node);
}

}  // namespace vi::lesson
