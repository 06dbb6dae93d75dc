#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/number_text.h"
#include "core/text.h"
#include "lesson/arena.h"
#include "lesson/arguments.h"
#include "lesson/suggest.h"

namespace vi::lesson {
namespace {

const List& items(const char* function, const char* what, const Value& value) {
  if (value.list() == nullptr) fail(Code::type, {function, ": ", what, " must be a list, got ", value.described()});
  return *value.list();
}

}  // namespace

const Value* optional_field(const Value& value, std::string_view name) {
  if (value.record() == nullptr) return nullptr;
  for (const auto& [key, part] : *value.record()) {
    if (key == name) return &part;
  }
  return nullptr;
}

const Record& require_only(const char* function, const char* what, const Value& value,
                           const std::vector<std::string_view>& known) {
  if (value.record() == nullptr) fail(Code::type, {function, ": ", what, " must be a record, got ", value.described()});
  const std::string_view name = what;
  const char* has =
      name == "options" || name == "parameters" || name == "rules" || name == "cells" ? " have " : " has ";
  for (const auto& field : *value.record()) {
    if (std::find(known.begin(), known.end(), field.key) == known.end())
      fail(Code::type, {function, ": ", what, has, "no field \"", field.key, "\""}, {},
           did_you_mean_or_all(field.key, known));
  }
  return *value.record();
}

const Object& require_kind(const char* function, const Value& value, std::string_view kind, const char* hint) {
  const Object* object = value.object();
  if (object == nullptr || object->constructor->kind != kind)
    fail(Code::type, {function, ": ", kind, " cannot be ", value.described()}, {}, hint);
  return *object;
}

const Value& required_field(const char* function, const char* what, const Value& value, std::string_view name,
                            const char* hint) {
  if (const Value* found = optional_field(value, name)) return *found;
  const bool record = value.record() != nullptr;
  const std::string given = record ? std::string() : join({", got ", value.described()});
  fail(Code::type,
       {function, ": ", what, " must ", record ? "have" : "be a record with", " the field \"", name, "\"", given}, {},
       hint);
}

const Value& argument_of(const Value& object, std::size_t place) { return object.object()->arguments[place]; }

core::Categorical as_categorical(const Value& value) {
  return {as_vector("categorical", "weights", argument_of(value, 0))};
}

core::CategoricalLogits as_categorical_logits(const Value& value) {
  return {as_vector("categorical_logits", "logits", argument_of(value, 0))};
}

std::vector<core::NormalSd> as_normals(const char* function, const char* argument, const Value& value) {
  std::vector<core::NormalSd> normals;
  for (const auto& item : items(function, argument, value)) {
    const auto* object = item.object();
    if (object == nullptr || object->constructor->family != "normal")
      fail(Code::type, {function, ": ", argument, " must be normals, got ", item.described()});
    if (object->constructor->name == "normal_sd") {
      normals.push_back(as_normal_sd(item));
    } else {
      const core::Normal normal = as_normal(item);
      normals.push_back({normal.mean, std::sqrt(normal.variance)});
    }
  }
  return normals;
}

core::Mixture as_mixture(const Value& value) {
  return {as_vector("mixture", "weights", argument_of(value, 0)),
          as_normals("mixture", "components", argument_of(value, 1))};
}

Eigen::VectorXd as_weights(const char* function, const char* argument, const Value& value) {
  const auto* object = value.object();
  if (object != nullptr && object->constructor->name == "categorical") return as_categorical(value).weights;
  if (object != nullptr && object->constructor->name == "categorical_logits")
    return core::probabilities(as_categorical_logits(value));
  return as_vector(function, argument, value);
}

std::vector<Number> as_numbers(const char* function, const char* argument, const Value& value) {
  std::vector<Number> numbers;
  const List& list = items(function, argument, value);
  for (std::size_t i = 0; i < list.size(); ++i) {
    entry(function, argument, list, i);
    numbers.push_back(*list[i].number());
  }
  return numbers;
}

int as_count(const char* function, const char* argument, const Value& value, int least, int most) {
  const double number = real(function, argument, value);
  if (!(number >= least && number <= most) || number != std::floor(number))
    fail(Code::domain, {function, ": ", argument, " must be ",
                        least == most ? join({least}) : join({"a whole number from ", least, " to ", most}), ", got ",
                        core::number_text(number)});
  return static_cast<int>(number);
}

Value list_of(const Eigen::VectorXd& vector) {
  return List(keep_each<Value>(std::size_t(vector.size()), [&](std::size_t i) { return Value(vector.data()[i]); }));
}

Value list_of(const std::vector<double>& numbers) { return make_list({numbers.begin(), numbers.end()}); }

Value list_of(const Eigen::MatrixXd& rows) {
  std::vector<Value> list;
  for (Eigen::Index i = 0; i < rows.rows(); ++i) list.push_back(list_of(Eigen::VectorXd(rows.row(i))));
  return make_list(list);
}

Value record_of(std::initializer_list<RecordField> fields) { return make_record(fields); }

}  // namespace vi::lesson
