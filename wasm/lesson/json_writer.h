// Replies as JSON text, written from front to back into one string.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "lesson/json.h"

namespace vi::lesson {

class JsonWriter {
 public:
  JsonWriter() { text_.reserve(usual_size); }
  JsonWriter& open_object() { return open('{'); }
  JsonWriter& close_object() { return close('}'); }
  JsonWriter& open_array() { return open('['); }
  JsonWriter& close_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  // One value: of an array, after a key, or the whole document.
  JsonWriter& put(std::string_view text);
  JsonWriter& put(const char* text) { return put(std::string_view(text)); }
  JsonWriter& put(const std::string& text) { return put(std::string_view(text)); }
  // "inf", "-inf", "nan" where the number is not finite.
  JsonWriter& put(double number);
  JsonWriter& put(int number) { return literal(std::to_string(number)); }
  JsonWriter& put(bool truth) { return literal(truth ? "true" : "false"); }
  JsonWriter& put_null() { return literal("null"); }

  template <class T>
  JsonWriter& field(std::string_view name, const T& value) {
    return key(name).put(value);
  }
  // null where the text is empty.
  JsonWriter& field_or_null(std::string_view name, std::string_view text);

  // Written as it stands: a number or a word of JSON.
  JsonWriter& literal(std::string_view text);

  // What was written since a mark can be taken back, as by a part that failed half way.
  struct Mark {
    std::size_t size;
    bool comma;
  };
  Mark mark() const { return {text_.size(), comma_}; }
  void back_to(Mark mark);

  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void quoted(std::string_view text);

  static constexpr std::size_t usual_size = 500;  // of the reply to one question
  std::string text_;
  bool comma_ = false;  // the next item needs one before it
};

// A document as compact JSON, keys in their order.
void write_json(JsonWriter& out, const Json& json);

// {"code", "message", "where", "hint"?}
void write_error(JsonWriter& out, const Error& error);

}  // namespace vi::lesson
