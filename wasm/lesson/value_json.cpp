#include "lesson/value_json.h"

#include <cmath>

#include "core/decimal.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/text.h"
#include "lesson/arena.h"
#include "lesson/arguments.h"
#include "lesson/evaluate.h"
#include "lesson/functions.h"
#include "lesson/suggest.h"

namespace vi::lesson {
namespace {

constexpr int most_exact_digits = 12;

void write_matrix(JsonWriter& out, const Eigen::MatrixXd& matrix) {
  out.open_array();
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    out.open_array();
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) out.put(matrix(i, j));
    out.close_array();
  }
  out.close_array();
}

void write_object(JsonWriter& out, const Object& object) {
  const auto& constructor = *object.constructor;
  out.open_object().field(constructor.kind, constructor.family);
  for (std::size_t i = 0; i < object.arguments.size(); ++i) {
    const auto& argument = object.arguments[i];
    if (constructor.name == "mvn_tril" && i == 1) {
      const Eigen::MatrixXd factor = as_matrix("mvn_tril", "scale_tril", argument);
      out.key("covariance");
      write_matrix(out, factor.lazyProduct(factor.transpose()));
    } else if (constructor.name == "categorical_logits") {
      out.key("weights");
      write_value(out, list_of(core::probabilities(as_categorical_logits(object))));
    } else {
      out.key(constructor.fields[i]);
      write_value(out, argument);
    }
  }
  out.close_object();
}

// Runs `work`; an Error it throws gets the parameter's name in front.
template <class Work>
Value at_parameter(std::string_view name, const Work& work) {
  try {
    return work();
  } catch (Error& error) {
    error.where = spaced(name, error.where);
    throw;
  }
}

// Exact if twelve digits tell it.
Number number_of(const Json& json) {
  Number number{json.number(), std::nullopt};
  const core::Decimal few = core::rounded(core::exact_decimal(number.value), most_exact_digits);
  const std::string text =
      join({few.digits.empty() ? "0" : few.digits, "e", few.exponent - static_cast<int>(few.digits.size())});
  if (core::parse_decimal(text) != std::fabs(number.value)) return number;
  if (const auto size = rational_from_decimal(text)) {
    const Exact exact(*size);
    number.exact = few.negative ? negate(exact) : exact;
  }
  return number;
}

// The constructor that an object names: {"family": "normal", …}, {"method": "adam", …}; null if none.
const Constructor* constructor_of(const Json& json) {
  for (const auto& constructor : constructors()) {
    const auto* named = json.find(constructor.kind);
    if (named != nullptr && named->text() != nullptr && *named->text() == constructor.family) return &constructor;
  }
  return nullptr;
}

// {"family": "normal", "mean": 0, "variance": 1}
Value object_of(std::string_view name, const Constructor& constructor, const Json& json) {
  std::vector<Value> arguments;
  for (const auto& field : constructor.fields) {
    const auto* found = field.empty() ? nullptr : json.find(field);
    if (found != nullptr) arguments.push_back(parameter_value(name, *found));
  }
  return at_parameter(name,
                      [kept = keep(arguments), &constructor] { return apply(resolve(constructor.name, kept), kept); });
}

[[noreturn]] void refuse_family(std::string_view name, const Json& family) {
  std::vector<std::string_view> known;
  for (const auto& constructor : constructors()) {
    if (constructor.distribution) known.emplace_back(constructor.family);
  }
  fail(Code::parameter, {"parameter \"", name, "\" has no family that is known here"}, name,
       family.text() != nullptr ? did_you_mean(*family.text(), known) : "the family is a text");
}

}  // namespace

void write_value(JsonWriter& out, const Value& value) {
  if (const auto* number = value.number()) {
    out.put(number->value);
  } else if (const auto* truth = value.boolean()) {
    out.put(*truth);
  } else if (const auto* list = value.list()) {
    out.open_array();
    for (const auto& element : *list) write_value(out, element);
    out.close_array();
  } else if (const auto* record = value.record()) {
    out.open_object();
    for (const auto& [key, part] : *record) {
      out.key(key);
      write_value(out, part);
    }
    out.close_object();
  } else {
    write_object(out, *with_variance(value).object());
  }
}

std::string constant_text(const Value& number) {
  const std::string exact = exact_text(number);
  return exact.empty() ? core::number_text(number.number()->value) : exact;
}

Value parameter_value(std::string_view name, const Json& json) {
  if (json.is_number()) return number_of(json);
  if (const auto* truth = json.boolean()) return *truth;
  if (const auto* elements = json.list()) {
    std::vector<Value> list;
    for (const auto& element : *elements) list.push_back(parameter_value(name, element));
    return make_list(list);
  }
  if (const auto* constructor = constructor_of(json)) return object_of(name, *constructor, json);
  if (const auto* family = json.find("family")) refuse_family(name, *family);
  if (const auto* object = json.object()) {
    std::vector<RecordField> fields;
    for (const auto& [key, part] : *object) fields.push_back({key, parameter_value(name, part)});
    return make_record(fields);
  }
  if (json.text() == nullptr) {
    fail(Code::parameter, {"parameter \"", name, "\" must be a number, a text such as \"3/10\", a list or a record"},
         name);
  }
  return at_parameter(name, [&] { return evaluate_constant(*json.text()); });
}

}  // namespace vi::lesson
