// Building JSON objects field by field. Calls, not initialiser lists: those unfold into a kilobyte of code each.
#pragma once

#include <string>

#include "lesson/json_input.h"

namespace vi::lesson {

// Adds a field to an object that does not have it yet: operator[] would search all the others first.
void append_field(Json& object, std::string key, Json value);

class Fields {
 public:
  Fields& put(const char* key, const char* text);
  Fields& put(const char* key, const std::string& text);
  // Doubles go through number_json: "inf", "-inf", "nan" where they are not finite.
  Fields& put(const char* key, double number);
  Fields& put(const char* key, int number);
  Fields& put(const char* key, bool truth);
  Fields& put(const char* key, Json value);
  // null where the text is empty.
  Fields& put_or_null(const char* key, const std::string& text);
  Json take() { return std::move(json_); }

 private:
  Json json_ = Json::object();
};

// An error as replies carry it: {"code", "message", "where", "hint"?}.
Json error_json(const Error& error);

}  // namespace vi::lesson
