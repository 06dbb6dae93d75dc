#include "lesson/document.h"

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "lesson/json_writer.h"
#include "lesson/suggest.h"

namespace vi::lesson {

std::string Document::path() const {
  if (parent_ == nullptr) return {};
  return join({parent_->path(), "/", key_ != nullptr ? *key_ : std::to_string(index_)});
}

std::string Document::where() const { return spaced(*file_, path()); }

const Json::object_t& Document::object() const {
  if (!json_->is_object()) wrong_type("an object");
  return json_->get_ref<const Json::object_t&>();
}

bool Document::has(std::string_view key) const {
  if (!json_->is_object()) return false;
  const auto& fields = object();
  return std::any_of(fields.begin(), fields.end(), [&](const auto& entry) { return entry.first == key; });
}

Document Document::at(const char* key) const {
  const auto& fields = object();
  for (const auto& [name, value] : fields) {
    if (name == key) return Document(value, *this, &name, 0);
  }
  std::vector<std::string> keys;
  for (const auto& entry : fields) keys.push_back(entry.first);
  const std::string near = did_you_mean(key, keys);
  refuse({"\"", key, "\" is missing"}, near.empty() ? "add it" : join({"there is a similar key: ", near}));
}

Document Document::element(std::size_t index) const {
  if (!json_->is_array()) wrong_type("a list");
  if (index >= json_->size()) {
    refuse({"the list has ", json_->size(), " entries; one more is needed"});
  }
  return Document((*json_)[index], *this, nullptr, index);
}

std::vector<Document> Document::entries() const {
  std::vector<Document> all;
  for (const auto& [name, value] : object()) all.push_back(Document(value, *this, &name, 0));
  return all;
}

std::vector<Document> Document::elements() const {
  if (!json_->is_array()) wrong_type("a list");
  std::vector<Document> all;
  for (std::size_t i = 0; i < json_->size(); ++i) all.push_back(element(i));
  return all;
}

const std::string& Document::text() const {
  if (!json_->is_string()) wrong_type("a text");
  return json_->get_ref<const std::string&>();
}

std::string Document::text_or(const char* key, const std::string& otherwise) const {
  return has(key) ? text(key) : otherwise;
}

std::string Document::constant() const {
  if (json_->is_number()) {
    JsonWriter out;
    write_json(out, *json_);
    return out.take();
  }
  if (!json_->is_string()) wrong_type("a constant such as \"3/10\"");
  return json_->get_ref<const std::string&>();
}

void Document::only(std::initializer_list<const char*> known) const {
  only(std::vector<std::string>(known.begin(), known.end()));
}

void Document::only(const std::vector<std::string>& known) const {
  for (const auto& value : entries()) {
    const std::string& key = value.key();
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::string all;
    for (const auto& name : known) append_item(all, ", ", {name});
    const std::string near = did_you_mean(key, known);
    value.refuse({"\"", key, "\" is not known here"}, near.empty() ? join({"known are ", all}) : near);
  }
}

void Document::refuse(std::initializer_list<Piece> message, std::string_view hint) const {
  fail(Code::lesson, message, where(), hint);
}

void Document::wrong_type(const char* wanted) const { refuse({"expected ", wanted, ", found ", json_->type_name()}); }

}  // namespace vi::lesson
