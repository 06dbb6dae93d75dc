#include <nlohmann/json.hpp>

#include "door/door.h"
#include "tests/catch.h"

using Json = nlohmann::ordered_json;

namespace {

Json ask(const Json& request) { return Json::parse(vi::door::call(request.dump())); }

const Json lesson = Json::parse(R"json({"title": "t",
  "scenes": {"s": {"use": "g", "book": {"x": "3"}}},
  "sets": {"g": {"parameters": {"x": {"symbol": "x", "range": ["-6", "6"], "step": "1/4"}},
                 "quantities": {"square": "x^2", "third": "x/9"}}},
  "exercises": {
    "e": {"kind": "answers", "scene": "s", "title": "t", "variants": {"x": ["1", "3", "4"]},
      "lines": [
        {"name": "a", "ask": "?", "answer": "square", "carries": "square",
         "wrong": [{"is": "2*x", "says": "Square it."}]},
        {"name": "b", "ask": "?", "answer": "square + 1", "from": "square + 1"},
        {"name": "c", "ask": "?", "kind": "expression", "free": {"z": "z"}, "answer": "(z - 1)^2"}]},
    "m": {"kind": "mapping"},
    "n": {"kind": "mapping", "scene": "s", "variants": {"x": ["4"]}}}})json");

std::string loaded() { return ask({{"op", "lesson.load"}, {"lesson", lesson}})["ok"]["lesson"]; }

Json check(const char* line, const char* text, const Json& more = Json::object()) {
  Json request{{"op", "answer.check"}, {"lesson", loaded()}, {"scene", "s"},
               {"exercise", "e"},      {"line", line},       {"text", text}};
  request.update(more);
  return ask(request);
}

}  // namespace

TEST_CASE("door: an answer is read back") {
  CHECK(ask({{"op", "answer.read"}, {"text", "\\frac{8}{5}"}}).dump() ==
        R"({"ok":{"type":"number","value":1.6,"exact":"8/5","tex":"\\frac{8}{5}","read":"8/5 = 1.6"}})");
  CHECK(ask({{"op", "answer.read"}, {"text", "4x/5"}, {"free", {"x"}}}).dump() ==
        R"({"ok":{"type":"expression","value":null,"exact":null,"tex":"\\frac{4 x}{5}","read":"4*x/5"}})");
  CHECK(ask({{"op", "answer.read"}, {"text", "1,234"}})["error"]["code"] == "ambiguous");
}

TEST_CASE("door: an answer is judged, at the book's numbers and at others") {
  CHECK(check("a", "9")["ok"]["verdict"] == "right");
  CHECK(check("a", "16", {{"parameters", {{"x", "4"}}}})["ok"]["verdict"] == "right");
  const Json slip = check("a", "6")["ok"];
  CHECK(slip["verdict"] == "wrong");
  CHECK(slip["wrong"] == 0);
  CHECK(slip["says"] == "Square it.");
  CHECK(check("b", "7", {{"earlier", {{"a", "6"}}}})["ok"]["verdict"] == "carried");
  CHECK(check("c", "z² - 2z + 1")["ok"]["verdict"] == "right");
  CHECK(check("c", "z^2 + 1")["ok"]["wrong"] == nullptr);
}

TEST_CASE("door: what cannot be judged is an error, and no verdict") {
  CHECK(check("a", "9 9")["error"]["code"] == "ambiguous");
  CHECK(check("a", "z")["error"]["code"] == "unknown_name");
  CHECK(check("d", "9")["error"]["code"] == "unknown_name");
  CHECK(check("a", "9", {{"exercise", "f"}})["error"]["code"] == "unknown_name");
  CHECK(check("a", "9", {{"exercise", "m"}})["error"]["code"] == "bad_request");
  CHECK(check("a", "9", {{"earlier", 7}})["error"]["code"] == "bad_request");
}

TEST_CASE("door: the outline tells of exercises, and a variant of their numbers") {
  const Json outline = ask({{"op", "lesson.load"}, {"lesson", lesson}})["ok"]["exercises"];
  CHECK(outline["e"]["lines"][2].dump() == R"({"name":"c","kind":"expression"})");
  CHECK(outline["m"]["kind"] == "mapping");
  const Json request{{"op", "variant"}, {"lesson", loaded()}, {"exercise", "e"}, {"seed", 7}};
  const Json variant = ask(request)["ok"];
  CHECK(variant["seed"] == 7);
  CHECK(variant["parameters"].contains("x"));
  CHECK(ask(request)["ok"] == variant);
  const auto drawn = [](const std::string& exercise) {
    return ask({{"op", "variant"}, {"lesson", loaded()}, {"exercise", exercise}, {"seed", 7}});
  };
  CHECK(drawn("n")["ok"]["parameters"]["x"] == "4");
  CHECK(drawn("m")["error"]["code"] == "bad_request");
}
