#include "lesson/json_input.h"

#include "lesson/json_writer.h"
#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {

constexpr JsonLimits tight{100, 4, 10, 20};

Error refused(const std::string& text) {
  return error_of([&] { read_json(text, tight, Code::lesson, "f.json"); });
}

std::string written(const Json& json) {
  JsonWriter out;
  write_json(out, json);
  return out.take();
}

}  // namespace

TEST_CASE("json: a document is written as it was read, keys in their order") {
  const std::string text = R"({"b":[1,-2,0.5,true,null,"\"\n"],"a":{"":{}},"c":[]})";
  CHECK(written(read_json(text, lesson_limits, Code::lesson, "")) == text);
  CHECK(written(read_json("[18446744073709551615]", tight, Code::lesson, "")) == "[1.8446744073709552e+19]");
}

TEST_CASE("json: places inside lists and objects are told apart") {
  CHECK(refused(R"([0, {"a": [1, {"b": 1, "b": 2}]}])").where == "f.json /1/a/1/b");
  CHECK(refused(R"([0, {"a": [1, {"__proto__": 1}]}])").where == "f.json /1/a/1");
  CHECK(refused(R"({"a": [1, [2, "\u0000"]]})").where == "f.json /a/1/1");
  CHECK(refused(R"({"z": {"q": 1}, "\u0000": 1})").where == "f.json /");
  CHECK(refused(R"({"": 1, "": 2})").where == "f.json /");
}

TEST_CASE("json: limits hold before a document is built") {
  CHECK(refused(std::string(101, ' ')).code == Code::limit);
  CHECK(refused("[[[[[1]]]]]").code == Code::limit);
  CHECK(refused("[1,2,3,4,5,6,7,8,9,10]").code == Code::limit);
  CHECK(refused("[\"" + std::string(21, 'a') + "\"]").code == Code::limit);
  CHECK(written(read_json("[[[[1]]]]", tight, Code::lesson, "f.json")) == "[[[[1]]]]");
}

TEST_CASE("json: a document inside a request has the limits that it has alone") {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
  };
  for (const auto& text : {nested(4), nested(5), std::string("[[[[1]]]]"), "{\"" + std::string(21, 'a') + "\": 1}"}) {
    INFO(text);
    const bool alone = [&] {
      try {
        read_json(text, tight, Code::lesson, "");
        return true;
      } catch (const Error&) {
        return false;
      }
    }();
    const Json inside = read_json(text, request_limits, Code::lesson, "");
    if (alone) {
      CHECK_NOTHROW(require_limits(inside, tight, ""));
    } else {
      CHECK(error_of([&] { require_limits(inside, tight, ""); }).code == Code::limit);
    }
  }
}

TEST_CASE("json: what other readers let through in silence is refused") {
  const auto twice = refused(R"({"a": {"b": 1, "b": 2}})");
  CHECK(twice.code == Code::duplicate);
  CHECK(twice.where == "f.json /a/b");
  CHECK(refused(R"({"__proto__": 1})").code == Code::lesson);
  CHECK(refused("[1e999]").code == Code::lesson);
  CHECK(refused("[1] [2]").code == Code::lesson);
  CHECK(refused(std::string("[1]\0[2]", 7)).code == Code::lesson);
  CHECK(refused("[\"\\u0000\"]").code == Code::lesson);
  CHECK(refused("[\"\xff\"]").code == Code::lesson);
}

TEST_CASE("json: what ends too early or is a web page says so, with line and column") {
  const auto early = refused("{\"a\":\n [1, 2");
  CHECK(std::string(early.what()).find("too early") != std::string::npos);
  CHECK(early.where.find("line 2") != std::string::npos);
  CHECK(std::string(refused("<!doctype html>").what()).find("web page") != std::string::npos);
}

TEST_CASE("json: a byte-order mark is no part of the document") {
  CHECK(read_json("\xEF\xBB\xBF{}", tight, Code::lesson, "").object() != nullptr);
}

TEST_CASE("json: the line of a value") {
  const std::string text = "{\n \"a\": [1, \"},{\",\n  {\"b\": 2}],\n \"c\":\n 3}";
  CHECK(line_of(text, "/a") == 2);
  CHECK(line_of(text, "/a/2/b") == 3);
  CHECK(line_of(text, "/c") == 5);
  CHECK(line_of(text, "/d") == 0);
  CHECK(line_of(text, "/a/7") == 0);
}
