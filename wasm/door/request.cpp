#include "door/request.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "lesson/suggest.h"
#include "lesson/value_json.h"

namespace vi::door {
namespace {

[[noreturn]] void wrong(const char* key, const char* wanted) {
  fail(Code::bad_request, {"\"", key, "\" must be ", wanted}, key);
}

const lesson::Json* find(const lesson::Json& request, const char* key) {
  const auto found = request.find(key);
  return found == request.end() ? nullptr : &*found;
}

}  // namespace

std::string required_text(const lesson::Json& request, const char* key) {
  const auto* field = find(request, key);
  if (field == nullptr || !field->is_string()) wrong(key, "a text");
  return field->get<std::string>();
}

std::string text_or(const lesson::Json& request, const char* key, const std::string& otherwise) {
  return find(request, key) == nullptr ? otherwise : required_text(request, key);
}

bool boolean_or(const lesson::Json& request, const char* key, bool otherwise) {
  const auto* field = find(request, key);
  if (field == nullptr) return otherwise;
  if (!field->is_boolean()) wrong(key, "true or false");
  return field->get<bool>();
}

int integer_or(const lesson::Json& request, const char* key, int otherwise) {
  if (find(request, key) == nullptr) return otherwise;
  const double value = required_number(request, key);
  constexpr double largest = 1e9;
  if (value != std::floor(value) || std::fabs(value) > largest) wrong(key, "a whole number");
  return static_cast<int>(value);
}

double required_number(const lesson::Json& request, const char* key) {
  const auto* field = find(request, key);
  if (field == nullptr || !field->is_number()) wrong(key, "a number");
  return field->get<double>();
}

lesson::Settings settings(const lesson::Json& request) {
  lesson::Settings all;
  const auto* parameters = find(request, "parameters");
  if (parameters == nullptr) return all;
  if (!parameters->is_object()) wrong("parameters", "an object of names and values");
  for (const auto& [name, value] : parameters->get_ref<const lesson::Json::object_t&>()) {
    if (!lesson::is_free_name(name)) {
      fail(Code::bad_request, {"\"", name, "\" cannot be a name"}, "parameters",
           "use letters, digits and _, a letter first, and not pi, inf or nan");
    }
    all.emplace_back(name, lesson::parameter_value(name, value));
  }
  return all;
}

std::vector<lesson::Face> faces(const lesson::Json& request, std::vector<lesson::Face> otherwise) {
  const auto* field = find(request, "faces");
  if (field == nullptr) return otherwise;
  if (!field->is_array()) wrong("faces", "a list of names");
  std::vector<lesson::Face> all;
  for (const auto& name : *field) {
    if (!name.is_string()) wrong("faces", "a list of names");
    all.push_back(lesson::face_named(name.get_ref<const std::string&>()));
  }
  return all;
}

int digits(const lesson::Json& request) {
  const int count = integer_or(request, "digits", lesson::default_digits);
  if (count < 0 || count > 12) wrong("digits", "between 0 and 12");
  return count;
}

void only(const lesson::Json& object, const char* where, std::initializer_list<const char*> known) {
  const std::vector<std::string> names(known.begin(), known.end());
  for (const auto& entry : object.get_ref<const lesson::Json::object_t&>()) {
    if (std::find(names.begin(), names.end(), entry.first) != names.end()) continue;
    fail(Code::bad_request, {"\"", entry.first, "\" is not known here"}, where,
         lesson::did_you_mean(entry.first, names));
  }
}

}  // namespace vi::door
