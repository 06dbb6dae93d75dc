// Values as JSON: parameters in, results out.
#pragma once

#include "lesson/json_writer.h"
#include "lesson/value.h"

namespace vi::lesson {

// A result's value: numbers, lists, records, {"family": "normal", "mean": …, "variance": …}.
void write_value(JsonWriter& out, const Value& value);

// A number as parameters travel: its exact form, or the shortest decimal.
std::string constant_text(const Value& number);

// A parameter: text in the language's constants, a number (exact if it has at most 12 significant digits), a list, a
// record, or a distribution, model or method as replies carry it. Errors name the parameter in `where`.
Value parameter_value(std::string_view name, const Json& json);

}  // namespace vi::lesson
