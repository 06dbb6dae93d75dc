#include "lesson/answer.h"

#include "tests/lesson/exercise_fixture.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

TEST_CASE("answer: Exercise 1 by hand, as a fraction, a logarithm or a decimal") {
  Sheet sheet("exercise1");
  const std::pair<const char*, const char*> answers[] = {
      {"square", "5(z - 4x/5)^2/8"},
      {"square", "(z-0.8x)²/(2·0.8)"},
      {"posterior_mean", "8/5"},
      {"posterior_mean", "1.6"},
      {"posterior_variance", "4/5"},
      {"evidence", "-log(10pi)/2 - 2/5"},
      {"evidence", "-2.124"},
      {"evidence", "-2.123"},
      {"reconstruction", "-2.169"},
      {"kl_prior", "0.303"},
      {"kl_prior", "log(8/3)/2 - 3/16"},
      {"elbo", "-2.472"},
      {"gap", "0.348"},
      {"gap", "0.35"},
      {"kl_posterior", "53/80 + 1/2 log(8/15)"},
  };
  for (const auto& [line, typed] : answers) {
    INFO(line << ": " << typed);
    CHECK(sheet.verdict(line, typed) == "right");
  }
}

TEST_CASE("answer: every slip of the table is met at the book's numbers") {
  Sheet sheet("exercise1");
  const std::pair<const char*, const char*> slips[] = {
      {"posterior_mean", "0.4"},
      {"posterior_mean", "32/17"},
      {"posterior_variance", "5"},
      {"posterior_variance", "1.25"},
      {"posterior_variance", "16/17"},
      {"evidence", "-2.1121"},
      {"evidence", "-2.5237"},
      {"evidence", "-1.2047"},
      {"evidence", "-2.4532"},
      {"evidence", "-1.1486"},
      {"reconstruction", "-1.4189"},
      {"kl_prior", "0.6763"},
      {"kl_prior", "0.8029"},
      {"kl_prior", "0.5824"},
      {"kl_prior", "0.7933"},
      {"kl_prior", "0.1779"},
      {"kl_prior", "0.4370"},
      {"elbo", "-1.8660"},
      {"elbo", "-2.5171"},
      {"elbo", "2.4719"},
      {"gap", "0.2010"},
      {"gap", "0.3029"},
      {"gap", "-0.3482"},
      {"square", "5(z-8x/5)^2/8"},
  };
  for (const auto& [line, typed] : slips) {
    INFO(line << ": " << typed);
    const auto judgement = sheet.judge(line, typed);
    CHECK(judgement.verdict == Verdict::wrong);
    CHECK(judgement.wrong >= 0);
    CHECK_FALSE(judgement.says.empty());
  }
}

TEST_CASE("answer: every wrong model is met, and every truth right, at the book's numbers and at ten variants") {
  for (const char* name : {"exercise1", "exercise1_inverse", "worked_completion"}) {
    for (std::uint64_t seed = 0; seed <= 10; ++seed) {
      const auto settings = seed == 0 ? Settings{} : draw_variant(the_lesson(), the_lesson().exercise(name), seed);
      Sheet sheet(name, settings);
      for (const auto& line : sheet.exercise().lines) {
        INFO(name << " " << line.name << ", seed " << seed);
        if (!line.is_number) continue;
        CHECK(sheet.verdict(line.name, sheet.typed(line.answer)) == "right");
        for (const auto& wrong : line.wrong) {
          INFO(wrong.path);
          const auto judgement = sheet.judge(line.name, sheet.typed(wrong.is));
          CHECK(judgement.verdict == Verdict::wrong);
          CHECK_FALSE(judgement.says.empty());
        }
      }
    }
  }
}

TEST_CASE("answer: no slip passes as a rounding, and a rounding is no slip") {
  Sheet sheet("exercise1");
  CHECK(sheet.verdict("evidence", "-2.12") == "rounded");
  CHECK(sheet.verdict("evidence", "-2.1") == "rounded");
  CHECK(sheet.judge("evidence", "-2.112").wrong == 0);
  CHECK(sheet.judge("evidence", "-2.12").says.find("3 decimals") != std::string::npos);
  CHECK(sheet.judge("elbo", "-2.48").says.find("decimals") == std::string::npos);
  CHECK(sheet.verdict("elbo", "-2.48") == "rounded");
  CHECK(sheet.verdict("posterior_mean", "161/100") == "wrong");
}

TEST_CASE("answer: a plainly wrong number meets no slip") {
  Sheet sheet("exercise1");
  const auto judgement = sheet.judge("gap", "17");
  CHECK(judgement.verdict == Verdict::wrong);
  CHECK(judgement.wrong == -1);
  CHECK(judgement.says.empty());
}

TEST_CASE("answer: an earlier error is carried forward, and only to where it leads") {
  Sheet sheet("exercise1");
  const Earlier slipped{{"reconstruction", "-1.4189"}, {"kl_prior", "0.3029"}};
  CHECK(sheet.verdict("elbo", "-1.7218", slipped) == "carried");
  CHECK(sheet.verdict("elbo", "-1.7218") == "wrong");
  CHECK(sheet.verdict("elbo", "-2.4719", slipped) == "right");
  CHECK(sheet.verdict("gap", "-0.4018", {{"elbo", "-1.7218"}}) == "carried");
  CHECK(sheet.verdict("kl_posterior", "0.3482", {{"posterior_variance", "-3"}, {"posterior_mean", "?"}}) == "right");
}

TEST_CASE("answer: one inverse question has one answer, and what is left of the gap") {
  Sheet sheet("exercise1_inverse");
  CHECK(sheet.verdict("best_variance", "4/5") == "right");
  CHECK(sheet.verdict("least_gap", "9/40") == "right");
  CHECK(sheet.judge("best_variance", "0").wrong >= 0);
}
