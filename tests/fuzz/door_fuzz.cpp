// libFuzzer's way in: bytes go through the door as one part of a request, and whatever they are, a reply has to come
// out. VI_FUZZ names the part, so that each input of the door has a program and a corpus of its own.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "door/door.h"
#include "lesson/json_writer.h"

namespace {

using vi::lesson::JsonWriter;

[[maybe_unused]] std::string request(std::string_view bytes) { return std::string(bytes); }

[[maybe_unused]] std::string expression(std::string_view bytes) {
  return JsonWriter()
      .open_object()
      .field("op", "evaluate")
      .field("expression", bytes)
      .key("faces")
      .open_array()
      .put("symbolic")
      .put("substituted")
      .put("exact")
      .close_array()
      .close_object()
      .take();
}

[[maybe_unused]] std::string learner(std::string_view bytes) {
  return JsonWriter()
      .open_object()
      .field("op", "answer.read")
      .field("text", bytes)
      .key("free")
      .open_array()
      .put("x")
      .close_array()
      .close_object()
      .take();
}

// A lesson is an object within the request, so its bytes stand there as they are.
[[maybe_unused]] std::string lesson(std::string_view bytes) {
  return R"({"op": "lesson.load", "lesson": )" + std::string(bytes) + "}";
}

[[noreturn]] void fail(const std::string& asked, const std::string& reply) {
  std::fprintf(stderr, "asked:   %s\nreplied: %s\n", asked.c_str(), reply.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string asked = VI_FUZZ({reinterpret_cast<const char*>(data), size});
  const std::string reply = vi::door::call(asked);
  const bool is_reply = reply.find("\"ok\":") != std::string::npos || reply.find("\"error\":") != std::string::npos;
  if (!is_reply || reply.find("\"code\":\"internal\"") != std::string::npos) fail(asked, reply);
  return 0;
}
