// Reading the fields of a request.
#pragma once

#include <string>

#include "lesson/evaluate.h"
#include "lesson/json_input.h"
#include "lesson/scene.h"

namespace vi::door {

// Each answers for one field; Error(bad_request) names the field in `where`.
std::string required_text(const lesson::Json& request, const char* key);
std::string text_or(const lesson::Json& request, const char* key, const std::string& otherwise);
bool boolean_or(const lesson::Json& request, const char* key, bool otherwise);
int integer_or(const lesson::Json& request, const char* key, int otherwise);
double required_number(const lesson::Json& request, const char* key);

// The "parameters" of a request, in order.
lesson::Settings settings(const lesson::Json& request);

// The lesson of that hash in the cache, or Error(unknown_lesson).
const lesson::Lesson& loaded_lesson(const lesson::Json& request);
void remember(std::shared_ptr<const lesson::Lesson> lesson);

}  // namespace vi::door
