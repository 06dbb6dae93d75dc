#include "lesson/value.h"

#include <algorithm>

#include "core/text.h"

namespace vi::lesson {
namespace {

constexpr Constructor constructors[] = {
    {"normal", "normal", {"mean", "variance"}, true},
    {"normal_sd", "normal", {"mean", "sd"}, true},
    {"mvn", "multivariate_normal", {"mean", "covariance"}, true},
    {"mvn_tril", "multivariate_normal", {"mean", "scale_tril"}, true},
    {"categorical", "categorical", {"weights"}, true},
    {"categorical_logits", "categorical", {"logits"}, true},
    {"bernoulli", "bernoulli", {"p"}, true},
    {"linear_gaussian", "linear_gaussian", {"prior", "slope", "offset", "noise_variance"}, false},
};

template <class T>
const T* pointee(const std::shared_ptr<const T>* held) {
  return held == nullptr ? nullptr : held->get();
}

std::string joined(const std::vector<Value>& values) {
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
  if (const auto* list = value.list()) {
    const auto* others = other.list();
    if (others == nullptr || others->size() != list->size()) return value;
    List mapped;
    for (std::size_t i = 0; i < list->size(); ++i) mapped.push_back(map_numbers((*list)[i], (*others)[i], leaf));
    return mapped;
  }
  if (const auto* record = value.record()) {
    const auto* others = other.record();
    if (others == nullptr || others->size() != record->size()) return value;
    Record mapped;
    for (std::size_t i = 0; i < record->size(); ++i) {
      mapped.emplace_back((*record)[i].first, map_numbers((*record)[i].second, (*others)[i].second, leaf));
    }
    return mapped;
  }
  if (const auto* object = value.object()) {
    const auto* others = other.object();
    if (others == nullptr || others->constructor != object->constructor) return value;
    Object mapped{object->constructor, {}};
    for (std::size_t i = 0; i < object->arguments.size(); ++i) {
      mapped.arguments.push_back(map_numbers(object->arguments[i], others->arguments[i], leaf));
    }
    return mapped;
  }
  return value;
}

}  // namespace

Value::Value(List list) : data_(std::make_shared<const List>(std::move(list))) {}
Value::Value(Record record) : data_(std::make_shared<const Record>(std::move(record))) {}
Value::Value(Object object) : data_(std::make_shared<const Object>(std::move(object))) {}

const List* Value::list() const { return pointee(std::get_if<std::shared_ptr<const List>>(&data_)); }
const Record* Value::record() const { return pointee(std::get_if<std::shared_ptr<const Record>>(&data_)); }
const Object* Value::object() const { return pointee(std::get_if<std::shared_ptr<const Object>>(&data_)); }

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

const Constructor* find_constructor(std::string_view name) {
  for (const auto& constructor : constructors) {
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
    return all(*record, [](const auto& entry) -> const Value& { return entry.second; });
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
