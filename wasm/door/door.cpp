#include "door/door.h"

#include <exception>
#include <new>

#include "core/error.h"
#include "door/cache.h"
#include "door/operations.h"
#include "lesson/arena.h"
#include "lesson/json_input.h"

namespace vi::door {
namespace {

constexpr const char* out_of_memory =
    R"({"error":{"code":"limit","message":"the request needs more memory than there is","where":""}})";

// The one place where an exception becomes an error reply: what stands in `out` since `start` makes room for it.
template <class Work>
void answer(JsonWriter& out, const Work& work) {
  auto start = out.mark();
  const auto refuse = [&](const Error& error) {
    out.back_to(start);
    out.key("error");
    write_error(out, error);
  };
  try {
    work(start);
  } catch (const Error& error) {
    refuse(error);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    refuse(Error(Code::internal, error.what()));
  }
}

// Values and trees of one request; the first chunk stays for the next one.
lesson::Arena& request_memory() {
  static lesson::Arena memory;
  static const void* first = memory.take(1);
  static_cast<void>(first);
  return memory;
}

std::string reply_to(std::string_view text) {
  const lesson::ArenaScope here(request_memory());
  const lesson::Scratch scratch;
  trim_trees();
  JsonWriter out;
  out.open_object();
  answer(out, [&](JsonWriter::Mark& start) {
    const Json request = lesson::read_json(text, lesson::request_limits, Code::bad_request, "request");
    if (request.object() == nullptr) fail(Code::bad_request, {"a request is an object with an \"op\""}, "request");
    if (const auto* id = request.find("id")) {
      if (id->text() == nullptr && !id->is_number())
        fail(Code::bad_request, {"\"id\" must be a text or a number"}, "id");
      out.key("id");
      write_json(out, *id);
      start = out.mark();
    }
    out.key("ok");
    run(request, out);
  });
  out.close_object();
  return out.take();
}

}  // namespace

std::string call(std::string_view text) {
  try {
    return reply_to(text);
  } catch (const std::bad_alloc&) {
    return out_of_memory;
  }
}

}  // namespace vi::door
