#include "lesson/lesson_check.h"

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

TEST_CASE("check: every identity is tried on the grid, where it can be proved, and between") {
  const auto lesson = small_lesson(R"json("identities": {"i": {"left": "log(v*3)", "right": "log(v) + log(3)"}})json");
  const auto report = check_lesson(*lesson, {});
  const auto& tally = report.identities.at("s.i");
  CHECK(tally.proved == 500);
  CHECK(tally.numerical == 500);
  CHECK(report.failed == 0);
}

TEST_CASE("check: a flipped sign is found, and where it is worst") {
  const auto lesson = small_lesson(R"("identities": {"i": {"left": "x - v", "right": "x + v"}})");
  const auto report = check_lesson(*lesson, {});
  CHECK(report.failed == 1);
  CHECK(report.identities.at("s.i").failed == 1000);
  CHECK(report.identities.at("s.i").worst_at.size() == 2);
}

TEST_CASE("check: slices together are the whole") {
  const auto lesson = small_lesson(R"json("identities": {"i": {"left": "exp(log(v))", "right": "v"}})json");
  CheckRequest whole, first, second;
  whole.count = 100;
  first.count = 40;
  second.start = 40;
  second.count = 60;
  const double worst = check_lesson(*lesson, whole).identities.at("s.i").worst_residual;
  const double a = check_lesson(*lesson, first).identities.at("s.i").worst_residual;
  const double b = check_lesson(*lesson, second).identities.at("s.i").worst_residual;
  CHECK(worst == std::max(a, b));
}

TEST_CASE("check: definitions are compared with the kernels that the lesson uses") {
  const auto lesson = small_lesson(R"json("quantities": {"k": "kl(normal(x, v), normal(0, 1))"})json");
  const auto report = check_lesson(*lesson, {});
  CHECK(report.definitions.at("kl(normal(m, v), normal(M, V))").checked == 1000);
  CHECK(report.failed == 0);
}

TEST_CASE("check: an expression that its own ranges break is the lesson's error, with the setting") {
  const auto lesson = small_lesson(R"json("quantities": {"k": "log(x)"})json");
  const auto error = error_of([&] { check_lesson(*lesson, {}); });
  CHECK(error.code == Code::domain);
  CHECK(error.hint.find("x = -") != std::string::npos);
}
