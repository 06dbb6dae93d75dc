#include "lesson/json_input.h"

#include <set>
#include <vector>

#include "core/error.h"
#include "core/text.h"

namespace vi::lesson {
namespace {

std::string line_and_column(std::string_view text, std::size_t byte) {
  std::size_t line = 1;
  std::size_t column = 1;
  for (std::size_t i = 0; i + 1 < byte && i < text.size(); ++i) {
    ++column;
    if (text[i] == '\n') {
      ++line;
      column = 1;
    }
  }
  return join({"line ", line, " column ", column});
}

// Builds the document while it counts what the limits count.
class Reader : public nlohmann::json_sax<Json> {
 public:
  Reader(std::string_view text, const JsonLimits& limits, Code code, const std::string& file)
      : text_(text), limits_(limits), code_(code), file_(file) {}

  Json take() { return std::move(root_); }

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(std::int64_t value) override { return put(value); }
  bool number_unsigned(std::uint64_t value) override { return put(value); }
  bool number_float(double value, const std::string&) override { return put(value); }
  bool binary(Json::binary_t&) override { return false; }

  bool string(std::string& value) override {
    require_string(value);
    return put(std::move(value));
  }

  bool start_object(std::size_t) override {
    open(Json::object());
    keys_.emplace_back();
    return true;
  }
  bool end_object() override {
    keys_.pop_back();
    open_.pop_back();
    return true;
  }
  bool start_array(std::size_t) override {
    open(Json::array());
    keys_.emplace_back();
    return true;
  }
  bool end_array() override { return end_object(); }

  bool key(std::string& name) override {
    require_string(name);
    if (name == "__proto__") fail(code_, {"the key \"__proto__\" is not allowed"}, where());
    if (!keys_.back().insert(name).second) {
      fail(Code::duplicate, {"the key \"", name, "\" stands twice in one object"}, where(name), "remove or rename one");
    }
    key_ = name;
    return true;
  }

  bool parse_error(std::size_t byte, const std::string&, const Json::exception& error) override {
    const std::string what = error.what();
    const bool too_large = what.find("out_of_range") != std::string::npos;
    fail(code_,
         {too_large ? "a number is beyond the range of doubles" : "this is not valid JSON",
          too_large ? "" : reason(byte)},
         spaced(file_, line_and_column(text_, byte)));
  }

 private:
  const char* reason(std::size_t byte) const {
    if (byte > text_.size()) return ": it ends too early";
    if (!text_.empty() && text_[0] == '<') return ": it looks like a web page";
    return "";
  }

  std::string where(const std::string& last = {}) const {
    std::string path;
    for (const auto& step : path_) append(path, {"/", step});
    if (!last.empty()) append(path, {"/", last});
    return spaced(file_, path);
  }

  void require_string(const std::string& value) const {
    if (value.size() > limits_.string_bytes) {
      fail(Code::limit, {"a text has ", value.size(), " bytes; at most ", limits_.string_bytes, " are read"},
           where(key_));
    }
    if (value.find('\0') != std::string::npos) fail(code_, {"a text holds a NUL character"}, where(key_));
  }

  Json* add(Json value) {
    if (++nodes_ > limits_.nodes) {
      fail(Code::limit, {"more than ", limits_.nodes, " values"}, file_);
    }
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    // Keys are known to differ, so the search that operator[] makes is left out.
    auto& object = parent.get_ref<Json::object_t&>();
    object.Json::object_t::Container::emplace_back(key_, std::move(value));
    return &object.back().second;
  }

  bool put(Json value) {
    add(std::move(value));
    return true;
  }

  void open(Json value) {
    if (static_cast<int>(open_.size()) >= limits_.depth) {
      fail(Code::limit, {"it nests deeper than ", limits_.depth, " levels"}, where());
    }
    path_.resize(open_.empty() ? 0 : open_.size() - 1);
    if (!open_.empty()) path_.push_back(open_.back()->is_array() ? std::to_string(open_.back()->size()) : key_);
    open_.push_back(add(std::move(value)));
  }

  std::string_view text_;
  const JsonLimits& limits_;
  Code code_;
  const std::string& file_;
  Json root_;
  std::vector<Json*> open_;
  std::vector<std::set<std::string>> keys_;
  std::vector<std::string> path_;
  std::string key_;
  std::size_t nodes_ = 0;
};

void walk(const Json& value, int depth, std::size_t& nodes, const JsonLimits& limits, const std::string& file) {
  if (++nodes > limits.nodes) fail(Code::limit, {"more than ", limits.nodes, " values"}, file);
  if (depth > limits.depth) {
    fail(Code::limit, {"it nests deeper than ", limits.depth, " levels"}, file);
  }
  if (value.is_string() && value.get_ref<const std::string&>().size() > limits.string_bytes) {
    fail(Code::limit, {"a text has more than ", limits.string_bytes, " bytes"}, file);
  }
  if (value.is_structured()) {
    for (const auto& child : value) walk(child, depth + 1, nodes, limits, file);
  }
}

// A cursor over JSON text that is known to be valid.
class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  int line(std::string_view pointer) {
    space();
    while (!pointer.empty()) {
      pointer.remove_prefix(1);
      const auto end = std::min(pointer.find('/'), pointer.size());
      if (!enter(pointer.substr(0, end))) return 0;
      pointer.remove_prefix(end);
    }
    int line = 1;
    for (std::size_t i = 0; i < place_ && i < text_.size(); ++i) line += text_[i] == '\n' ? 1 : 0;
    return line;
  }

 private:
  char now() const { return place_ < text_.size() ? text_[place_] : '\0'; }

  void space() {
    while (now() == ' ' || now() == '\n' || now() == '\t' || now() == '\r') ++place_;
  }

  std::string_view string() {
    const std::size_t begin = ++place_;
    while (place_ < text_.size() && now() != '"') place_ += now() == '\\' ? 2 : 1;
    const auto content = text_.substr(std::min(begin, text_.size()), place_ - begin);
    ++place_;
    return content;
  }

  void skip() {
    int depth = 0;
    do {
      space();
      if (now() == '"') {
        string();
      } else if (now() == '{' || now() == '[') {
        ++depth;
        ++place_;
      } else if (now() == '}' || now() == ']') {
        --depth;
        ++place_;
      } else {
        ++place_;
      }
      if (depth == 0 && (now() == ',' || now() == '}' || now() == ']')) return;
    } while (place_ < text_.size());
  }

  bool enter(std::string_view step) {
    const bool object = now() == '{';
    if (!object && now() != '[') return false;
    ++place_;
    for (std::size_t index = 0; place_ < text_.size(); ++index) {
      space();
      bool here = !object && std::to_string(index) == step;
      if (object) {
        here = string() == step;
        space();
        ++place_;  // the colon
        space();
      }
      if (here) return true;
      skip();
      space();
      if (now() != ',') return false;
      ++place_;
    }
    return false;
  }

  std::string_view text_;
  std::size_t place_ = 0;
};

}  // namespace

Json read_json(std::string_view text, const JsonLimits& limits, Code code, const std::string& file) {
  if (text.size() > limits.bytes) {
    fail(Code::limit, {"it has ", text.size(), " bytes; at most ", limits.bytes, " are read"}, file);
  }
  if (text.find('\0') != std::string_view::npos) fail(code, {"it holds a NUL character"}, file);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  Reader reader(text, limits, code, file);
  Json::sax_parse(text, &reader);
  return reader.take();
}

void require_limits(const Json& document, const JsonLimits& limits, const std::string& file) {
  std::size_t nodes = 0;
  walk(document, 0, nodes, limits, file);
}

int line_of(std::string_view text, std::string_view pointer) { return Finder(text).line(pointer); }

}  // namespace vi::lesson
