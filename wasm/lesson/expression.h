// The expression language: what lessons, requests and learners write. This file turns text into a tree.
//
//   comparison   sum (< <= > >= == != sum)?
//   sum          product (+|- product)*
//   product      unary (*|/ unary)*
//   unary        - unary | power
//   power        postfix (^ unary)?                 right-associative: -x^2 is -(x^2)
//   postfix      primary ([sum] | .name)*
//   primary      number | name | name(arguments) | (comparison) | [list] | {name: value, …}
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lesson/value.h"

namespace vi::lesson {

enum class NodeKind { number, name, negate, binary, call, list, index, field, record };

enum class Operator { none, add, subtract, multiply, divide, power, less, at_most, greater, at_least, equal, unequal };
const char* text_of(Operator operation);

struct Function;

// Trees lie in the arena they were made in.
struct Node;
using NodePtr = const Node*;

struct Node {
  NodeKind kind;
  Operator operation = Operator::none;       // of a binary
  std::string_view text{};                   // name, function or field; as written for an operator and a number
  std::span<const NodePtr> children{};       // operands, arguments, elements
  std::span<const std::string_view> keys{};  // of a record
  Number literal{};                          // of a number
  int column = 0;                            // 1-based place in the text
  // Of a call: the functions of its name, looked up when it is first resolved.
  mutable const Function* first_overload = nullptr;
  mutable std::size_t overload_count = 0;
};

inline constexpr std::size_t longest_expression = 2000;
inline constexpr int deepest_expression = 64;

// The tree of `text`. Errors: syntax, too_long, too_deep, each with its column in `where`.
NodePtr parse(std::string_view text);

// Letters, digits and _, a letter or _ first; not a constant of the language (pi, inf, nan).
bool is_free_name(std::string_view text);

// Building blocks for trees made by expansion. Texts must outlive the arena in use.
NodePtr make_number(std::int64_t value);
NodePtr make_call(std::string_view function, const std::vector<NodePtr>& arguments, int column);
NodePtr make_binary(Operator operation, NodePtr left, NodePtr right);
NodePtr make_negation(NodePtr operand);
NodePtr with_children(const Node& node, const std::vector<NodePtr>& children);

// True if both trees are the same apart from columns.
bool same_tree(const Node& a, const Node& b);

// The names a tree reads, each once, in order of appearance.
std::vector<std::string_view> free_names(const Node& node);

}  // namespace vi::lesson
