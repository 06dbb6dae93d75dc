// A task asked through the door: its steps, and the whole of it in slices.
#pragma once

#include <nlohmann/json.hpp>

#include "door/door.h"
#include "tests/catch.h"

namespace vi::test {

using Json = nlohmann::ordered_json;

inline Json ask(const Json& request) { return Json::parse(door::call(request.dump())); }

inline Json step(const Json& state, int budget) {
  return ask({{"op", "task.step"}, {"state", state}, {"budget", budget}});
}

// The whole task in slices of this size: the last reply, with all traces one after another.
inline Json run(Json reply, int budget) {
  Json trace = reply["ok"]["trace"];
  while (!reply["ok"]["done"]) {
    reply = step(reply["ok"]["state"], budget);
    REQUIRE(reply.contains("ok"));
    for (const auto& [name, values] : reply["ok"]["trace"].items())
      for (const auto& value : values) trace[name].push_back(value);
  }
  reply["ok"]["trace"] = trace;
  return reply;
}

// The state with one field changed; null takes it away.
inline Json changed(Json state, const char* field, const Json& value) {
  if (value.is_null()) {
    state.erase(field);
  } else {
    state[field] = value;
  }
  return state;
}

}  // namespace vi::test
