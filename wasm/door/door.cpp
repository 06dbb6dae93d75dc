#include "door/door.h"

#include <exception>
#include <new>

#include "core/error.h"
#include "door/operations.h"
#include "lesson/json_fields.h"

namespace vi::door {
namespace {

using lesson::error_json;
using lesson::Json;

// The one place where an exception becomes an error reply.
template <class Work>
void answer(Json& reply, const Work& work) {
  try {
    reply["ok"] = work();
  } catch (const Error& error) {
    reply["error"] = error_json(error);
  } catch (const std::bad_alloc&) {
    reply["error"] = error_json(Error(Code::limit, "the request needs more memory than there is"));
  } catch (const std::exception& error) {
    reply["error"] = error_json(Error(Code::internal, error.what()));
  }
}

}  // namespace

std::string call(std::string_view text) {
  Json reply = Json::object();
  answer(reply, [&] {
    const Json request = lesson::read_json(text, lesson::request_limits, Code::bad_request, "request");
    if (!request.is_object()) fail(Code::bad_request, {"a request is an object with an \"op\""}, "request");
    if (request.contains("id")) reply["id"] = request["id"];
    return run(request);
  });
  return reply.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace vi::door
