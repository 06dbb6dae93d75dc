// Evaluation of expression trees to values.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lesson/expression.h"
#include "lesson/value.h"

namespace vi::lesson {

// Where names get their meaning. A scope answers for values; one that stands on quantities also knows how each was
// written and how it is shown.
class Scope {
 public:
  virtual ~Scope() = default;
  // The value of a name, or null if the scope does not know it.
  virtual const Value* find(std::string_view name) = 0;
  // The expression behind a name, or null (parameters, local names).
  virtual NodePtr expression_of(std::string_view) { return nullptr; }
  // TeX of a name, empty if none was given.
  virtual std::string_view symbol(std::string_view) { return {}; }
  // A named quantity that is written exactly as `node`, if any: how mean(posterior) finds its symbol.
  virtual std::string_view name_of(const Node&) { return {}; }
  // Names worth suggesting when one is not found.
  virtual std::vector<std::string_view> names() { return {}; }
};

using Bindings = std::vector<std::pair<std::string_view, Value>>;

// Names bound to values, in front of another scope. Keeps the names it is given, not copies of them.
class LocalScope : public Scope {
 public:
  explicit LocalScope(Scope* outer = nullptr) : outer_(outer) {}
  // Names that are all different.
  explicit LocalScope(Bindings bindings) : values_(std::move(bindings)) {}
  void set(std::string_view name, const Value& value);
  const Value* find(std::string_view name) override;
  NodePtr expression_of(std::string_view name) override;
  std::string_view symbol(std::string_view name) override;
  std::string_view name_of(const Node& node) override { return outer_ ? outer_->name_of(node) : std::string_view{}; }
  std::vector<std::string_view> names() override;

 private:
  bool is_local(std::string_view name) const;
  Scope* outer_ = nullptr;
  Bindings values_;
};

// Compares a definition with its kernel wherever an evaluation passes one (`lesson.check`).
class DefinitionAudit {
 public:
  virtual ~DefinitionAudit() = default;
  virtual void compare(std::string_view function, double kernel, double definition, double magnitude) = 0;
};

struct Evaluation {
  bool exact = true;                 // carry exact forms
  DefinitionAudit* audit = nullptr;  // null: kernels are trusted
  int steps = 0;
  int depth = 0;  // of calls of `evaluate` inside each other, through names and their expressions too
  static constexpr int most_steps = 100'000;
  static constexpr int deepest = 1'500;  // keeps a chain of quantities, each a long sum, from exhausting the stack
};

// The value of `node`. Values come from kernels in double precision; exact forms, where wanted, from arithmetic and
// definitions. Errors: unknown_name, unknown_function, arity, type, domain, limit, each with its column in `where`.
Value evaluate(const Node& node, Scope& scope, Evaluation& evaluation);

// The values of several trees, in the arena.
List evaluate_all(std::span<const NodePtr> nodes, Scope& scope, Evaluation& evaluation);

// Evaluates text without free names, as parameters travel: "3/10", "-2", "sqrt(2)".
Value evaluate_constant(std::string_view text);

// The terms of a sum, each with whether it is subtracted: a - b + c gives a, -b, c. A bracketed sum stays one term.
std::vector<std::pair<bool, NodePtr>> top_terms(const NodePtr& node);

// Sum of |term| over the top-level terms: the scale against which cancellation is judged.
double magnitude(const NodePtr& node, Scope& scope, Evaluation& evaluation);

}  // namespace vi::lesson
