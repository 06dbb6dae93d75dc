#include "lesson/lesson_check.h"

#include <cmath>

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {
template <class Tally>
Tally tally_of(const std::vector<Tally>& tallies, const std::string& name) {
  for (const auto& tally : tallies) {
    if (tally.name == name) return tally;
  }
  FAIL("nothing is told of " << name);
  return {};
}
}  // namespace

TEST_CASE("check: every identity is tried on the grid, where it can be proved, and between") {
  const auto lesson = small_lesson(R"json("identities": {"i": {"left": "log(v*3)", "right": "log(v) + log(3)"}})json");
  const auto report = check_lesson(*lesson, {});
  const auto tally = tally_of(report.identities, "s.i");
  CHECK(tally.proved == 500);
  CHECK(tally.numerical == 500);
  CHECK(report.failed == 0);
}

TEST_CASE("check: a flipped sign is found, and where it is worst") {
  const auto lesson = small_lesson(R"("identities": {"i": {"left": "x - v", "right": "x + v"}})");
  const auto report = check_lesson(*lesson, {});
  CHECK(report.failed == 1);
  CHECK(tally_of(report.identities, "s.i").failed == 1000);
  CHECK(tally_of(report.identities, "s.i").worst_at.size() == 2);
}

TEST_CASE("check: slices together are the whole") {
  const auto lesson = small_lesson(R"json("identities": {"i": {"left": "exp(log(v))", "right": "v"}})json");
  CheckRequest whole, first, second;
  whole.count = 100;
  first.count = 40;
  second.start = 40;
  second.count = 60;
  const double worst = tally_of(check_lesson(*lesson, whole).identities, "s.i").worst_residual;
  const double a = tally_of(check_lesson(*lesson, first).identities, "s.i").worst_residual;
  const double b = tally_of(check_lesson(*lesson, second).identities, "s.i").worst_residual;
  CHECK(worst == std::max(a, b));
}

TEST_CASE("check: definitions are compared with the kernels that the lesson uses") {
  const auto lesson = small_lesson(R"json("quantities": {"k": "kl(normal(x, v), normal(0, 1))"})json");
  const auto report = check_lesson(*lesson, {});
  CHECK(tally_of(report.definitions, "kl(normal(m, v), normal(M, V))").checked == 1000);
  CHECK(report.failed == 0);
}

TEST_CASE("check: an expression that its own ranges break is the lesson's error, with the setting") {
  const auto lesson = small_lesson(R"json("quantities": {"k": "log(x)"})json");
  const auto error = error_of([&] { check_lesson(*lesson, {}); });
  CHECK(error.code == Code::domain);
  CHECK(error.hint.find("x = -") != std::string::npos);
}

TEST_CASE("check: what is infinite on one side only has failed, and by how much is infinite") {
  const auto lesson = small_lesson(R"json("identities": {"i": {"left": "inf", "right": "x"}})json");
  const auto tally = tally_of(check_lesson(*lesson, {}).identities, "s.i");
  CHECK(tally.failed == 1000);
  CHECK(tally.worst_ratio == HUGE_VAL);
}

TEST_CASE("check: a derivation that its ranges break is found") {
  const auto lesson = small_lesson(R"json("derivations": {"d": [{"show": "log(x)"}]})json");
  const auto error = error_of([&] { check_lesson(*lesson, {}); });
  CHECK(error.code == Code::domain);
  CHECK(error.where.find("/derivations/d") != std::string::npos);
}

TEST_CASE("check: an identity of another scene, or no setting at all, is refused") {
  const auto lesson = small_lesson(R"json("identities": {"i": {"left": "x", "right": "x"}})json");
  CheckRequest none;
  none.count = 0;
  CHECK(error_of([&] { check_lesson(*lesson, none); }).code == Code::limit);
  CheckRequest foreign;
  foreign.scene = "s";
  foreign.identity = "j";
  CHECK(error_of([&] { check_lesson(*lesson, foreign); }).code == Code::unknown_name);
}
