#include "lesson/document.h"

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "lesson/suggest.h"

namespace vi::lesson {

std::string Document::where() const { return spaced(file_, path_); }

Document Document::at(const std::string& key) const {
  if (!json_.is_object()) wrong_type("an object");
  const auto found = json_.find(key);
  if (found == json_.end()) {
    std::vector<std::string> keys;
    for (const auto& entry : json_.items()) keys.push_back(entry.key());
    const std::string near = did_you_mean(key, keys);
    refuse({"\"", key, "\" is missing"}, near.empty() ? "add it" : join({"there is a similar key: ", near}));
  }
  return Document(*found, file_, join({path_, "/", key}));
}

Document Document::at(std::size_t index) const {
  if (!json_.is_array()) wrong_type("a list");
  if (index >= json_.size()) refuse({"the list has ", std::to_string(json_.size()), " entries; one more is needed"});
  return Document(json_[index], file_, join({path_, "/", std::to_string(index)}));
}

std::vector<std::pair<std::string, Document>> Document::entries() const {
  if (!json_.is_object()) wrong_type("an object");
  std::vector<std::pair<std::string, Document>> all;
  for (const auto& entry : json_.items())
    all.emplace_back(entry.key(), Document(entry.value(), file_, join({path_, "/", entry.key()})));
  return all;
}

std::vector<Document> Document::elements() const {
  if (!json_.is_array()) wrong_type("a list");
  std::vector<Document> all;
  for (std::size_t i = 0; i < json_.size(); ++i) all.push_back(at(i));
  return all;
}

std::string Document::text() const {
  if (!json_.is_string()) wrong_type("a text");
  return json_.get<std::string>();
}

std::string Document::text_or(const std::string& key, const std::string& otherwise) const {
  return has(key) ? text(key) : otherwise;
}

std::string Document::constant() const {
  if (json_.is_number()) return json_.dump();
  if (!json_.is_string()) wrong_type("a constant such as \"3/10\"");
  return json_.get<std::string>();
}

void Document::only(std::initializer_list<const char*> known) const {
  only(std::vector<std::string>(known.begin(), known.end()));
}

void Document::only(const std::vector<std::string>& known) const {
  for (const auto& [key, value] : entries()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::string all;
    for (const auto& name : known) append_item(all, ", ", {name});
    const std::string near = did_you_mean(key, known);
    value.refuse({"\"", key, "\" is not known here"}, near.empty() ? join({"known are ", all}) : near);
  }
}

void Document::refuse(std::initializer_list<std::string_view> message, std::string_view hint) const {
  fail(Code::lesson, message, where(), hint);
}

void Document::wrong_type(const char* wanted) const { refuse({"expected ", wanted, ", found ", json_.type_name()}); }

}  // namespace vi::lesson
