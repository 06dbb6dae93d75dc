#include "door/request.h"

#include <cmath>
#include <deque>

#include "core/error.h"
#include "lesson/value_json.h"

namespace vi::door {
namespace {

constexpr std::size_t most_lessons = 32;

std::deque<std::shared_ptr<const lesson::Lesson>>& cache() {
  static std::deque<std::shared_ptr<const lesson::Lesson>> lessons;
  return lessons;
}

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
  for (const auto& entry : parameters->items())
    all.emplace_back(entry.key(), lesson::parameter_value(entry.key(), entry.value()));
  return all;
}

const lesson::Lesson& loaded_lesson(const lesson::Json& request) {
  const std::string hash = required_text(request, "lesson");
  for (const auto& lesson : cache()) {
    if (lesson->hash == hash) return *lesson;
  }
  fail(Code::unknown_lesson, {"no lesson \"", hash, "\" is loaded here"}, "lesson", "load it again with lesson.load");
}

void remember(std::shared_ptr<const lesson::Lesson> lesson) {
  for (const auto& held : cache()) {
    if (held->hash == lesson->hash) return;
  }
  cache().push_back(std::move(lesson));
  if (cache().size() > most_lessons) cache().pop_front();
}

}  // namespace vi::door
