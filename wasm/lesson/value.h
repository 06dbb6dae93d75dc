// What an expression evaluates to: a number with its exact form, a truth value, a list, a record, or an object made
// by a constructor (a distribution such as normal(0, 4), or a model such as linear_gaussian(...)).
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "lesson/exact.h"

namespace vi::lesson {

struct Number {
  double value = 0;
  MaybeExact exact;
};

class Value;
using List = std::vector<Value>;
using Record = std::vector<std::pair<std::string, Value>>;  // in the order written

// How a constructor names itself and its arguments.
struct Constructor {
  std::string_view name;                   // "normal"
  std::string_view family;                 // "normal" also for normal_sd
  std::array<std::string_view, 4> fields;  // "mean", "variance", then empty
  bool distribution = true;                // false for models
};

struct Object {
  const Constructor* constructor;
  std::vector<Value> arguments;
};

class Value {
 public:
  Value() : Value(Number{}) {}
  Value(Number number) : data_(std::move(number)) {}
  Value(double number) : data_(Number{number, std::nullopt}) {}
  Value(bool truth) : data_(truth) {}
  Value(List list);
  Value(Record record);
  Value(Object object);

  const Number* number() const { return std::get_if<Number>(&data_); }
  const bool* boolean() const { return std::get_if<bool>(&data_); }
  const List* list() const;
  const Record* record() const;
  const Object* object() const;

  // "number", "boolean", "list", "record" or "distribution".
  const char* type() const;
  // For messages: "a number", "normal(…)".
  std::string described() const;

 private:
  std::variant<Number, bool, std::shared_ptr<const List>, std::shared_ptr<const Record>, std::shared_ptr<const Object>>
      data_;
};

// The constructor of that name, or null.
const Constructor* find_constructor(std::string_view name);

// The value as the expression language writes it exactly ("8/5", "normal(8/5, 4/5)"), empty if any part has no exact
// form.
std::string exact_text(const Value& value);

// True if every number in the value carries an exact form.
bool is_exact(const Value& value);

// Takes values from `value` and exact forms from `exact`, which has the same shape.
Value with_exact_of(const Value& value, const Value& exact);

// The value with every exact form dropped.
Value without_exact(const Value& value);

}  // namespace vi::lesson
