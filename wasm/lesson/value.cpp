#include "lesson/value.h"

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "lesson/arena.h"

namespace vi::lesson {
namespace {

constexpr Constructor all_constructors[] = {
    {"normal", "normal", {"mean", "variance"}, true},
    {"normal_sd", "normal", {"mean", "sd"}, true},
    {"squashed", "squashed_normal", {"base"}, true},
    {"diagonal_normal", "diagonal_normal", {"mean", "variance"}, true},
    {"diagonal_normal_sd", "diagonal_normal", {"mean", "sd"}, true},
    {"mvn", "multivariate_normal", {"mean", "covariance"}, true},
    {"mvn_tril", "multivariate_normal", {"mean", "scale_tril"}, true},
    {"categorical", "categorical", {"weights"}, true},
    {"categorical_logits", "categorical", {"logits"}, true},
    {"bernoulli", "bernoulli", {"p"}, true},
    {"beta", "beta", {"a", "b"}, true},
    {"gamma", "gamma", {"shape", "rate"}, true},
    {"dirichlet", "dirichlet", {"concentration"}, true},
    {"uniform", "uniform", {"low", "high"}, true},
    {"mixture", "mixture", {"weights", "components"}, true},
    {"linear_gaussian", "linear_gaussian", {"prior", "slope", "offset", "noise_variance"}, false},
    {"gradient_ascent", "gradient_ascent", {"rate"}, false, "method"},
    {"natural_gradient", "natural_gradient", {"rate"}, false, "method"},
    {"adam", "adam", {"rate"}, false, "method"},
    {"reparameterised", "reparameterised", {"samples"}, false, "estimator"},
    {"closed_form_kl", "closed_form_kl", {"samples"}, false, "estimator"},
    {"sticking_the_landing", "sticking_the_landing", {"samples"}, false, "estimator"},
    {"score", "score", {"samples"}, false, "estimator"},
    {"score_with_baseline", "score_with_baseline", {"samples"}, false, "estimator"},
    {"kl_to_reference", "kl_to_reference", {"beta"}, false, "penalty"},
    {"kl_to_old_policy", "kl_to_old_policy", {"beta"}, false, "penalty"},
    {"gridworld", "gridworld", {"cells", "rules"}, false},
};

std::string joined(List values) {
  std::string text;
  for (const auto& value : values) {
    const std::string part = exact_text(value);
    if (part.empty()) return {};
    append_item(text, ", ", {part});
  }
  return text;
}

// Applies `leaf` to the numbers of `value`, beside the numbers of `other` in the same places.
template <class Leaf>
Value map_numbers(const Value& value, const Value& other, const Leaf& leaf) {
  if (value.number() != nullptr) return leaf(*value.number(), other.number());
  std::vector<Value> parts;
  if (const auto* list = value.list()) {
    const auto* others = other.list();
    if (others == nullptr || others->size() != list->size()) return value;
    for (std::size_t i = 0; i < list->size(); ++i) parts.push_back(map_numbers((*list)[i], (*others)[i], leaf));
    return make_list(parts);
  }
  if (const auto* record = value.record()) {
    const auto* others = other.record();
    if (others == nullptr || others->size() != record->size()) return value;
    std::vector<RecordField> fields;
    for (std::size_t i = 0; i < record->size(); ++i)
      fields.push_back({(*record)[i].key, map_numbers((*record)[i].value, (*others)[i].value, leaf)});
    return make_record(fields);
  }
  if (const auto* object = value.object()) {
    const auto* others = other.object();
    if (others == nullptr || others->constructor != object->constructor) return value;
    for (std::size_t i = 0; i < object->arguments.size(); ++i)
      parts.push_back(map_numbers(object->arguments[i], others->arguments[i], leaf));
    return make_object(*object->constructor, parts);
  }
  return value;
}

}  // namespace

Value::Value(List list) : leaves_(1), data_(list) {
  for (const auto& part : list) add_leaves(part);
}
Value::Value(Record record) : leaves_(1), data_(record) {
  for (const auto& field : record) add_leaves(field.value);
}
Value::Value(Object object) : leaves_(1), data_(object) {
  for (const auto& part : object.arguments) add_leaves(part);
}

void Value::add_leaves(const Value& part) {
  leaves_ += part.leaves_;
  if (leaves_ > most_computed) fail(Code::limit, {"a value has more than ", most_computed, " parts"});
}

Value make_list(const std::vector<Value>& elements) { return List(keep(elements)); }
Value make_record(const std::vector<RecordField>& fields) { return Record(keep(fields)); }
Value make_object(const Constructor& constructor, const std::vector<Value>& arguments) {
  return Object{&constructor, keep(arguments)};
}

const char* Value::type() const {
  if (number() != nullptr) return "number";
  if (boolean() != nullptr) return "boolean";
  if (list() != nullptr) return "list";
  if (object() != nullptr && object()->constructor->distribution) return "distribution";
  return "record";
}

std::string Value::described() const {
  if (object() != nullptr) return join({object()->constructor->name, "(…)"});
  return join({"a ", type()});
}

std::span<const Constructor> constructors() { return all_constructors; }

const Constructor* find_constructor(std::string_view name) {
  for (const auto& constructor : all_constructors) {
    if (constructor.name == name) return &constructor;
  }
  return nullptr;
}

std::string exact_text(const Value& value) {
  if (const auto* number = value.number()) return number->exact ? to_text(*number->exact) : std::string{};
  if (const auto* truth = value.boolean()) return *truth ? "true" : "false";
  if (const auto* list = value.list()) {
    if (list->empty()) return "[]";
    const std::string inside = joined(*list);
    return inside.empty() ? inside : join({"[", inside, "]"});
  }
  if (const auto* record = value.record()) {
    std::string text;
    for (const auto& [key, part] : *record) {
      const std::string inside = exact_text(part);
      if (inside.empty()) return {};
      append_item(text, ", ", {key, ": ", inside});
    }
    return join({"{", text, "}"});
  }
  const std::string inside = joined(value.object()->arguments);
  return inside.empty() ? inside : join({value.object()->constructor->name, "(", inside, ")"});
}

bool is_exact(const Value& value) {
  const auto all = [](const auto& parts, const auto& part_of) {
    return std::all_of(parts.begin(), parts.end(), [&](const auto& part) { return is_exact(part_of(part)); });
  };
  const auto itself = [](const Value& part) -> const Value& { return part; };
  if (const auto* number = value.number()) return number->exact.has_value();
  if (const auto* list = value.list()) return all(*list, itself);
  if (const auto* object = value.object()) return all(object->arguments, itself);
  if (const auto* record = value.record())
    return all(*record, [](const RecordField& field) -> const Value& { return field.value; });
  return true;
}

Value with_exact_of(const Value& value, const Value& exact) {
  return map_numbers(value, exact, [](const Number& number, const Number* other) {
    return Value(Number{number.value, other != nullptr ? other->exact : std::nullopt});
  });
}

Value without_exact(const Value& value) {
  return map_numbers(value, value, [](const Number& number, const Number*) { return Value(number.value); });
}

}  // namespace vi::lesson
