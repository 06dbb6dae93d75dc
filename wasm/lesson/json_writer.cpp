#include "lesson/json_writer.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace vi::lesson {

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  text_ += bracket;
  comma_ = true;
  return *this;
}

void JsonWriter::separate() {
  if (comma_) text_ += ',';
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  quoted(name);
  text_ += ':';
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::put(std::string_view text) {
  separate();
  quoted(text);
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::put(double number) {
  if (std::isnan(number)) return put("nan");
  if (std::isinf(number)) return put(number > 0 ? "inf" : "-inf");
  constexpr std::size_t longest = 32;
  char digits[longest];
  const char* end = nlohmann::detail::to_chars(digits, digits + longest, number);
  return literal({digits, static_cast<std::size_t>(end - digits)});
}

JsonWriter& JsonWriter::literal(std::string_view text) {
  separate();
  text_ += text;
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::field_or_null(std::string_view name, std::string_view text) {
  key(name);
  return text.empty() ? put_null() : put(text);
}

void JsonWriter::back_to(Mark mark) {
  text_.resize(mark.size);
  comma_ = mark.comma;
}

// Runs of plain characters are written at once.
void JsonWriter::quoted(std::string_view text) {
  text_ += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool control = static_cast<unsigned char>(c) < 0x20;
    if (!control && c != '"' && c != '\\') continue;
    text_.append(text, from, i - from);
    from = i + 1;
    text_ += '\\';
    if (!control) {
      text_ += c;
    } else if (c == '\n') {
      text_ += 'n';
    } else {
      text_ += c < 0x10 ? "u000" : "u001";
      text_ += "0123456789abcdef"[c & 15];
    }
  }
  text_.append(text, from);
  text_ += '"';
}

void write_json(JsonWriter& out, const Json& json) {
  if (const auto* text = json.text()) {
    out.put(*text);
  } else if (const auto* object = json.object()) {
    out.open_object();
    for (const auto& [key, value] : *object) {
      out.key(key);
      write_json(out, value);
    }
    out.close_object();
  } else if (const auto* list = json.list()) {
    out.open_array();
    for (const auto& element : *list) write_json(out, element);
    out.close_array();
  } else if (const auto* truth = json.boolean()) {
    out.put(*truth);
  } else if (const auto* whole = json.whole()) {
    out.literal(std::to_string(*whole));
  } else if (json.is_number()) {
    out.put(json.number());
  } else {
    out.put_null();
  }
}

void write_error(JsonWriter& out, const Error& error) {
  out.open_object().field("code", to_string(error.code)).field("message", error.what()).field("where", error.where);
  if (!error.hint.empty()) out.field("hint", error.hint);
  out.close_object();
}

}  // namespace vi::lesson
