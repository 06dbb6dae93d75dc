#pragma once

#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/text.h"

namespace vi {

/// Every kind of refusal the program knows. A code is part of the door's contract: outside callers
/// switch on its text, so a code is never renamed.
enum class Code {
  bad_request,
  unknown_op,
  syntax,
  too_long,
  too_deep,
  unknown_name,
  unknown_function,
  arity,
  type,
  domain,
  cycle,
  duplicate,
  limit,
  lesson,
  unknown_lesson,
  unknown_scene,
  parameter,
  ambiguous,
  internal,
};

/// The text of a code as replies carry it, e.g. "domain".
const char* to_string(Code code);

/// The one exception of the program. `message` is one plain sentence, `where` a place (column, JSON path,
/// parameter name), `hint` a remedy; the last two may be empty. The door turns it into an error reply.
struct Error : std::runtime_error {
  Error(Code code, std::string message, std::string where = {}, std::string hint = {});

  Code code;
  std::string where;
  std::string hint;
};

/// Throws the Error whose message is these parts one after another. One call at the place of the refusal: all
/// strings are made here.
[[noreturn]] void fail(Code code, std::initializer_list<Piece> message, std::string_view where = {},
                       std::string_view hint = {});

/// Throws `error` again with `place` in front of what it says about where: "lesson.json /sets/a" + "column 3".
[[noreturn]] void fail_at(std::string_view place, const Error& error);

/// What it says without the name that a function says it in: "x must be > 0" of "log: x must be > 0".
std::string_view without_name(const Error& error);

/// Throws `error` again in the name of `who`, instead of the name at its start. What has none there stays as it is.
[[noreturn]] void fail_as(std::string_view who, const Error& error);

/// What `compute` gives; what it refuses, `who` refuses.
template <class Compute>
auto in_name_of(std::string_view who, const Compute& compute) {
  try {
    return compute();
  } catch (const Error& error) {
    fail_as(who, error);
  }
}

}  // namespace vi
