// What the .wasm exports.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "door/door.h"

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#define EXPORTED extern "C" EMSCRIPTEN_KEEPALIVE
#else
#define EXPORTED extern "C"
#endif

// Takes `length` bytes of UTF-8 JSON, answers [length as u32, little-endian][UTF-8 JSON]. The answer belongs to the
// module and lives until the next call.
EXPORTED const char* vi_call(const char* request, std::size_t length) {
  static std::string answer;
  const std::string reply = vi::door::call(std::string_view(request, length));
  answer.resize(4);
  for (std::size_t i = 0; i < 4; ++i) answer[i] = static_cast<char>((reply.size() >> (8 * i)) & 255U);
  answer += reply;
  return answer.data();
}
