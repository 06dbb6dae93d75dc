#include "core/error.h"

#include <iterator>
#include <utility>

namespace vi {
namespace {

bool is_in_names(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

const char* to_string(Code code) {
  static constexpr const char* texts[] = {
      "bad_request",    "unknown_op",    "syntax",    "too_long",  "too_deep",  "unknown_name", "unknown_function",
      "arity",          "type",          "domain",    "cycle",     "duplicate", "limit",        "lesson",
      "unknown_lesson", "unknown_scene", "parameter", "ambiguous", "internal",
  };
  static_assert(std::size(texts) == static_cast<std::size_t>(Code::internal) + 1);
  return texts[static_cast<std::size_t>(code)];
}

Error::Error(Code error_code, std::string message, std::string error_where, std::string error_hint)
    : std::runtime_error(std::move(message)),
      code(error_code),
      where(std::move(error_where)),
      hint(std::move(error_hint)) {}

void fail(Code code, std::initializer_list<Piece> message, std::string_view where, std::string_view hint) {
  throw Error(code, join(message), std::string(where), std::string(hint));
}

void fail_at(std::string_view place, const Error& error) {
  fail(error.code, {error.what()}, spaced(place, error.where), error.hint);
}

std::string_view without_name(const Error& error) {
  const std::string_view message = error.what();
  std::size_t end = 0;
  while (end < message.size() && is_in_names(message[end])) ++end;
  return end > 0 && message.substr(end, 2) == ": " ? message.substr(end + 2) : message;
}

void fail_as(std::string_view who, const Error& error) {
  const std::string_view rest = without_name(error);
  if (rest.size() == std::string_view(error.what()).size()) throw error;
  fail(error.code, {who, ": ", rest}, error.where, error.hint);
}

}  // namespace vi
