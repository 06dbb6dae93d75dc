#include "core/error.h"

#include <set>
#include <string>

#include "tests/catch.h"

using vi::Code;

TEST_CASE("error: every code has a text of its own") {
  std::set<std::string> texts;
  for (int code = 0; code <= static_cast<int>(Code::internal); ++code)
    texts.insert(vi::to_string(static_cast<Code>(code)));
  CHECK(texts.size() == static_cast<std::size_t>(Code::internal) + 1);
  CHECK(std::string(vi::to_string(Code::domain)) == "domain");
  CHECK(std::string(vi::to_string(Code::unknown_lesson)) == "unknown_lesson");
  CHECK(std::string(vi::to_string(Code::internal)) == "internal");
}

TEST_CASE("error: in the name of another only the name at the start changes") {
  const auto refused = [](const char* message) {
    try {
      vi::in_name_of("ppo", [&]() -> int { throw vi::Error(Code::limit, message, "column 3", "take fewer"); });
    } catch (const vi::Error& error) {
      CHECK(error.code == Code::limit);
      CHECK(error.where == "column 3");
      CHECK(error.hint == "take fewer");
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(refused("kl_objective: beta must be > 0: it is 0") == "ppo: beta must be > 0: it is 0");
  CHECK(refused("ppo: beta must be > 0") == "ppo: beta must be > 0");
  CHECK(refused("too many") == "too many");
  CHECK(refused("no form for (a: list)") == "no form for (a: list)");
  CHECK(vi::in_name_of("ppo", [] { return 3; }) == 3);
}

TEST_CASE("error: carries message, place and remedy, and is a std::exception") {
  const vi::Error error(Code::unknown_name, "unknown name \"pi2\"", "column 3", "did you mean \"pi\"?");
  CHECK(error.code == Code::unknown_name);
  CHECK(error.where == "column 3");
  CHECK(error.hint == "did you mean \"pi\"?");
  const std::exception& base = error;
  CHECK(std::string(base.what()) == "unknown name \"pi2\"");
  CHECK(vi::Error(Code::type, "m").where.empty());
  CHECK(vi::Error(Code::type, "m").hint.empty());
}
