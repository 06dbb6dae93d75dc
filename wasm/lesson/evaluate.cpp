#include "lesson/evaluate.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/error.h"
#include "core/number_text.h"
#include "core/text.h"
#include "lesson/arena.h"
#include "lesson/arithmetic.h"
#include "lesson/functions.h"
#include "lesson/suggest.h"

namespace vi::lesson {
namespace {

std::string at(const Node& node) { return node.column > 0 ? join({"column ", node.column}) : std::string{}; }

const Number& number(const Value& value, const Node& node) {
  if (value.number() == nullptr) {
    fail(Code::type, {"\"", node.text, "\" takes numbers, but got ", value.described()}, at(node));
  }
  return *value.number();
}

Value named(const Node& node, Scope& scope, const Evaluation& evaluation) {
  if (const Value* value = scope.find(node.text)) return *value;
  if (node.text == "pi") return Number{M_PI, evaluation.exact ? MaybeExact(Exact::pi()) : std::nullopt};
  if (node.text == "inf") return HUGE_VAL;
  if (node.text == "nan") return std::nan("");
  auto candidates = scope.names();
  candidates.push_back("pi");
  fail(Code::unknown_name, {"unknown name \"", node.text, "\""}, at(node), did_you_mean(node.text, candidates));
}

Value element(const Node& node, Scope& scope, Evaluation& evaluation) {
  const Value base = evaluate(*node.children[0], scope, evaluation);
  const Value index = evaluate(*node.children[1], scope, evaluation);
  if (base.list() == nullptr)
    fail(Code::type, {"[ ] takes an element of a list, but got ", base.described()}, at(node));
  const double place = number(index, node).value;
  const auto size = base.list()->size();
  if (!(place >= 0 && place < static_cast<double>(size)) || place != std::floor(place)) {
    fail(Code::domain,
         {"the list has ", size, size == 1 ? " element" : " elements", ", counted from 0, got ",
          core::number_text(place)},
         at(node));
  }
  return (*base.list())[static_cast<std::size_t>(place)];
}

Value field(const Node& node, Scope& scope, Evaluation& evaluation) {
  const Value base = evaluate(*node.children[0], scope, evaluation);
  std::vector<std::string_view> known;
  if (const auto* record = base.record()) {
    for (const auto& [key, value] : *record) {
      if (key == node.text) return value;
      known.emplace_back(key);
    }
  } else if (const auto* object = base.object()) {
    for (std::size_t i = 0; i < object->arguments.size(); ++i) {
      const auto name = object->constructor->fields[i];
      if (name == node.text) return object->arguments[i];
      known.emplace_back(name);
    }
  } else {
    fail(Code::type, {"\".", node.text, "\" takes a field of a record, but got ", base.described()}, at(node));
  }
  fail(Code::unknown_name, {"there is no field \"", node.text, "\""}, at(node), did_you_mean_or_all(node.text, known));
}

bool all_exact(const Bindings& bindings) {
  return std::all_of(bindings.begin(), bindings.end(), [](const auto& binding) { return is_exact(binding.second); });
}

// The definition's value, unless it meets something like 0 times infinity, as (1 + x) log(1 + x) does at -1: there only
// the kernel has one.
std::optional<Value> by_definition(const Function& function, Scope& names, Evaluation& evaluation) {
  try {
    return evaluate(*function.body, names, evaluation);
  } catch (const Error& error) {
    if (error.code != Code::domain) throw;
    return std::nullopt;
  }
}

// The kernel's value with the exact form that the definition has for these arguments. Asked only where all of them are
// exact, so that its doubles, which have none of the kernel's care, cannot overflow.
Value with_definition(const Function& function, const Value& value, Bindings bindings, Evaluation& evaluation) {
  LocalScope names(std::move(bindings));
  const auto defined = by_definition(function, names, evaluation);
  return defined ? with_exact_of(value, *defined) : value;
}

void audit_definition(const Function& function, const Bindings& bindings, const Value& value, Evaluation& evaluation) {
  LocalScope names;
  for (const auto& [name, bound] : bindings) names.set(name, without_exact(bound));
  Evaluation plain;
  plain.exact = false;
  const auto compare = [&](const Value& kernel, const Value& definition, double scale) {
    if (kernel.number() == nullptr || definition.number() == nullptr) return;
    evaluation.audit->compare(function.signature, kernel.number()->value, definition.number()->value, scale);
  };
  const auto by_its_body = by_definition(function, names, plain);
  if (!by_its_body) return;
  const Value& defined = *by_its_body;
  if (value.number() != nullptr) {
    compare(value, defined, magnitude(function.body, names, plain));
  } else if (value.object() != nullptr && defined.object() != nullptr) {
    for (std::size_t i = 0; i < value.object()->arguments.size(); ++i) {
      const Value& part = defined.object()->arguments[i];
      const double scale = part.number() != nullptr ? std::fabs(part.number()->value) : 0;
      compare(value.object()->arguments[i], part, scale);
    }
  } else if (value.record() != nullptr && defined.record() != nullptr) {
    for (std::size_t i = 0; i < value.record()->size(); ++i) {
      const auto& body = function.body->children[i];
      compare((*value.record())[i].value, (*defined.record())[i].value, magnitude(body, names, plain));
    }
  }
}

Value call(const Node& node, Scope& scope, Evaluation& evaluation) {
  const List arguments = evaluate_all(node.children, scope, evaluation);
  try {
    const Function& function = resolve(node, arguments);
    Value value = apply(function, arguments);
    if (function.exact_kernel || function.body == nullptr) return value;
    if (!evaluation.exact && evaluation.audit == nullptr) return value;
    Bindings bindings = bindings_of(function, arguments);
    if (evaluation.audit != nullptr) audit_definition(function, bindings, value, evaluation);
    if (!evaluation.exact || !all_exact(bindings)) return value;
    return with_definition(function, value, std::move(bindings), evaluation);
  } catch (Error& error) {
    error.where = at(node);
    throw;
  }
}

Value operation(const Node& node, Scope& scope, Evaluation& evaluation) {
  const Value left = evaluate(*node.children[0], scope, evaluation);
  const Value right = evaluate(*node.children[1], scope, evaluation);
  const Number& a = number(left, node);
  const Number& b = number(right, node);
  try {
    if (node.operation >= Operator::less) return comparison(node.operation, a, b);
    return arithmetic(node.operation, a, b, evaluation.exact);
  } catch (Error& error) {
    error.where = at(node);
    throw;
  }
}

// A list or a record as the text has it.
Value written(const Value& value, const Node& node) {
  if (value.leaves() > Value::most_written)
    fail(Code::limit, {"a value has more than ", Value::most_written, " parts"}, at(node));
  return value;
}

// Counts how deep evaluations stand inside each other.
struct Level {
  Level(Evaluation& evaluation, const Node& node) : evaluation_(evaluation) {
    if (evaluation.depth >= Evaluation::deepest) {
      fail(Code::limit, {"the evaluation nests deeper than ", Evaluation::deepest, " levels"}, at(node),
           "shorten the chain of quantities that stand on each other");
    }
    ++evaluation_.depth;
  }
  ~Level() { --evaluation_.depth; }
  Evaluation& evaluation_;
};

void collect_terms(const NodePtr& node, bool negative, std::vector<std::pair<bool, NodePtr>>& terms) {
  if (node->operation == Operator::add || node->operation == Operator::subtract) {
    collect_terms(node->children[0], negative, terms);
    terms.emplace_back(negative != (node->operation == Operator::subtract), node->children[1]);
  } else if (node->kind == NodeKind::negate) {
    terms.emplace_back(!negative, node->children[0]);
  } else {
    terms.emplace_back(negative, node);
  }
}

}  // namespace

void LocalScope::set(std::string_view name, const Value& value) {
  for (auto& [key, held] : values_) {
    if (key == name) {
      held = value;
      return;
    }
  }
  values_.emplace_back(name, value);
}

bool LocalScope::is_local(std::string_view name) const {
  for (const auto& entry : values_) {
    if (entry.first == name) return true;
  }
  return false;
}

const Value* LocalScope::find(std::string_view name) {
  for (const auto& [key, value] : values_) {
    if (key == name) return &value;
  }
  return outer_ != nullptr ? outer_->find(name) : nullptr;
}

NodePtr LocalScope::expression_of(std::string_view name) {
  return is_local(name) || outer_ == nullptr ? nullptr : outer_->expression_of(name);
}

std::string_view LocalScope::symbol(std::string_view name) {
  return is_local(name) || outer_ == nullptr ? std::string_view{} : outer_->symbol(name);
}

std::vector<std::string_view> LocalScope::names() {
  auto all = outer_ != nullptr ? outer_->names() : std::vector<std::string_view>{};
  for (const auto& entry : values_) all.emplace_back(entry.first);
  return all;
}

Value evaluate(const Node& node, Scope& scope, Evaluation& evaluation) {
  if (++evaluation.steps > Evaluation::most_steps) {
    fail(Code::limit, {"the evaluation takes more than ", Evaluation::most_steps, " steps"}, at(node));
  }
  const Level level(evaluation, node);
  switch (node.kind) {
    case NodeKind::number: return evaluation.exact ? node.literal : Number{node.literal.value, std::nullopt};
    case NodeKind::name: return named(node, scope, evaluation);
    case NodeKind::negate: {
      const Value operand = evaluate(*node.children[0], scope, evaluation);
      return negated(number(operand, node), evaluation.exact);
    }
    case NodeKind::binary: return operation(node, scope, evaluation);
    case NodeKind::call: return call(node, scope, evaluation);
    case NodeKind::index: return element(node, scope, evaluation);
    case NodeKind::field: return field(node, scope, evaluation);
    case NodeKind::list: return written(evaluate_all(node.children, scope, evaluation), node);
    case NodeKind::record: break;
  }
  std::vector<RecordField> fields;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    fields.push_back({node.keys[i], evaluate(*node.children[i], scope, evaluation)});
  }
  return written(make_record(fields), node);
}

List evaluate_all(std::span<const NodePtr> nodes, Scope& scope, Evaluation& evaluation) {
  return keep_each<Value>(nodes.size(), [&](std::size_t i) { return evaluate(*nodes[i], scope, evaluation); });
}

std::vector<std::pair<bool, NodePtr>> top_terms(const NodePtr& node) {
  std::vector<std::pair<bool, NodePtr>> terms;
  collect_terms(node, false, terms);
  return terms;
}

double magnitude(const NodePtr& node, Scope& scope, Evaluation& evaluation) {
  double total = 0;
  for (const auto& [negative, term] : top_terms(node)) {
    const Value value = evaluate(*term, scope, evaluation);
    if (const auto* part = value.number()) total += std::fabs(part->value);
  }
  return total;
}

}  // namespace vi::lesson
