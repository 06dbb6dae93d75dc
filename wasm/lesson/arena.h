// Memory for trees and values: taken piece by piece, given back all at once. Whatever lies there needs no destructor,
// so trees and values are copied like numbers.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace vi::lesson {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // `bytes` of memory, aligned for any of our types, until the arena or the mark before it is given back.
  void* take(std::size_t bytes);

  struct Mark {
    std::size_t chunks, used;
  };
  Mark mark() const { return {chunks_.size(), used_}; }
  // Gives back all that was taken since `mark`.
  void release(Mark mark);

 private:
  struct Chunk {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };
  std::vector<Chunk> chunks_;
  std::size_t used_ = 0;  // of the last chunk
};

// The arena in which trees and values are made now. Without an ArenaScope around it: one that lives as long as the
// program.
Arena& arena();

// Makes `arena` the one in use until the end of the block.
class ArenaScope {
 public:
  explicit ArenaScope(Arena& arena);
  ~ArenaScope();
  ArenaScope(const ArenaScope&) = delete;
  ArenaScope& operator=(const ArenaScope&) = delete;

 private:
  Arena* before_;
};

// Gives back at the end of the block what was taken inside it. Nothing made inside may be kept.
class Scratch {
 public:
  Scratch() : mark_(arena().mark()) {}
  ~Scratch() { arena().release(mark_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

 private:
  Arena::Mark mark_;
};

template <class T>
const T* keep_one(const T& item) {
  static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= 8);
  return new (arena().take(sizeof(T))) T(item);
}

// `count` items in the arena, each as `item(i)` gives it.
template <class T, class Item>
std::span<const T> keep_each(std::size_t count, const Item& item) {
  static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= 8);
  if (count == 0) return {};
  T* items = static_cast<T*>(arena().take(count * sizeof(T)));
  for (std::size_t i = 0; i < count; ++i) new (items + i) T(item(i));
  return {items, count};
}

// A copy of `items` in the arena.
template <class T>
std::span<const T> keep(std::span<const T> items) {
  return keep_each<T>(items.size(), [&](std::size_t i) -> const T& { return items[i]; });
}

template <class T>
std::span<const T> keep(const std::vector<T>& items) {
  return keep(std::span<const T>(items));
}

std::string_view keep_text(std::string_view text);

}  // namespace vi::lesson
