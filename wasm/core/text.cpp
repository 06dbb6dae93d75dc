#include "core/text.h"

#include <charconv>

namespace vi {

Piece::Piece(std::int64_t number, int) {
  count_ = static_cast<unsigned char>(std::to_chars(digits_, digits_ + sizeof digits_, number).ptr - digits_);
}

std::string join(std::initializer_list<Piece> parts) {
  std::string text;
  append(text, parts);
  return text;
}

void append(std::string& text, std::initializer_list<Piece> parts) {
  for (const Piece& part : parts) text.append(part.view());
}

std::string spaced(std::string_view first, std::string_view second) {
  return join({first, first.empty() || second.empty() ? "" : " ", second});
}

void append_item(std::string& text, std::string_view separator, std::initializer_list<Piece> item) {
  if (!text.empty()) text.append(separator);
  append(text, item);
}

}  // namespace vi
