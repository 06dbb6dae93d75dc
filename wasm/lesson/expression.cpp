#include "lesson/expression.h"

#include <algorithm>
#include <cstdlib>

#include "core/error.h"
#include "core/text.h"

namespace vi::lesson {
namespace {

std::string at(std::size_t column) { return join({"column ", std::to_string(column)}); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// The character at `i` as a reader sees it: one UTF-8 sequence.
std::string shown(std::string_view text, std::size_t i) {
  std::size_t length = 1;
  while (i + length < text.size() && (static_cast<unsigned char>(text[i + length]) & 0xC0) == 0x80) ++length;
  return std::string(text.substr(i, length));
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  NodePtr whole() {
    NodePtr node = comparison();
    skip_space();
    if (place_ < text_.size()) unexpected();
    return node;
  }

 private:
  // Counts how deep the tree nests, so that neither parsing nor evaluation can exhaust the stack.
  struct Level {
    explicit Level(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > deepest_expression) {
        fail(Code::too_deep, {"the expression nests deeper than ", std::to_string(deepest_expression), " levels"},
             at(parser_.place_ + 1), "name a part of it as a quantity of its own");
      }
    }
    ~Level() { --parser_.depth_; }
    Parser& parser_;
  };

  NodePtr comparison() {
    NodePtr left = sum();
    for (const char* operation : {"<=", ">=", "==", "!=", "<", ">"}) {
      if (take(operation)) return binary(operation, left, sum());
    }
    return left;
  }

  NodePtr sum() {
    NodePtr left = product();
    while (true) {
      if (take("+")) {
        left = binary("+", left, product());
      } else if (take("-")) {
        left = binary("-", left, product());
      } else {
        return left;
      }
    }
  }

  NodePtr product() {
    NodePtr left = unary();
    while (true) {
      if (take("*")) {
        left = binary("*", left, unary());
      } else if (take("/")) {
        left = binary("/", left, unary());
      } else {
        return left;
      }
    }
  }

  NodePtr unary() {
    const Level level(*this);
    skip_space();
    const std::size_t column = place_ + 1;
    if (take("-")) {
      auto node = start(NodeKind::negate, "-", column);
      node->children.push_back(unary());
      return node;
    }
    return power();
  }

  NodePtr power() {
    NodePtr base = postfix();
    if (take("^")) return binary("^", base, unary());
    return base;
  }

  NodePtr postfix() {
    NodePtr node = primary();
    while (true) {
      skip_space();
      const std::size_t column = place_ + 1;
      if (take("[")) {
        auto index = start(NodeKind::index, "[]", column);
        index->children = {node, sum()};
        expect("]");
        node = index;
      } else if (place_ + 1 < text_.size() && text_[place_] == '.' && is_letter(text_[place_ + 1])) {
        ++place_;
        auto field = start(NodeKind::field, name(), column);
        field->children = {node};
        node = field;
      } else {
        return node;
      }
    }
  }

  NodePtr primary() {
    skip_space();
    if (place_ >= text_.size()) {
      fail(Code::syntax, {"the expression ends where a value is expected"}, at(place_ + 1),
           "add a number, a name or a closing part");
    }
    const std::size_t column = place_ + 1;
    const char c = text_[place_];
    if (is_digit(c) || (c == '.' && place_ + 1 < text_.size() && is_digit(text_[place_ + 1]))) return number();
    if (is_letter(c)) return name_or_call(column);
    if (take("(")) {
      NodePtr inside = comparison();
      expect(")");
      return inside;
    }
    if (take("[")) {
      auto list = start(NodeKind::list, "[]", column);
      list->children = sequence("]");
      return list;
    }
    if (take("{")) return record(column);
    unexpected();
  }

  NodePtr number() {
    const std::size_t begin = place_;
    while (place_ < text_.size() && is_digit(text_[place_])) ++place_;
    if (place_ < text_.size() && text_[place_] == '.') ++place_;
    while (place_ < text_.size() && is_digit(text_[place_])) ++place_;
    if (place_ < text_.size() && (text_[place_] == 'e' || text_[place_] == 'E')) {
      std::size_t exponent = place_ + 1;
      if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
      if (exponent < text_.size() && is_digit(text_[exponent])) {
        while (exponent < text_.size() && is_digit(text_[exponent])) ++exponent;
        place_ = exponent;
      }
    }
    if (place_ < text_.size() && (is_letter(text_[place_]) || text_[place_] == '(')) {
      fail(Code::syntax, {"a number is followed by \"", shown(text_, place_), "\" without an operator"}, at(place_ + 1),
           "write the product with *, as in 2*x");
    }
    auto node = start(NodeKind::number, std::string(text_.substr(begin, place_ - begin)), begin + 1);
    node->literal.value = std::strtod(node->text.c_str(), nullptr);
    if (const auto exact = rational_from_decimal(node->text)) node->literal.exact = Exact(*exact);
    return node;
  }

  NodePtr name_or_call(std::size_t column) {
    std::string text = name();
    if (!take("(")) return start(NodeKind::name, std::move(text), column);
    auto call = start(NodeKind::call, std::move(text), column);
    call->children = sequence(")");
    return call;
  }

  NodePtr record(std::size_t column) {
    auto node = start(NodeKind::record, "{}", column);
    do {
      skip_space();
      node->keys.push_back(name());
      if (node->keys.back().empty()) unexpected();
      expect(":");
      node->children.push_back(comparison());
    } while (take(","));
    expect("}");
    return node;
  }

  std::vector<NodePtr> sequence(const char* close) {
    std::vector<NodePtr> nodes;
    if (take(close)) return nodes;
    do {
      nodes.push_back(comparison());
    } while (take(","));
    expect(close);
    return nodes;
  }

  std::string name() {
    const std::size_t begin = place_;
    while (place_ < text_.size() && (is_letter(text_[place_]) || is_digit(text_[place_]))) ++place_;
    return std::string(text_.substr(begin, place_ - begin));
  }

  NodePtr binary(const std::string& operation, NodePtr left, NodePtr right) {
    auto node = start(NodeKind::binary, operation, static_cast<std::size_t>(left->column));
    node->children = {std::move(left), std::move(right)};
    return node;
  }

  static std::shared_ptr<Node> start(NodeKind kind, std::string text, std::size_t column) {
    auto node = std::make_shared<Node>();
    node->kind = kind;
    node->text = std::move(text);
    node->column = static_cast<int>(column);
    return node;
  }

  void skip_space() {
    while (place_ < text_.size() && (text_[place_] == ' ' || text_[place_] == '\t' || text_[place_] == '\n')) ++place_;
  }

  // "<" is taken only where "<=" does not stand, and so on: the longer operators are tried first.
  bool take(std::string_view token) {
    skip_space();
    constexpr std::string_view typographic_minus = "\u2212";
    const auto here = text_.substr(place_);
    if (token == "-" && here.substr(0, typographic_minus.size()) == typographic_minus) {
      place_ += typographic_minus.size();
      return true;
    }
    if (here.substr(0, token.size()) != token) return false;
    place_ += token.size();
    return true;
  }

  void expect(const char* token) {
    if (take(token)) return;
    if (place_ >= text_.size()) {
      fail(Code::syntax, {"the expression ends before its \"", token, "\""}, at(place_ + 1),
           join({"add \"", token, "\""}));
    }
    fail(Code::syntax, {"expected \"", token, "\" but found \"", shown(text_, place_), "\""}, at(place_ + 1));
  }

  [[noreturn]] void unexpected() {
    skip_space();
    if (place_ >= text_.size()) fail(Code::syntax, {"the expression ends too early"}, at(place_ + 1));
    const std::string found = shown(text_, place_);
    fail(Code::syntax, {"unexpected \"", found, "\""}, at(place_ + 1),
         found == "="       ? "compare with =="
         : found.size() > 1 ? "use plain characters: + - * / ^ ( )"
                            : "");
  }

  std::string_view text_;
  std::size_t place_ = 0;
  int depth_ = 0;
};

std::shared_ptr<Node> bare(NodeKind kind, std::string text, int column) {
  auto node = std::make_shared<Node>();
  node->kind = kind;
  node->text = std::move(text);
  node->column = column;
  return node;
}

void collect_names(const Node& node, std::vector<std::string>& names) {
  if (node.kind == NodeKind::name && std::find(names.begin(), names.end(), node.text) == names.end()) {
    names.push_back(node.text);
  }
  for (const auto& child : node.children) collect_names(*child, names);
}

}  // namespace

NodePtr parse(std::string_view text) {
  if (text.size() > longest_expression) {
    fail(Code::too_long,
         {"the expression has ", std::to_string(text.size()), " characters; at most ",
          std::to_string(longest_expression), " are read"},
         at(longest_expression + 1), "name parts of it as quantities of their own");
  }
  return Parser(text).whole();
}

NodePtr make_number(std::int64_t value) {
  auto node = bare(NodeKind::number, std::to_string(value), 0);
  node->literal = Number{static_cast<double>(value), Exact(Rational{value, 1})};
  return node;
}

NodePtr make_call(std::string function, std::vector<NodePtr> arguments, int column) {
  auto node = bare(NodeKind::call, std::move(function), column);
  node->children = std::move(arguments);
  return node;
}

NodePtr make_binary(std::string operation, NodePtr left, NodePtr right) {
  auto node = bare(NodeKind::binary, std::move(operation), left->column);
  node->children = {std::move(left), std::move(right)};
  return node;
}

NodePtr make_negation(NodePtr operand) {
  auto node = bare(NodeKind::negate, "-", operand->column);
  node->children = {std::move(operand)};
  return node;
}

bool same_tree(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.text != b.text || a.keys != b.keys || a.children.size() != b.children.size()) return false;
  for (std::size_t i = 0; i < a.children.size(); ++i) {
    if (!same_tree(*a.children[i], *b.children[i])) return false;
  }
  return true;
}

std::vector<std::string> free_names(const Node& node) {
  std::vector<std::string> names;
  collect_names(node, names);
  return names;
}

}  // namespace vi::lesson
