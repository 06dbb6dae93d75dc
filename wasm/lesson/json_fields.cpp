#include "lesson/json_fields.h"

#include "lesson/value_json.h"

namespace vi::lesson {

void append_field(Json& object, std::string key, Json value) {
  auto& fields = object.get_ref<Json::object_t&>();
  fields.Json::object_t::Container::emplace_back(std::move(key), std::move(value));
}

Fields& Fields::put(const char* key, const char* text) { return put(key, Json(text)); }
Fields& Fields::put(const char* key, const std::string& text) { return put(key, Json(text)); }
Fields& Fields::put(const char* key, double number) { return put(key, number_json(number)); }
Fields& Fields::put(const char* key, int number) { return put(key, Json(number)); }
Fields& Fields::put(const char* key, bool truth) { return put(key, Json(truth)); }

Fields& Fields::put(const char* key, Json value) {
  append_field(json_, key, std::move(value));
  return *this;
}

Fields& Fields::put_or_null(const char* key, const std::string& text) {
  return put(key, text.empty() ? Json() : Json(text));
}

Json error_json(const Error& error) {
  Fields fields;
  fields.put("code", to_string(error.code)).put("message", error.what()).put("where", error.where);
  if (!error.hint.empty()) fields.put("hint", error.hint);
  return fields.take();
}

}  // namespace vi::lesson
