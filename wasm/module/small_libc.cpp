// What the JSON library asks of the C library, in place of the C library's own: those read and print long
// doubles, and bring 18 KB of 128-bit arithmetic into the module. The linker takes these first.
#include <cstdarg>
#include <cstddef>
#include <cstring>

#include "core/decimal.h"

extern "C" {

// Reads what the lexer has found to be a JSON number, whole: `end` is its last byte.
__attribute__((used)) double strtod(const char* text, char** end) {
  const std::size_t length = std::strlen(text);
  if (end != nullptr) *end = const_cast<char*>(text + length);
  return vi::core::parse_decimal({text, length});
}

// They share an object file with strtod in the C library; nothing here calls them, so the linker drops them again.
float strtof(const char* text, char** end) { return static_cast<float>(strtod(text, end)); }
long double strtold(const char* text, char** end) { return strtod(text, end); }

// Knows what the library's messages need: literal text, and "%.NX" for an unsigned number in N hexadecimal digits.
__attribute__((used)) int snprintf(char* buffer, std::size_t size, const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  std::size_t length = 0;
  const auto put = [&](char c) {
    if (length + 1 < size) buffer[length] = c;
    ++length;
  };
  for (const char* at = format; *at != '\0'; ++at) {
    const bool hexadecimal = at[0] == '%' && at[1] == '.' && at[2] != '\0' && at[3] == 'X';
    if (!hexadecimal) {
      put(*at);
      continue;
    }
    const auto value = va_arg(arguments, unsigned);
    for (int digit = at[2] - '1'; digit >= 0; --digit) put("0123456789ABCDEF"[(value >> (4 * digit)) & 15]);
    at += 3;
  }
  va_end(arguments);
  if (size > 0) buffer[length < size ? length : size - 1] = '\0';
  return static_cast<int>(length);
}
}
