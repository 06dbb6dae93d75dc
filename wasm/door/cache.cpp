#include "door/cache.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "core/error.h"
#include "lesson/arena.h"
#include "lesson/json_input.h"
#include "lesson/json_writer.h"

namespace vi::door {
namespace {

constexpr std::size_t most_trees = 512;
constexpr std::size_t most_chunks = 512;  // of the arena, 32 KB each
constexpr std::size_t most_lessons = 32;

struct Trees {
  std::map<std::string_view, lesson::NodePtr> by_text;
  lesson::Arena arena;
};

Trees& trees() {
  static Trees all;
  return all;
}

struct Entry {
  std::string hash, text;
  std::shared_ptr<const lesson::Lesson> lesson;
};

// The one used last stands last.
std::vector<Entry>& lessons() {
  static std::vector<Entry> all;
  return all;
}

std::vector<Entry>::iterator entry_of(std::string_view hash) {
  return std::find_if(lessons().begin(), lessons().end(), [&](const Entry& entry) { return entry.hash == hash; });
}

// FNV-1a, 64 bits: a name for the content, not a defence. Two texts of one name are told apart by their text.
std::string hash_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  std::string name;
  for (int shift = 60; shift >= 0; shift -= 4) name += "0123456789abcdef"[(hash >> shift) & 15];
  return name;
}

// Of a text that is no expression nothing stays in the arena.
lesson::NodePtr parsed_into(lesson::Arena& arena, std::string_view text) {
  const auto start = arena.mark();
  try {
    return lesson::parse(text);
  } catch (...) {
    arena.release(start);
    throw;
  }
}

}  // namespace

lesson::NodePtr tree_of(std::string_view text) {
  auto& [by_text, arena] = trees();
  const auto found = by_text.find(text);
  if (found != by_text.end()) return found->second;
  const lesson::ArenaScope here(arena);
  const auto node = parsed_into(arena, text);
  by_text.emplace(lesson::keep_text(text), node);
  return node;
}

void trim_trees() {
  auto& [by_text, arena] = trees();
  if (by_text.size() < most_trees && arena.mark().chunks < most_chunks) return;
  by_text.clear();
  arena.release({0, 0});
}

Loaded load(const lesson::Json& document, std::string_view file) {
  lesson::JsonWriter out;
  write_json(out, document);
  Entry entry{{}, out.take(), nullptr};
  if (entry.text.size() > lesson::lesson_limits.bytes) {
    fail(Code::limit, {"it has ", entry.text.size(), " bytes; at most ", lesson::lesson_limits.bytes, " are read"},
         file);
  }
  entry.hash = hash_of(entry.text);
  auto& all = lessons();
  const auto held = entry_of(entry.hash);
  const bool same = held != all.end() && held->text == entry.text && held->lesson->file == file;
  entry.lesson = same ? held->lesson : lesson::read_lesson(document, file);
  if (held != all.end()) all.erase(held);
  all.push_back(entry);
  if (all.size() > most_lessons) all.erase(all.begin());
  return {entry.hash, entry.lesson};
}

const lesson::Lesson& loaded_lesson(std::string_view hash) {
  const auto found = entry_of(hash);
  if (found == lessons().end()) {
    fail(Code::unknown_lesson, {"no lesson \"", hash, "\" is loaded here"}, "lesson", "load it again with lesson.load");
  }
  std::rotate(found, found + 1, lessons().end());
  return *lessons().back().lesson;
}

}  // namespace vi::door
