// Text to tree, by recursive descent.
#include "lesson/expression.h"

#include <algorithm>
#include <string>

#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"
#include "lesson/arena.h"

namespace vi::lesson {
namespace {

std::string at(std::size_t column) { return join({"column ", column}); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// The character at `i` as a reader sees it: one UTF-8 sequence.
std::string_view shown(std::string_view text, std::size_t i) {
  std::size_t length = 1;
  while (i + length < text.size() && (static_cast<unsigned char>(text[i + length]) & 0xC0) == 0x80) ++length;
  return text.substr(i, length);
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
        fail(Code::too_deep, {"the expression nests deeper than ", deepest_expression, " levels"},
             at(parser_.place_ + 1), "name a part of it as a quantity of its own");
      }
    }
    ~Level() { --parser_.depth_; }
    Parser& parser_;
  };

  NodePtr comparison() {
    NodePtr left = sum();
    for (const auto operation : {Operator::at_most, Operator::at_least, Operator::equal, Operator::unequal,
                                 Operator::less, Operator::greater}) {
      if (take(text_of(operation))) return make_binary(operation, left, sum());
    }
    return left;
  }

  NodePtr sum() {
    NodePtr left = product();
    while (true) {
      if (take("+")) {
        left = make_binary(Operator::add, left, product());
      } else if (take("-")) {
        left = make_binary(Operator::subtract, left, product());
      } else {
        return left;
      }
    }
  }

  NodePtr product() {
    NodePtr left = unary();
    while (true) {
      if (take("*")) {
        left = make_binary(Operator::multiply, left, unary());
      } else if (take("/")) {
        left = make_binary(Operator::divide, left, unary());
      } else {
        return left;
      }
    }
  }

  NodePtr unary() {
    const Level level(*this);
    skip_space();
    const std::size_t column = place_ + 1;
    if (take("-")) return made(NodeKind::negate, text_of(Operator::subtract), column, {unary()});
    return power();
  }

  NodePtr power() {
    NodePtr base = postfix();
    if (take("^")) return make_binary(Operator::power, base, unary());
    return base;
  }

  NodePtr postfix() {
    NodePtr node = primary();
    while (true) {
      skip_space();
      const std::size_t column = place_ + 1;
      if (take("[")) {
        node = made(NodeKind::index, "[]", column, {node, sum()});
        expect("]");
      } else if (place_ + 1 < text_.size() && text_[place_] == '.' && is_letter(text_[place_ + 1])) {
        ++place_;
        node = made(NodeKind::field, name(), column, {node});
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
      return made(NodeKind::list, "[]", column, sequence("]"));
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
    Node node{NodeKind::number};
    node.text = text_.substr(begin, place_ - begin);
    node.column = static_cast<int>(begin + 1);
    node.literal.value = core::parse_decimal(node.text);
    if (const auto exact = rational_from_decimal(node.text)) node.literal.exact = Exact(*exact);
    return keep_one(node);
  }

  NodePtr name_or_call(std::size_t column) {
    const std::string_view text = name();
    if (!take("(")) return made(NodeKind::name, text, column, {});
    return made(NodeKind::call, text, column, sequence(")"));
  }

  NodePtr record(std::size_t column) {
    std::vector<std::string_view> keys;
    std::vector<NodePtr> values;
    skip_space();
    const bool empty = place_ < text_.size() && text_[place_] == '}';
    if (!empty) do {
        skip_space();
        const std::size_t begin = place_;
        const std::string_view key = name();
        if (key.empty()) unexpected();
        if (std::find(keys.begin(), keys.end(), key) != keys.end())
          fail(Code::duplicate, {"the key \"", key, "\" stands twice in one record"}, at(begin + 1),
               "remove or rename one");
        keys.push_back(key);
        expect(":");
        values.push_back(comparison());
      } while (take(","));
    expect("}");
    Node node{NodeKind::record};
    node.text = "{}";
    node.children = keep(values);
    node.keys = keep(keys);
    node.column = static_cast<int>(column);
    return keep_one(node);
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

  std::string_view name() {
    const std::size_t begin = place_;
    while (place_ < text_.size() && (is_letter(text_[place_]) || is_digit(text_[place_]))) ++place_;
    return text_.substr(begin, place_ - begin);
  }

  static NodePtr made(NodeKind kind, std::string_view text, std::size_t column, const std::vector<NodePtr>& children) {
    Node node{kind};
    node.text = text;
    node.children = keep(children);
    node.column = static_cast<int>(column);
    return keep_one(node);
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
    const std::string_view found = shown(text_, place_);
    fail(Code::syntax, {"unexpected \"", found, "\""}, at(place_ + 1),
         found == "="       ? "compare with =="
         : found.size() > 1 ? "use plain characters: + - * / ^ ( )"
                            : "");
  }

  std::string_view text_;
  std::size_t place_ = 0;
  int depth_ = 0;
};

}  // namespace

bool is_free_name(std::string_view text) {
  if (text.empty() || is_digit(text[0]) || text == "pi" || text == "inf" || text == "nan") return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

NodePtr parse(std::string_view text) {
  if (text.size() > longest_expression) {
    fail(Code::too_long, {"the expression has ", text.size(), " characters; at most ", longest_expression, " are read"},
         at(longest_expression + 1), "name parts of it as quantities of their own");
  }
  return Parser(keep_text(text)).whole();
}

}  // namespace vi::lesson
