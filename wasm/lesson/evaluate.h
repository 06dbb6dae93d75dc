// Evaluation of expression trees to values.
#pragma once

#include <string>
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
  virtual const Value* find(const std::string& name) = 0;
  // The expression behind a name, or null (parameters, local names).
  virtual NodePtr expression_of(const std::string&) { return nullptr; }
  // TeX of a name, empty if none was given.
  virtual std::string symbol(const std::string&) { return {}; }
  // A named quantity that is written exactly as `node`, if any: how mean(posterior) finds its symbol.
  virtual std::string name_of(const Node&) { return {}; }
  // Names worth suggesting when one is not found.
  virtual std::vector<std::string> names() { return {}; }
};

// Names bound to values, in front of another scope.
class LocalScope : public Scope {
 public:
  explicit LocalScope(Scope* outer = nullptr) : outer_(outer) {}
  void set(const std::string& name, Value value);
  const Value* find(const std::string& name) override;
  NodePtr expression_of(const std::string& name) override;
  std::string symbol(const std::string& name) override;
  std::string name_of(const Node& node) override { return outer_ ? outer_->name_of(node) : std::string{}; }
  std::vector<std::string> names() override;

 private:
  bool is_local(const std::string& name) const;
  Scope* outer_;
  std::vector<std::pair<std::string, Value>> values_;
};

// Compares a definition with its kernel wherever an evaluation passes one (`lesson.check`).
class DefinitionAudit {
 public:
  virtual ~DefinitionAudit() = default;
  virtual void compare(const std::string& function, double kernel, double definition, double magnitude) = 0;
};

struct Evaluation {
  bool exact = true;                 // carry exact forms
  DefinitionAudit* audit = nullptr;  // null: kernels are trusted
  int steps = 0;
  static constexpr int most_steps = 100'000;
};

// The value of `node`. Values come from kernels in double precision; exact forms, where wanted, from arithmetic and
// definitions. Errors: unknown_name, unknown_function, arity, type, domain, limit, each with its column in `where`.
Value evaluate(const Node& node, Scope& scope, Evaluation& evaluation);

// Evaluates text without free names, as parameters travel: "3/10", "-2", "sqrt(2)".
Value evaluate_constant(const std::string& text);

// The terms of a sum, each with whether it is subtracted: a - b + c gives a, -b, c. A bracketed sum stays one term.
std::vector<std::pair<bool, NodePtr>> top_terms(const NodePtr& node);

// Sum of |term| over the top-level terms: the scale against which cancellation is judged.
double magnitude(const NodePtr& node, Scope& scope, Evaluation& evaluation);

}  // namespace vi::lesson
