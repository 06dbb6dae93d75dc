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

Tex symbol_tex(std::string_view symbol) {
  if (symbol.substr(0, 4) == "\\log") return {std::string(symbol), Binding::product};
  return {std::string(symbol), symbol.find('^') != std::string_view::npos ? Binding::power : Binding::atom};
}

// TeX takes one subscript a symbol: what has one already is put into braces before it gets another.
std::string one_subscript(const std::string& base) {
  return base.find('_') == std::string::npos ? base : join({"{", base, "}"});
}

class Writer {
 public:
  virtual ~Writer() = default;
  Writer(Scope& scope, Evaluation& evaluation) : scope_(scope), evaluation_(evaluation) {}

  Tex write(const Node& node) {
    switch (node.kind) {
      case NodeKind::number: return {std::string(node.text)};
      case NodeKind::name: return name(node);
      case NodeKind::negate: return negation(node);
      case NodeKind::binary: return binary(node);
      case NodeKind::call: return call(node);
      case NodeKind::index:
      case NodeKind::field: return part(node);
      case NodeKind::list:
      case NodeKind::record: break;
    }
    const bool record = node.kind == NodeKind::record;
    std::string inside;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const std::string part = write(*node.children[i]).text;
      append_item(inside, ",\\, ", {record ? join({"\\text{", node.keys[i], "}: "}) : "", part});
    }
    return {record ? join({"\\{", inside, "\\}"}) : join({"[", inside, "]"})};
  }

 protected:
  virtual Tex name(const Node& node) = 0;
  virtual Tex call(const Node& node) = 0;
  virtual Tex part(const Node& node) = 0;

  Tex templated(const Node& node) {
    const List arguments = evaluate_all(node.children, scope_, evaluation_);
    std::vector<Tex> pieces;
    for (const auto& child : node.children) pieces.push_back(write(*child));
    return fill_template(resolve(node, arguments), pieces);
  }

  Scope& scope_;
  Evaluation& evaluation_;

 private:
  Tex negation(const Node& node) {
    return {join({"-", at_least(write(*node.children[0]), Binding::product)}), Binding::negative};
  }

  Tex binary(const Node& node) {
    if (node.operation == Operator::divide) return quotient(node);
    const Tex left = write(*node.children[0]);
    const Tex right = write(*node.children[1]);
    switch (node.operation) {
      case Operator::add:
        return {join({left.text, " + ", right.binding == Binding::negative ? bracketed(right.text) : right.text}),
                Binding::sum};
      case Operator::subtract: return {join({left.text, " - ", at_least(right, Binding::product)}), Binding::sum};
      case Operator::multiply: return product(left, right);
      case Operator::power: return {join({at_least(left, Binding::atom), "^{", right.text, "}"}), Binding::power};
      default: return {join({left.text, relation(node.operation), right.text}), Binding::sum};
    }
  }

  static const char* relation(Operator operation) {
    switch (operation) {
      case Operator::less: return " < ";
      case Operator::at_most: return " \\le ";
      case Operator::greater: return " > ";
      case Operator::at_least: return " \\ge ";
      case Operator::unequal: return " \\ne ";
      default: return " = ";
    }
  }

  // A leading minus stays outside: (-a)*b is written -a b.
  static Tex product(const Tex& left, const Tex& right) {
    const std::string first = left.binding == Binding::negative ? left.text : at_least(left, Binding::product);
    const std::string second = at_least(right, Binding::product);
    const bool dot = starts_with_digit(second) || right.binding == Binding::negative;
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
      return {join({"-", at_least(size, Binding::product)}), Binding::negative};
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
    const Tex above = write(top);
    const Tex below = write(bottom);
    if (below.text == "1") return above;
    return {join({"\\frac{", above.text, "}{", below.text, "}"}), Binding::fraction};
  }
};

class Symbols : public Writer {
 public:
  using Writer::Writer;

 protected:
  Tex name(const Node& node) override {
    const std::string_view symbol = scope_.symbol(node.text);
    if (!symbol.empty()) return symbol_tex(symbol);
    if (node.text == "pi") return {"\\pi"};
    return {node.text.size() == 1 ? std::string(node.text) : join({"\\mathrm{", plain_name_tex(node.text), "}"})};
  }

  Tex call(const Node& node) override {
    const std::string_view symbol = scope_.symbol(scope_.name_of(node));
    return symbol.empty() ? templated(node) : symbol_tex(symbol);
  }

  Tex part(const Node& node) override {
    const std::string_view symbol = scope_.symbol(scope_.name_of(node));
    if (!symbol.empty()) return symbol_tex(symbol);
    const std::string base = one_subscript(write(*node.children[0]).text);
    if (node.kind == NodeKind::index) return {join({base, "_{", write(*node.children[1]).text, "}"})};
    return {join({base, "_{\\mathrm{", plain_name_tex(node.text), "}}"})};
  }
};

class Numbers : public Symbols {
 public:
  Numbers(Scope& scope, Evaluation& evaluation, int digits) : Symbols(scope, evaluation), digits_(digits) {}
  bool rounded() const { return rounded_; }

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
    const Number* number = value.number();
    if (number == nullptr) return otherwise();
    rounded_ = rounded_ || number_is_rounded(*number, digits_);
    return number_tex(*number, digits_);
  }

  int digits_;
  bool rounded_ = false;
};

}  // namespace

Tex symbolic_tex(const Node& node, Scope& scope, Evaluation& evaluation) {
  return Symbols(scope, evaluation).write(node);
}

Tex substituted_tex(const Node& node, Scope& scope, Evaluation& evaluation, int digits, bool& rounded) {
  Numbers numbers(scope, evaluation, digits);
  Tex tex = numbers.write(node);
  rounded = numbers.rounded();
  return tex;
}

}  // namespace vi::lesson
