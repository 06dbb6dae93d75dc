// Reading fields of a JSON document, with errors that name file, path and remedy.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "lesson/json.h"

namespace vi::lesson {

// A place in a document. Fields are asked for by name; what is missing or of the wrong type is an Error(lesson). Knows
// its place through the one it was taken from, which must outlive it.
class Document {
 public:
  Document(const Json& json, std::string_view file) : json_(&json), file_(file) {}

  const Json& json() const { return *json_; }
  // "/sets/gaussian"
  std::string path() const;
  // "lesson.json /sets/gaussian"
  std::string where() const;

  bool has(std::string_view key) const;
  Document at(std::string_view key) const;
  Document element(std::size_t index) const;
  std::vector<Document> entries() const;   // of an object, each with its key
  std::vector<Document> elements() const;  // of an array
  // The key under which this stands in its object.
  std::string_view key() const { return key_; }

  std::string_view text() const;
  std::string_view text(std::string_view key) const { return at(key).text(); }
  std::string_view text_or(std::string_view key, std::string_view otherwise) const;
  // A constant: text or number.
  std::string constant() const;

  // Error(lesson) naming the first key that is not in `known`.
  void only(std::initializer_list<const char*> known) const;
  void only(const std::vector<std::string_view>& known) const;
  [[noreturn]] void refuse(std::initializer_list<Piece> message, std::string_view hint = {}) const;

 private:
  Document(const Json& json, const Document& parent, std::string_view key, std::size_t index)
      : json_(&json), file_(parent.file_), parent_(&parent), key_(key), index_(index) {}
  JsonObject object() const;
  JsonList list() const;
  [[noreturn]] void wrong_type(const char* wanted) const;

  const Json* json_;
  std::string_view file_;
  const Document* parent_ = nullptr;
  std::string_view key_;   // of an entry
  std::size_t index_ = 0;  // of an element
};

}  // namespace vi::lesson
