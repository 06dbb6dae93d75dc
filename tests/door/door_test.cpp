#include "door/door.h"

#include <nlohmann/json.hpp>

#include "tests/catch.h"

using Json = nlohmann::ordered_json;

namespace {

Json ask(const Json& request) { return Json::parse(vi::door::call(request.dump())); }

const Json lesson = Json::parse(R"json({"title": "t",
  "scenes": {"s": {"use": "g", "book": {"x": "2"}}},
  "sets": {"g": {"parameters": {"x": {"symbol": "x", "range": ["-6", "6"], "step": "1/4"}},
                 "quantities": {"square": "x^2", "root": "sqrt(x)"},
                 "identities": {"i": {"left": "square", "right": "x*x", "says": "One is the other."}},
                 "derivations": {"d": [{"show": "square"}]}}}})json");

std::string loaded() { return ask({{"op", "lesson.load"}, {"lesson", lesson}})["ok"]["lesson"]; }

}  // namespace

TEST_CASE("door: a value with its exact form and the faces that were asked for") {
  const Json reply = ask(
      {{"op", "evaluate"}, {"expression", "a/3"}, {"parameters", {{"a", "2"}}}, {"faces", {"substituted", "decimal"}}});
  CHECK(
      reply.dump() ==
      R"({"ok":{"type":"number","value":0.6666666666666666,"exact":"2/3","tex":{"substituted":"\\frac{2}{3}","decimal":"0.667"}}})");
}

TEST_CASE("door: errors are values, with code, message, place and hint; the id is echoed") {
  const Json reply = ask({{"id", 7}, {"op", "evaluate"}, {"expression", "normla(0, 1)"}});
  CHECK(
      reply.dump() ==
      R"({"id":7,"error":{"code":"unknown_function","message":"unknown function \"normla\"","where":"column 1","hint":"Did you mean \"normal\"?"}})");
}

TEST_CASE("door: whatever comes in, a reply goes out") {
  for (const char* request :
       {"", "{", "[]", "null", "7", "{}", R"({"op": 3})", R"({"op": "evaluat"})", R"({"op": "evaluate"})",
        R"({"op":"evaluate","expression":7})", R"({"op":"evaluate","expression":"x","parameters":[]})",
        R"({"op":"evaluate","expression":"1","faces":"exact"})", R"({"op":"evaluate","expression":"1","faces":[1]})",
        R"({"op":"lesson.load"})", R"({"op":"lesson.load","lesson":[]})",
        R"({"op":"lesson.evaluate","lesson":"no","scene":"s"})",
        R"({"op":"curve","expression":"x","over":{"name":"x","from":0,"to":1,"count":1e9}})", "\xff\xfe",
        R"({"op":"evaluate","op":"curve"})"}) {
    INFO(request);
    const Json reply = Json::parse(vi::door::call(request));
    REQUIRE(reply.contains("error"));
    CHECK(reply["error"]["code"] != "internal");
    CHECK_FALSE(reply["error"]["message"].get<std::string>().empty());
  }
  CHECK(ask({{"op", "evaluat"}})["error"]["hint"] == "Did you mean \"evaluate\"?");
}

TEST_CASE("door: a lesson is loaded once and evaluated by its hash") {
  const Json scene = ask({{"op", "lesson.evaluate"},
                          {"lesson", loaded()},
                          {"scene", "s"},
                          {"parameters", {{"x", "3/2"}}},
                          {"want", {{"derivations", "all"}}}})["ok"];
  CHECK(scene["quantities"]["square"]["exact"] == "9/4");
  CHECK(scene["identities"]["i"]["state"] == "proved");
  CHECK(scene["derivations"]["d"][0]["parts"][0]["tex"] == "x^{2}");
  CHECK(ask({{"op", "lesson.evaluate"}, {"lesson", "0000000000000000"}, {"scene", "s"}})["error"]["code"] ==
        "unknown_lesson");
}

TEST_CASE("door: one quantity that has no value leaves the others standing") {
  const Json scene =
      ask({{"op", "lesson.evaluate"}, {"lesson", loaded()}, {"scene", "s"}, {"parameters", {{"x", -1}}}})["ok"];
  CHECK(scene["quantities"]["root"]["error"]["code"] == "domain");
  CHECK(scene["quantities"]["square"]["value"] == 1);
}

TEST_CASE("door: a bad parameter refuses the request and names itself") {
  const Json error =
      ask({{"op", "lesson.evaluate"}, {"lesson", loaded()}, {"scene", "s"}, {"parameters", {{"x", "7"}}}})["error"];
  CHECK(error["code"] == "parameter");
  CHECK(error["where"] == "x");
}

TEST_CASE("door: curves over a scene, one call for several") {
  const Json reply = ask({{"op", "curve"},
                          {"lesson", loaded()},
                          {"scene", "s"},
                          {"expression", {"z*x", "square"}},
                          {"over", {{"name", "z"}, {"from", 0}, {"to", 1}, {"count", 3}}}});
  CHECK(reply["ok"]["value"].dump() == R"({"x":[0.0,0.5,1.0],"y":[[0.0,1.0,2.0],[4.0,4.0,4.0]]})");
}

TEST_CASE("door: along a curve a condition counts as 1 or 0") {
  const Json reply = ask(
      {{"op", "curve"}, {"expression", "x < 1/2"}, {"over", {{"name", "x"}, {"from", 0}, {"to", 1}, {"count", 2}}}});
  CHECK(reply["ok"]["value"]["y"].dump() == "[1.0,0.0]");
}

TEST_CASE("door: rounding decides a condition only where no exact forms were asked for") {
  Json request = {{"op", "curve"},
                  {"expression", "a + b == 3/10"},
                  {"parameters", {{"a", "1/10"}, {"b", "2/10"}}},
                  {"over", {{"name", "x"}, {"from", 0}, {"to", 0}, {"count", 1}}}};
  CHECK(ask(request)["ok"]["value"]["y"][0] == 0);
  request["exact"] = true;
  CHECK(ask(request)["ok"]["value"]["y"][0] == 1);
}

TEST_CASE("door: without exact forms the numbers stay and the proofs go") {
  const Json scene =
      ask({{"op", "lesson.evaluate"}, {"lesson", loaded()}, {"scene", "s"}, {"want", {{"exact", false}}}})["ok"];
  CHECK(scene["quantities"]["square"].dump() == R"({"type":"number","value":4.0})");
  CHECK(scene["identities"]["i"]["state"] == "numerical");
}

TEST_CASE("door: the registry is listed") {
  const Json list = ask({{"op", "functions"}})["ok"]["value"];
  bool found = false;
  for (const auto& function : list) found = found || function["signature"] == "kl(normal(m, v), normal(M, V))";
  CHECK(found);
}

TEST_CASE("door: what a request may ask for has limits, each with a name") {
  const auto curve = [](const Json& expression, int count) {
    return ask({{"op", "curve"},
                {"expression", expression},
                {"over", {{"name", "x"}, {"from", -1e308}, {"to", 1e308}, {"count", count}}}});
  };
  CHECK(curve(Json::array(), 3)["error"]["code"] == "limit");
  CHECK(curve(Json::array_t(17, "x"), 3)["error"]["code"] == "limit");
  CHECK(curve(Json::array_t(16, "x"), 10'000)["error"]["code"] == "limit");
  std::string sum = "x";
  for (int i = 0; i < 400; ++i) sum += "+x";
  CHECK(curve(sum, 50'000)["error"]["code"] == "limit");
  CHECK(curve("x", 3)["ok"]["value"]["y"] == Json::array({-1e308, 0.0, 1e308}));
  Json parameters;
  for (int i = 0; i <= 512; ++i) parameters["p" + std::to_string(i)] = "1";
  CHECK(ask({{"op", "evaluate"}, {"expression", "p1"}, {"parameters", parameters}})["error"]["code"] == "limit");
  CHECK(ask({{"op", "evaluate"}, {"expression", "1"}, {"faces", {"exact", "exact"}}})["error"]["where"] == "faces");
  CHECK(ask({{"op", "evaluate"}, {"expression", "1"}, {"id", {1, 2}}})["error"]["where"] == "id");
  const auto formula = [](const std::string& tex) {
    return ask({{"op", "lesson.evaluate"},
                {"lesson", loaded()},
                {"scene", "s"},
                {"want", {{"formulas", {{{"tex", tex}}}}}}})["ok"]["formulas"][0];
  };
  CHECK(formula("\\val{1}")["tex"] == "1");
  CHECK(formula(std::string(2001, 'x'))["error"]["code"] == "too_long");
}

TEST_CASE("door: a name that no expression can read, and a wish that nothing can meet, are refused") {
  CHECK(ask({{"op", "evaluate"}, {"expression", "1"}, {"parameters", {{"a b", "1"}}}})["error"]["code"] ==
        "bad_request");
  const auto wants = [](const Json& want) {
    return ask({{"op", "lesson.evaluate"}, {"lesson", loaded()}, {"scene", "s"}, {"want", want}})["error"];
  };
  CHECK(wants({{"quantities", {"squar"}}})["hint"] == "Did you mean \"square\"?");
  CHECK(wants({{"quantites", "all"}})["hint"] == "Did you mean \"quantities\"?");
  CHECK(wants({{"formulas", "x"}})["code"] == "bad_request");
}

TEST_CASE("door: one content in two files is two lessons, each with its own place in errors") {
  Json broken = lesson;
  broken["sets"]["g"]["quantities"]["bad"] = "log(x - 7)";
  const auto where = [&](const char* file) -> std::string {
    const std::string hash = ask({{"op", "lesson.load"}, {"lesson", broken}, {"file", file}})["ok"]["lesson"];
    const Json reply = ask({{"op", "lesson.evaluate"}, {"lesson", hash}, {"scene", "s"}});
    return reply["ok"]["quantities"]["bad"]["error"]["where"];
  };
  CHECK(where("one.json").find("one.json /sets") == 0);
  CHECK(where("two.json").find("two.json /sets") == 0);
}

TEST_CASE("door: a lesson of more than 256 KiB is refused as such, inside a request too") {
  Json large = lesson;
  large["description"] = std::string(60'000, 'a');
  for (int i = 0; i < 4; ++i)
    large["sets"]["g"]["quantities"]["q" + std::to_string(i)] = std::string(60'000, ' ') + "x";
  const Json error = ask({{"op", "lesson.load"}, {"lesson", large}})["error"];
  CHECK(error["code"] == "limit");
  CHECK(error["message"].get<std::string>().find("262144") != std::string::npos);
}
