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

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/value.h"

namespace vi::lesson {

enum class NodeKind { number, name, negate, binary, call, list, index, field, record };

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Node {
  NodeKind kind;
  std::string text;               // name, operator, function or field; as written for a number
  std::vector<NodePtr> children;  // operands, arguments, elements
  std::vector<std::string> keys;  // of a record
  Number literal;                 // of a number
  int column = 0;                 // 1-based place in the text
};

inline constexpr std::size_t longest_expression = 2000;
inline constexpr int deepest_expression = 64;

// The tree of `text`. Errors: syntax, too_long, too_deep, each with its column in `where`.
NodePtr parse(std::string_view text);

// Building blocks for trees made by expansion.
NodePtr make_number(std::int64_t value);
NodePtr make_call(std::string function, std::vector<NodePtr> arguments, int column);
NodePtr make_binary(std::string operation, NodePtr left, NodePtr right);
NodePtr make_negation(NodePtr operand);

// True if both trees are the same apart from columns.
bool same_tree(const Node& a, const Node& b);

// The names a tree reads, each once, in order of appearance.
std::vector<std::string> free_names(const Node& node);

}  // namespace vi::lesson
