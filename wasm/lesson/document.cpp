#include "lesson/document.h"

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "lesson/json_writer.h"
#include "lesson/suggest.h"

namespace vi::lesson {

std::string Document::path() const {
  if (parent_ == nullptr) return {};
  const Piece last = parent_->json_->list() != nullptr ? Piece(index_) : Piece(key_);
  return join({parent_->path(), "/", last});
}

std::string Document::where() const { return spaced(file_, path()); }

JsonObject Document::object() const {
  if (json_->object() == nullptr) wrong_type("an object");
  return *json_->object();
}

JsonList Document::list() const {
  if (json_->list() == nullptr) wrong_type("a list");
  return *json_->list();
}

bool Document::has(std::string_view key) const { return json_->find(key) != nullptr; }

Document Document::at(std::string_view key) const {
  for (const auto& [name, value] : object()) {
    if (name == key) return Document(value, *this, name, 0);
  }
  std::vector<std::string_view> keys;
  for (const auto& entry : object()) keys.emplace_back(entry.key);
  const std::string near = did_you_mean(key, keys);
  refuse({"\"", key, "\" is missing"}, near.empty() ? "add it" : join({"there is a similar key: ", near}));
}

Document Document::element(std::size_t index) const {
  const JsonList all = list();
  if (index >= all.size()) refuse({"the list has ", all.size(), " entries; one more is needed"});
  return Document(all[index], *this, {}, index);
}

std::vector<Document> Document::entries() const {
  std::vector<Document> all;
  for (const auto& [name, value] : object()) all.push_back(Document(value, *this, name, 0));
  return all;
}

std::vector<Document> Document::elements() const {
  std::vector<Document> all;
  for (std::size_t i = 0; i < list().size(); ++i) all.push_back(element(i));
  return all;
}

std::string_view Document::text() const {
  if (json_->text() == nullptr) wrong_type("a text");
  return *json_->text();
}

std::string_view Document::text_or(std::string_view key, std::string_view otherwise) const {
  return has(key) ? text(key) : otherwise;
}

std::string Document::constant() const {
  if (json_->is_number()) {
    JsonWriter out;
    write_json(out, *json_);
    return out.take();
  }
  if (json_->text() == nullptr) wrong_type("a constant such as \"3/10\"");
  return std::string(*json_->text());
}

void Document::only(std::initializer_list<const char*> known) const {
  only(std::vector<std::string_view>(known.begin(), known.end()));
}

void Document::only(const std::vector<std::string_view>& known) const {
  for (const auto& value : entries()) {
    const std::string_view key = value.key();
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

void Document::wrong_type(const char* wanted) const { refuse({"expected ", wanted, ", found ", json_->type()}); }

}  // namespace vi::lesson
