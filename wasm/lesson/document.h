// Reading fields of a JSON document, with errors that name file, path and remedy.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/json_input.h"

namespace vi::lesson {

// A place in a document. Fields are asked for by name; what is missing or of the wrong type is an Error(lesson).
class Document {
 public:
  Document(const Json& json, std::string file, std::string path)
      : json_(json), file_(std::move(file)), path_(std::move(path)) {}

  const Json& json() const { return json_; }
  const std::string& file() const { return file_; }
  const std::string& path() const { return path_; }
  // "lesson.json /sets/gaussian"
  std::string where() const;

  bool has(const std::string& key) const { return json_.is_object() && json_.contains(key); }
  Document at(const std::string& key) const;
  Document at(std::size_t index) const;
  std::vector<std::pair<std::string, Document>> entries() const;  // of an object
  std::vector<Document> elements() const;                         // of an array

  std::string text() const;
  std::string text(const std::string& key) const { return at(key).text(); }
  std::string text_or(const std::string& key, const std::string& otherwise) const;
  // A constant: text or number.
  std::string constant() const;

  // Error(lesson) naming the first key that is not in `known`.
  void only(std::initializer_list<const char*> known) const;
  void only(const std::vector<std::string>& known) const;
  [[noreturn]] void refuse(std::initializer_list<std::string_view> message, std::string_view hint = {}) const;

 private:
  [[noreturn]] void wrong_type(const char* wanted) const;
  const Json& json_;
  std::string file_, path_;
};

}  // namespace vi::lesson
