// Making and comparing trees; text_of names the operators.
#include <algorithm>
#include <string>

#include "lesson/arena.h"
#include "lesson/expression.h"

namespace vi::lesson {
namespace {

void collect_names(const Node& node, std::vector<std::string_view>& names) {
  if (node.kind == NodeKind::name && std::find(names.begin(), names.end(), node.text) == names.end()) {
    names.push_back(node.text);
  }
  for (const auto& child : node.children) collect_names(*child, names);
}

}  // namespace

const char* text_of(Operator operation) {
  static constexpr const char* texts[] = {"", "+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!="};
  return texts[static_cast<std::size_t>(operation)];
}

NodePtr make_number(std::int64_t value) {
  Node node{NodeKind::number};
  node.text = keep_text(std::to_string(value));
  node.literal = Number{static_cast<double>(value), Exact(Rational{value, 1})};
  return keep_one(node);
}

NodePtr make_call(std::string_view function, const std::vector<NodePtr>& arguments, int column) {
  Node node{NodeKind::call};
  node.text = function;
  node.children = keep(arguments);
  node.column = column;
  return keep_one(node);
}

NodePtr make_binary(Operator operation, NodePtr left, NodePtr right) {
  Node node{NodeKind::binary, operation};
  node.text = text_of(operation);
  node.children = keep(std::vector<NodePtr>{left, right});
  node.column = left->column;
  return keep_one(node);
}

NodePtr make_negation(NodePtr operand) {
  Node node{NodeKind::negate};
  node.text = text_of(Operator::subtract);
  node.children = keep(std::vector<NodePtr>{operand});
  node.column = operand->column;
  return keep_one(node);
}

NodePtr with_children(const Node& node, const std::vector<NodePtr>& children) {
  Node copy = node;
  copy.children = keep(children);
  return keep_one(copy);
}

bool same_tree(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.text != b.text || a.children.size() != b.children.size()) return false;
  if (!std::equal(a.keys.begin(), a.keys.end(), b.keys.begin(), b.keys.end())) return false;
  for (std::size_t i = 0; i < a.children.size(); ++i) {
    if (!same_tree(*a.children[i], *b.children[i])) return false;
  }
  return true;
}

std::vector<std::string_view> free_names(const Node& node) {
  std::vector<std::string_view> names;
  collect_names(node, names);
  return names;
}

}  // namespace vi::lesson
