#include "lesson/value_json.h"

#include <cmath>

#include "core/error.h"
#include "core/number_text.h"
#include "core/text.h"
#include "lesson/arguments.h"
#include "lesson/evaluate.h"

namespace vi::lesson {
namespace {

constexpr std::size_t most_exact_digits = 12;

Json matrix_json(const Eigen::MatrixXd& matrix) {
  Json rows = Json::array();
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    Json row = Json::array();
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) row.push_back(number_json(matrix(i, j)));
    rows.push_back(std::move(row));
  }
  return rows;
}

Json object_json(const Object& object) {
  const auto& constructor = *object.constructor;
  if (constructor.name == "normal_sd") return value_json(with_variance(Object(object)));
  Json json;
  json[constructor.distribution ? "family" : "model"] = std::string(constructor.family);
  for (std::size_t i = 0; i < object.arguments.size(); ++i) {
    const auto& argument = object.arguments[i];
    if (constructor.name == "mvn_tril" && i == 1) {
      const Eigen::MatrixXd factor = as_matrix("mvn_tril", "scale_tril", argument);
      json["covariance"] = matrix_json(factor.lazyProduct(factor.transpose()));
    } else if (constructor.name == "categorical_logits") {
      json["weights"] = value_json(list_of(core::probabilities(as_categorical_logits(Object(object)))));
    } else {
      json[std::string(constructor.fields[i])] = value_json(argument);
    }
  }
  return json;
}

std::size_t significant_digits(const std::string& text) {
  std::size_t count = 0;
  std::size_t trailing_zeros = 0;
  for (const char c : text) {
    if (c == 'e' || c == 'E') break;
    if (c < '0' || c > '9' || (count == 0 && c == '0')) continue;
    ++count;
    trailing_zeros = c == '0' ? trailing_zeros + 1 : 0;
  }
  return count - trailing_zeros;
}

Number number_of(const Json& json) {
  Number number{json.get<double>(), std::nullopt};
  const std::string text = core::number_text(std::fabs(number.value));
  if (significant_digits(text) > most_exact_digits) return number;
  if (const auto size = rational_from_decimal(text)) {
    const Exact exact(*size);
    number.exact = std::signbit(number.value) ? negate(exact) : exact;
  }
  return number;
}

}  // namespace

Json number_json(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return value;
}

Json value_json(const Value& value) {
  if (const auto* number = value.number()) return number_json(number->value);
  if (const auto* truth = value.boolean()) return *truth;
  if (const auto* list = value.list()) {
    Json json = Json::array();
    for (const auto& element : *list) json.push_back(value_json(element));
    return json;
  }
  if (const auto* record = value.record()) {
    Json json = Json::object();
    for (const auto& [key, part] : *record) json[key] = value_json(part);
    return json;
  }
  return object_json(*value.object());
}

Value parameter_value(const std::string& name, const Json& json) {
  if (json.is_number()) return number_of(json);
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_array()) {
    List list;
    for (const auto& element : json) list.push_back(parameter_value(name, element));
    return list;
  }
  if (json.is_object()) {
    Record record;
    for (const auto& [key, part] : json.items()) record.emplace_back(key, parameter_value(name, part));
    return record;
  }
  if (!json.is_string()) {
    fail(Code::parameter, {"parameter \"", name, "\" must be a number, a text such as \"3/10\", a list or a record"},
         name);
  }
  try {
    return evaluate_constant(json.get<std::string>());
  } catch (Error& error) {
    error.where = spaced(name, error.where);
    throw;
  }
}

}  // namespace vi::lesson
