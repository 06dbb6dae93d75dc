// Values as JSON: parameters in, results out.
#pragma once

#include "lesson/json_input.h"
#include "lesson/value.h"

namespace vi::lesson {

// A double as JSON: a number, or "inf", "-inf", "nan".
Json number_json(double value);

// A result's value: numbers, lists, records, {"family": "normal", "mean": …, "variance": …}.
Json value_json(const Value& value);

// A parameter: text in the language's constants, a number (exact if it has at most 12 significant digits), a list or
// a record. Errors name the parameter in `where`.
Value parameter_value(const std::string& name, const Json& json);

}  // namespace vi::lesson
