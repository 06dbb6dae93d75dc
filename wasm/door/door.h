// The one door of the core: a request in, a reply out, both JSON text.
//
// A reply is {"ok": …} or {"error": {"code", "message", "where", "hint"?}}; an `id` in the request is echoed. No
// exception leaves this function. Lessons that were loaded stay in a small cache, by the hash of their content.
#pragma once

#include <string>
#include <string_view>

namespace vi::door {

std::string call(std::string_view request);

}  // namespace vi::door
