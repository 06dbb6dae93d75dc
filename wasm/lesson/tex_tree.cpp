#include "lesson/tex_tree.h"

#include <cctype>

#include "core/text.h"
#include "lesson/functions.h"
#include "lesson/tex_template.h"

namespace vi::lesson {
namespace {

bool starts_with_digit(const std::string& text) {
  const std::string fraction = "\\tfrac";
  if (text.compare(0, fraction.size(), fraction) == 0) return true;
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) != 0;
}

bool ends_with_digit(const std::string& text) {
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.back())) != 0;
}

Tex symbol_tex(const std::string& symbol) {
  if (symbol.compare(0, 4, "\\log") == 0) return {symbol, Binding::product};
  return {symbol, symbol.find('^') != std::string::npos ? Binding::power : Binding::atom};
}

class Writer {
 public:
  virtual ~Writer() = default;
  Writer(Scope& scope, Evaluation& evaluation) : scope_(scope), evaluation_(evaluation) {}

  Tex write(const Node& node) {
    switch (node.kind) {
      case NodeKind::number: return {node.text};
      case NodeKind::name: return name(node);
      case NodeKind::negate: return negation(node);
      case NodeKind::binary: return binary(node);
      case NodeKind::call: return call(node);
      case NodeKind::index:
      case NodeKind::field: return part(node);
      case NodeKind::list:
      case NodeKind::record: break;
    }
    std::string inside;
    for (const auto& child : node.children) append_item(inside, ",\\, ", {write(*child).text});
    return {join({"[", inside, "]"})};
  }

 protected:
  virtual Tex name(const Node& node) = 0;
  virtual Tex call(const Node& node) = 0;
  virtual Tex part(const Node& node) = 0;

  Tex templated(const Node& node) {
    Arguments arguments;
    for (const auto& child : node.children) arguments.push_back(evaluate(*child, scope_, evaluation_));
    std::vector<Tex> pieces;
    for (const auto& child : node.children) pieces.push_back(write(*child));
    return fill_template(resolve(node.text, arguments), pieces);
  }

  Scope& scope_;
  Evaluation& evaluation_;

 private:
  Tex negation(const Node& node) {
    return {join({"-", at_least(write(*node.children[0]), Binding::product)}), Binding::negative};
  }

  Tex binary(const Node& node) {
    const char operation = node.text[0];
    if (operation == '/') return quotient(node);
    const Tex left = write(*node.children[0]);
    const Tex right = write(*node.children[1]);
    if (operation == '+')
      return {join({left.text, " + ", right.binding == Binding::negative ? bracketed(right.text) : right.text}),
              Binding::sum};
    if (operation == '-') return {join({left.text, " - ", at_least(right, Binding::product)}), Binding::sum};
    if (operation == '*') return product(left, right);
    if (operation == '^') return {join({at_least(left, Binding::atom), "^{", right.text, "}"}), Binding::power};
    return {left.text + relation(node.text) + right.text, Binding::sum};
  }

  static std::string relation(const std::string& operation) {
    if (operation == "<=") return " \\le ";
    if (operation == ">=") return " \\ge ";
    if (operation == "!=") return " \\ne ";
    return operation == "==" ? " = " : join({" ", operation, " "});
  }

  // A leading minus stays outside: (-a)*b is written -a b.
  static Tex product(const Tex& left, const Tex& right) {
    const std::string first = left.binding == Binding::negative ? left.text : at_least(left, Binding::product);
    const std::string second = at_least(right, Binding::product);
    const bool dot = starts_with_digit(second);
    const bool tight = ends_with_digit(first) && !dot;
    return {first +
                (dot     ? " \\cdot "
                 : tight ? " "
                         : "\\,") +
                second,
            left.binding == Binding::negative ? Binding::negative : Binding::product};
  }

  Tex quotient(const Node& node) {
    const Node& top = *node.children[0];
    const Node& bottom = *node.children[1];
    if (top.kind == NodeKind::negate) {
      const Tex size = over(*top.children[0], bottom);
      return {join({"-", size.text}), Binding::negative};
    }
    return over(top, bottom);
  }

  // log(x)/2 reads better as one half of a logarithm.
  Tex over(const Node& top, const Node& bottom) {
    const bool function_over_number =
        top.kind == NodeKind::call && top.text == "log" && bottom.kind == NodeKind::number;
    if (function_over_number) {
      return {join({"\\tfrac{1}{", bottom.text, "}\\,", write(top).text}), Binding::product};
    }
    return {join({"\\frac{", write(top).text, "}{", write(bottom).text, "}"}), Binding::fraction};
  }
};

class Symbols : public Writer {
 public:
  using Writer::Writer;

 protected:
  Tex name(const Node& node) override {
    const std::string symbol = scope_.symbol(node.text);
    if (!symbol.empty()) return symbol_tex(symbol);
    if (node.text == "pi") return {"\\pi"};
    return {node.text.size() == 1 ? node.text : join({"\\mathrm{", plain_name_tex(node.text), "}"})};
  }

  Tex call(const Node& node) override {
    const std::string symbol = scope_.symbol(scope_.name_of(node));
    return symbol.empty() ? templated(node) : symbol_tex(symbol);
  }

  Tex part(const Node& node) override {
    const std::string symbol = scope_.symbol(scope_.name_of(node));
    if (!symbol.empty()) return symbol_tex(symbol);
    const std::string base = write(*node.children[0]).text;
    if (node.kind == NodeKind::index) return {join({base, "_{", write(*node.children[1]).text, "}"})};
    return {join({base, "_{\\mathrm{", plain_name_tex(node.text), "}}"})};
  }
};

class Numbers : public Symbols {
 public:
  Numbers(Scope& scope, Evaluation& evaluation, int digits) : Symbols(scope, evaluation), digits_(digits) {}

 protected:
  Tex name(const Node& node) override {
    if (node.text == "pi") return {"\\pi"};
    return number_or(node, [&] { return Symbols::name(node); });
  }

  // Logarithms and roots keep their shape, with numbers inside; the rest of the calls become numbers.
  Tex call(const Node& node) override {
    const bool keeps_shape = node.text == "log" || node.text == "sqrt" || node.text == "exp" || node.text == "abs" ||
                             node.text == "min" || node.text == "max";
    if (keeps_shape) return templated(node);
    return number_or(node, [&] { return Symbols::call(node); });
  }

  Tex part(const Node& node) override {
    return number_or(node, [&] { return Symbols::part(node); });
  }

 private:
  template <class Otherwise>
  Tex number_or(const Node& node, const Otherwise& otherwise) {
    const Value value = evaluate(node, scope_, evaluation_);
    return value.number() != nullptr ? number_tex(*value.number(), digits_) : otherwise();
  }

  int digits_;
};

}  // namespace

Tex symbolic_tex(const Node& node, Scope& scope, Evaluation& evaluation) {
  return Symbols(scope, evaluation).write(node);
}

Tex substituted_tex(const Node& node, Scope& scope, Evaluation& evaluation, int digits) {
  return Numbers(scope, evaluation, digits).write(node);
}

}  // namespace vi::lesson
