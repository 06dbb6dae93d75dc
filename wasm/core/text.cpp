#include "core/text.h"

namespace vi {

std::string join(std::initializer_list<std::string_view> parts) {
  std::string text;
  append(text, parts);
  return text;
}

void append(std::string& text, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) text.append(part);
}

std::string spaced(std::string_view first, std::string_view second) {
  return join({first, first.empty() || second.empty() ? "" : " ", second});
}

void append_item(std::string& text, std::string_view separator, std::initializer_list<std::string_view> item) {
  if (!text.empty()) text.append(separator);
  append(text, item);
}

}  // namespace vi
