// What an expression evaluates to: a number with its exact form, a truth value, a list, a record, or an object made
// by a constructor (a distribution such as normal(0, 4), a model such as linear_gaussian(...), a method such as
// adam(1/20)).
#pragma once

#include <array>
#include <cstdint>
#include <span>
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

// Values lie in the arena and are copied like numbers.
class Value;
using List = std::span<const Value>;
struct RecordField;
using Record = std::span<const RecordField>;  // in the order written

// How a constructor names itself and its arguments.
struct Constructor {
  std::string_view name;                                      // "normal"
  std::string_view family;                                    // "normal" also for normal_sd
  std::array<std::string_view, 4> fields;                     // "mean", "variance", then empty
  bool distribution = true;                                   // false for models and whatever else a function is told
  std::string_view kind = distribution ? "family" : "model";  // the key of its name in JSON
};

struct Object {
  const Constructor* constructor;
  List arguments;
};

class Value {
 public:
  Value() : Value(Number{}) {}
  Value(Number number) : data_(number) {}
  Value(double number) : data_(Number{number, std::nullopt}) {}
  Value(bool truth) : data_(truth) {}
  // Parts that lie in the arena already. Error(limit) for more than `most_computed` numbers.
  Value(List list);
  Value(Record record);
  Value(Object object);

  const Number* number() const { return std::get_if<Number>(&data_); }
  const bool* boolean() const { return std::get_if<bool>(&data_); }
  const List* list() const { return std::get_if<List>(&data_); }
  const Record* record() const { return std::get_if<Record>(&data_); }
  const Object* object() const { return std::get_if<Object>(&data_); }

  // "number", "boolean", "list", "record" or "distribution".
  const char* type() const;
  // For messages: "a number", "normal(…)".
  std::string described() const;

  // How many numbers it stands for. An expression may put together fewer than a function may return: parts may be
  // shared, so a short text can stand for very many.
  std::uint32_t leaves() const { return leaves_; }
  static constexpr std::uint32_t most_written = 20'000;
  static constexpr std::uint32_t most_computed = 400'000;

 private:
  void add_leaves(const Value& part);
  std::uint32_t leaves_ = 1;
  std::variant<Number, bool, List, Record, Object> data_;
};

struct RecordField {
  std::string_view key;
  Value value;
};

Value make_list(const std::vector<Value>& elements);
Value make_record(const std::vector<RecordField>& fields);
Value make_object(const Constructor& constructor, const std::vector<Value>& arguments);

std::span<const Constructor> constructors();
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
