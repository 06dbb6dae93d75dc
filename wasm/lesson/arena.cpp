#include "lesson/arena.h"

#include <algorithm>
#include <cstring>

namespace vi::lesson {
namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define VI_WATCHED 1
#endif
#endif

// Under the address sanitizer every piece is a chunk of its own: reading what was given back is then seen.
#ifdef VI_WATCHED
constexpr std::size_t chunk_bytes = 0;
#else
constexpr std::size_t chunk_bytes = 32 * 1024;
#endif
constexpr std::size_t alignment = 8;

Arena*& in_use() {
  static Arena for_ever;
  static Arena* current = &for_ever;
  return current;
}

}  // namespace

void* Arena::take(std::size_t bytes) {
  bytes = (bytes + alignment - 1) / alignment * alignment;
  if (chunks_.empty() || used_ + bytes > chunks_.back().size) {
    const std::size_t size = std::max(bytes, chunk_bytes);
    chunks_.push_back({std::unique_ptr<char[]>(new char[size]), size});
    used_ = 0;
  }
  void* piece = chunks_.back().bytes.get() + used_;
  used_ += bytes;
  return piece;
}

void Arena::release(Mark mark) {
  while (chunks_.size() > mark.chunks) chunks_.pop_back();
  used_ = mark.used;
}

Arena& arena() { return *in_use(); }

ArenaScope::ArenaScope(Arena& arena) : before_(in_use()) { in_use() = &arena; }
ArenaScope::~ArenaScope() { in_use() = before_; }

std::string_view keep_text(std::string_view text) {
  if (text.empty()) return {};
  char* copy = static_cast<char*>(arena().take(text.size()));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

}  // namespace vi::lesson
