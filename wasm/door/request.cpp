#include "door/request.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "lesson/suggest.h"
#include "lesson/value_json.h"

namespace vi::door {
namespace {

[[noreturn]] void wrong(std::string_view key, const char* wanted) {
  fail(Code::bad_request, {"\"", key, "\" must be ", wanted}, key);
}

}  // namespace

std::string_view required_text(const lesson::Json& request, std::string_view key) {
  const auto* field = request.find(key);
  if (field == nullptr || field->text() == nullptr) wrong(key, "a text");
  return *field->text();
}

std::string_view text_or(const lesson::Json& request, std::string_view key, std::string_view otherwise) {
  return request.find(key) == nullptr ? otherwise : required_text(request, key);
}

bool boolean_or(const lesson::Json& request, std::string_view key, bool otherwise) {
  const auto* field = request.find(key);
  if (field == nullptr) return otherwise;
  if (field->boolean() == nullptr) wrong(key, "true or false");
  return *field->boolean();
}

int integer_or(const lesson::Json& request, std::string_view key, int otherwise) {
  if (request.find(key) == nullptr) return otherwise;
  const double value = required_number(request, key);
  constexpr double largest = 1e9;
  if (value != std::floor(value) || std::fabs(value) > largest) wrong(key, "a whole number");
  return static_cast<int>(value);
}

double required_number(const lesson::Json& request, std::string_view key) {
  const auto* field = request.find(key);
  if (field == nullptr || !field->is_number()) wrong(key, "a number");
  return field->number();
}

lesson::Settings settings(const lesson::Json& request) {
  lesson::Settings all;
  const auto* parameters = request.find("parameters");
  if (parameters == nullptr) return all;
  if (parameters->object() == nullptr) wrong("parameters", "an object of names and values");
  if (parameters->object()->size() > lesson::most_quantities)
    fail(Code::limit, {"at most ", lesson::most_quantities, " parameters are read"}, "parameters");
  for (const auto& [name, value] : *parameters->object()) {
    if (!lesson::is_free_name(name)) {
      fail(Code::bad_request, {"\"", name, "\" cannot be a name"}, "parameters",
           "use letters, digits and _, a letter first, and not pi, inf or nan");
    }
    all.emplace_back(name, lesson::parameter_value(name, value));
  }
  return all;
}

std::vector<lesson::Face> faces(const lesson::Json& request, std::vector<lesson::Face> otherwise) {
  const auto* field = request.find("faces");
  if (field == nullptr) return otherwise;
  if (field->list() == nullptr) wrong("faces", "a list of names");
  std::vector<lesson::Face> all;
  for (const auto& name : *field->list()) {
    if (name.text() == nullptr) wrong("faces", "a list of names");
    const auto face = lesson::face_named(*name.text());
    if (std::find(all.begin(), all.end(), face) != all.end()) wrong("faces", "a list that names no face twice");
    all.push_back(face);
  }
  return all;
}

int digits(const lesson::Json& request) {
  const int count = integer_or(request, "digits", lesson::default_digits);
  if (count < 0 || count > 12) wrong("digits", "between 0 and 12");
  return count;
}

void only(const lesson::Json& object, const char* where, std::initializer_list<const char*> known) {
  const std::vector<std::string_view> names(known.begin(), known.end());
  for (const auto& entry : *object.object()) {
    if (std::find(names.begin(), names.end(), entry.key) != names.end()) continue;
    fail(Code::bad_request, {"\"", entry.key, "\" is not known here"}, where, lesson::did_you_mean(entry.key, names));
  }
}

}  // namespace vi::door
