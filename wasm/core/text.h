#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace vi {

/// A piece of a text to be: text, or a whole number, which needs no string of its own on the way.
class Piece {
 public:
  Piece(std::string_view text) : text_(text) {}
  Piece(const char* text) : text_(text) {}
  Piece(const std::string& text) : text_(text) {}
  template <std::integral Whole>
  Piece(Whole number) : Piece(static_cast<std::int64_t>(number), 0) {}

  std::string_view view() const { return count_ == 0 ? text_ : std::string_view(digits_, count_); }

 private:
  Piece(std::int64_t number, int);
  std::string_view text_;
  char digits_[20];
  unsigned char count_ = 0;  // of characters in digits_; 0 for text
};

/// The parts one after another. A call, not a chain of `+`: every `+` makes a string, and the code that destroys
/// it, at the place of the sum.
std::string join(std::initializer_list<Piece> parts);

/// text += parts.
void append(std::string& text, std::initializer_list<Piece> parts);

/// Both with a space between them, or the one that is not empty: "lesson.json" + "/sets/a".
std::string spaced(std::string_view first, std::string_view second);

/// Appends one item of a list: the separator stands before every item but the first.
void append_item(std::string& text, std::string_view separator, std::initializer_list<Piece> item);

}  // namespace vi
