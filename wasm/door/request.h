// Reading the fields of a request.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "lesson/faces.h"
#include "lesson/json.h"
#include "lesson/scene.h"

namespace vi::door {

// Each answers for one field; Error(bad_request) names the field in `where`.
std::string_view required_text(const lesson::Json& request, std::string_view key);
std::string_view text_or(const lesson::Json& request, std::string_view key, std::string_view otherwise);
bool boolean_or(const lesson::Json& request, std::string_view key, bool otherwise);
int integer_or(const lesson::Json& request, std::string_view key, int otherwise);
double required_number(const lesson::Json& request, std::string_view key);

// The "parameters" of a request, in order.
lesson::Settings settings(const lesson::Json& request);

// The names of faces under `key`; `otherwise` if the request says nothing of them.
std::vector<lesson::Face> faces(const lesson::Json& request, std::vector<lesson::Face> otherwise);
// Decimals, 0 to 12.
int digits(const lesson::Json& request);

// Error(bad_request) with a did-you-mean for a key of `object` that is not among `known`.
void only(const lesson::Json& object, const char* where, std::initializer_list<const char*> known);

}  // namespace vi::door
