// Reading fields of a JSON document, with errors that name file, path and remedy.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/json_input.h"

namespace vi::lesson {

// A place in a document. Fields are asked for by name; what is missing or of the wrong type is an Error(lesson). Knows
// its place through the one it was taken from, which must outlive it.
class Document {
 public:
  Document(const Json& json, const std::string& file) : json_(&json), file_(&file) {}

  const Json& json() const { return *json_; }
  // "/sets/gaussian"
  std::string path() const;
  // "lesson.json /sets/gaussian"
  std::string where() const;

  bool has(std::string_view key) const;
  Document at(const char* key) const;
  Document element(std::size_t index) const;
  std::vector<Document> entries() const;   // of an object, each with its key
  std::vector<Document> elements() const;  // of an array
  // The key under which this stands in its object.
  const std::string& key() const { return *key_; }

  const std::string& text() const;
  const std::string& text(const char* key) const { return at(key).text(); }
  std::string text_or(const char* key, const std::string& otherwise) const;
  // A constant: text or number.
  std::string constant() const;

  // Error(lesson) naming the first key that is not in `known`.
  void only(std::initializer_list<const char*> known) const;
  void only(const std::vector<std::string>& known) const;
  [[noreturn]] void refuse(std::initializer_list<Piece> message, std::string_view hint = {}) const;

 private:
  Document(const Json& json, const Document& parent, const std::string* key, std::size_t index)
      : json_(&json), file_(parent.file_), parent_(&parent), key_(key), index_(index) {}
  const Json::object_t& object() const;
  [[noreturn]] void wrong_type(const char* wanted) const;

  const Json* json_;
  const std::string* file_;
  const Document* parent_ = nullptr;
  const std::string* key_ = nullptr;  // null in an array
  std::size_t index_ = 0;
};

}  // namespace vi::lesson
