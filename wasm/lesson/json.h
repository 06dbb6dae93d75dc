// JSON as it came in: values in the arena, copied like numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

namespace vi::lesson {

class Json;
struct JsonField;
using JsonList = std::span<const Json>;
using JsonObject = std::span<const JsonField>;  // in the order written, keys all different

class Json {
 public:
  Json() = default;  // null
  Json(bool truth) : data_(truth) {}
  Json(std::int64_t number) : data_(number) {}
  Json(double number) : data_(number) {}
  // Parts that lie in the arena already.
  Json(std::string_view text) : data_(text) {}
  Json(const char* text) : Json(std::string_view(text)) {}
  Json(JsonList list) : data_(list) {}
  Json(JsonObject object) : data_(object) {}

  // What it holds, or null if it is something else.
  const bool* boolean() const { return std::get_if<bool>(&data_); }
  const std::string_view* text() const { return std::get_if<std::string_view>(&data_); }
  const JsonList* list() const { return std::get_if<JsonList>(&data_); }
  const JsonObject* object() const { return std::get_if<JsonObject>(&data_); }
  // A number that is written without point and exponent, below 2^63.
  const std::int64_t* whole() const { return std::get_if<std::int64_t>(&data_); }

  bool is_number() const { return whole() != nullptr || std::get_if<double>(&data_) != nullptr; }
  double number() const { return whole() != nullptr ? static_cast<double>(*whole()) : std::get<double>(data_); }

  // The field of that name; null if there is none, or if this is no object.
  const Json* find(std::string_view key) const;

  // "object", "array", "string", "number", "boolean" or "null".
  const char* type() const;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string_view, JsonList, JsonObject> data_;
};

struct JsonField {
  std::string_view key;
  Json value;
};

inline const Json* Json::find(std::string_view key) const {
  if (object() == nullptr) return nullptr;
  for (const auto& field : *object()) {
    if (field.key == key) return &field.value;
  }
  return nullptr;
}

inline const char* Json::type() const {
  constexpr const char* names[] = {"null", "boolean", "number", "number", "string", "array", "object"};
  return names[data_.index()];
}

}  // namespace vi::lesson
