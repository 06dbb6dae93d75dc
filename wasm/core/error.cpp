#include "core/error.h"

#include <utility>

namespace vi {

const char* to_string(Code code) {
  switch (code) {
    case Code::bad_request:
      return "bad_request";
    case Code::unknown_op:
      return "unknown_op";
    case Code::syntax:
      return "syntax";
    case Code::too_long:
      return "too_long";
    case Code::too_deep:
      return "too_deep";
    case Code::unknown_name:
      return "unknown_name";
    case Code::unknown_function:
      return "unknown_function";
    case Code::arity:
      return "arity";
    case Code::type:
      return "type";
    case Code::domain:
      return "domain";
    case Code::cycle:
      return "cycle";
    case Code::duplicate:
      return "duplicate";
    case Code::limit:
      return "limit";
    case Code::lesson:
      return "lesson";
    case Code::unknown_lesson:
      return "unknown_lesson";
    case Code::unknown_scene:
      return "unknown_scene";
    case Code::parameter:
      return "parameter";
    case Code::internal:
      return "internal";
  }
  return "internal";
}

Error::Error(Code error_code, std::string message, std::string error_where, std::string error_hint)
    : std::runtime_error(std::move(message)),
      code(error_code),
      where(std::move(error_where)),
      hint(std::move(error_hint)) {}

}  // namespace vi
