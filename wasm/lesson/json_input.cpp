#include "lesson/json_input.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/error.h"
#include "core/text.h"
#include "lesson/arena.h"

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

using Parser = nlohmann::json;

constexpr std::size_t longest_shown = 80;  // of a key, in a message

// Builds the document while it counts what the limits count. What stands in an open list or object waits in one stack,
// and moves to the arena when it is closed.
class Reader : public nlohmann::json_sax<Parser> {
 public:
  Reader(std::string_view text, const JsonLimits& limits, Code code, std::string_view file)
      : text_(text), limits_(limits), code_(code), file_(file) {
    constexpr std::size_t usual = 32;  // values of a request
    waiting_.reserve(usual);
    open_.reserve(usual);
    keys_.reserve(usual);
  }

  Json document() const { return waiting_.front().value; }

  bool null() override { return add({}); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(std::int64_t value) override { return add(value); }
  bool number_unsigned(std::uint64_t value) override {
    const auto whole = static_cast<std::int64_t>(value);
    return whole >= 0 ? add(whole) : add(static_cast<double>(value));
  }
  bool number_float(double value, const std::string&) override { return add(value); }
  bool binary(Parser::binary_t&) override { return false; }
  bool string(std::string& value) override { return add(kept(value)); }

  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }

  bool end_object() override {
    const auto fields = keep(parts());
    require_different_keys(fields);
    return close(fields);
  }
  bool end_array() override {
    const auto elements = parts();
    return close(keep_each<Json>(elements.size(), [&](std::size_t i) { return elements[i].value; }));
  }

  bool key(std::string& name) override {
    key_ = {};
    if (name == "__proto__") fail(code_, {"the key \"__proto__\" is not allowed"}, where());
    key_ = kept(name);
    return true;
  }

  bool parse_error(std::size_t byte, const std::string&, const Parser::exception& error) override {
    const std::string_view what = error.what();
    const bool too_large = what.find("out_of_range") != std::string_view::npos;
    fail(code_,
         {too_large ? "a number is beyond the range of doubles" : "this is not valid JSON",
          too_large ? "" : reason(byte)},
         spaced(file_, line_and_column(text_, byte)));
  }

 private:
  struct Open {
    bool is_list;
    std::size_t first;     // its first part in waiting_
    std::string_view key;  // under which it stands; of the lists around it only the place is known
  };

  // What waits for the end of the innermost list or object.
  JsonObject parts() const { return JsonObject(waiting_).subspan(open_.back().first); }

  const char* reason(std::size_t byte) const {
    if (byte > text_.size()) return ": it ends too early";
    if (!text_.empty() && text_[0] == '<') return ": it looks like a web page";
    return "";
  }

  // The path of what is open.
  std::string path() const {
    std::string text;
    for (std::size_t i = 1; i < open_.size(); ++i)
      append(text, {"/", step(open_[i - 1], open_[i].first, open_[i].key)});
    return text;
  }

  std::string where() const { return spaced(file_, path()); }
  std::string where(Piece last) const { return spaced(file_, join({path(), "/", last})); }
  std::string where_next() const { return open_.empty() ? where() : where(step(open_.back(), waiting_.size(), key_)); }

  // What leads from a list or object to its part at `place` in the stack.
  static Piece step(const Open& from, std::size_t place, std::string_view key) {
    return from.is_list ? Piece(place - from.first) : Piece(key);
  }

  std::string_view kept(const std::string& text) {
    if (text.size() > limits_.string_bytes) {
      fail(Code::limit, {"a text has ", text.size(), " bytes; at most ", limits_.string_bytes, " are read"},
           where_next());
    }
    if (text.find('\0') != std::string::npos) fail(code_, {"a text holds a NUL character"}, where_next());
    return keep_text(text);
  }

  bool add(Json value) {
    if (++nodes_ > limits_.nodes) fail(Code::limit, {"more than ", limits_.nodes, " values"}, file_);
    waiting_.push_back({key_, value});
    return true;
  }

  bool open(bool is_list) {
    if (static_cast<int>(open_.size()) >= limits_.depth)
      fail(Code::limit, {"it nests deeper than ", limits_.depth, " levels"}, where());
    open_.push_back({is_list, waiting_.size(), key_});
    key_ = {};
    return true;
  }

  bool close(Json value) {
    waiting_.resize(open_.back().first);
    key_ = open_.back().key;
    open_.pop_back();
    return add(value);
  }

  // Once an object is closed, in one pass over its sorted keys: however many there are, it takes no square of them.
  void require_different_keys(JsonObject fields) {
    keys_.clear();
    for (const auto& field : fields) keys_.push_back(field.key);
    std::sort(keys_.begin(), keys_.end());
    const auto twice = std::adjacent_find(keys_.begin(), keys_.end());
    if (twice == keys_.end()) return;
    const auto shown = twice->substr(0, longest_shown);
    fail(Code::duplicate, {"the key \"", shown, "\" stands twice in one object"}, where(shown), "remove or rename one");
  }

  std::string_view text_;
  const JsonLimits& limits_;
  Code code_;
  std::string_view file_;
  std::vector<JsonField> waiting_;
  std::vector<Open> open_;
  std::vector<std::string_view> keys_;
  std::string_view key_;  // of the value that comes next
  std::size_t nodes_ = 0;
};

void walk(const Json& value, int depth, std::size_t& nodes, const JsonLimits& limits, std::string_view file) {
  if (++nodes > limits.nodes) fail(Code::limit, {"more than ", limits.nodes, " values"}, file);
  const auto require_short = [&](std::string_view text) {
    if (text.size() > limits.string_bytes)
      fail(Code::limit, {"a text has more than ", limits.string_bytes, " bytes"}, file);
  };
  if (value.text() != nullptr) require_short(*value.text());
  if (value.list() == nullptr && value.object() == nullptr) return;
  if (depth >= limits.depth) fail(Code::limit, {"it nests deeper than ", limits.depth, " levels"}, file);
  if (value.list() != nullptr) {
    for (const auto& part : *value.list()) walk(part, depth + 1, nodes, limits, file);
    return;
  }
  for (const auto& [key, part] : *value.object()) {
    require_short(key);
    walk(part, depth + 1, nodes, limits, file);
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

Json read_json(std::string_view text, const JsonLimits& limits, Code code, std::string_view file) {
  if (text.size() > limits.bytes) {
    fail(Code::limit, {"it has ", text.size(), " bytes; at most ", limits.bytes, " are read"}, file);
  }
  if (text.find('\0') != std::string_view::npos) fail(code, {"it holds a NUL character"}, file);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  Reader reader(text, limits, code, file);
  Parser::sax_parse(text, &reader);
  return reader.document();
}

void require_limits(const Json& document, const JsonLimits& limits, std::string_view file) {
  std::size_t nodes = 0;
  walk(document, 0, nodes, limits, file);
}

int line_of(std::string_view text, std::string_view pointer) { return Finder(text).line(pointer); }

}  // namespace vi::lesson
