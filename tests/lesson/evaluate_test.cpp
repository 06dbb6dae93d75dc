#include "lesson/evaluate.h"

#include <cctype>
#include <cmath>

#include "lesson/functions.h"
#include "lesson/registry.h"
#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

TEST_CASE("evaluate: the gap of Exercise 1, value and proof") {
  const Value gap = value_of("kl(normal(1, 3/2), normal(8/5, 4/5))");
  CHECK(gap.number()->value == Approx(0.3481956702888129).epsilon(1e-15));
  CHECK(exact_text(gap) == "53/80 + 1/2*log(8/15)");
}

TEST_CASE("evaluate: what has no value says so, with code and column") {
  const std::tuple<const char*, Code, const char*> refused[] = {
      {"1/0", Code::domain, "division by zero"},
      {"0^-1", Code::domain, "zero to a negative power"},
      {"inf - inf", Code::domain, "not a number"},
      {"(-8)^(1/3)", Code::domain, "not a number"},
      {"log(-1)", Code::domain, "log: x must be >= 0, got -1"},
      {"sqrt(-1)", Code::domain, "sqrt: x must be >= 0, got -1"},
      {"normal(0, 0)", Code::domain, "normal: variance must be > 0, got 0"},
      {"normal(0, -1)", Code::domain, "normal: variance must be > 0, got -1"},
      {"normal(0, nan)", Code::domain, "normal: variance must be > 0, got nan"},
      {"normal(0, inf)", Code::domain, "normal: variance must be finite, got inf"},
      {"normal(nan, 1)", Code::domain, "mean"},
      {"kl(normal(0, 1))", Code::arity, "kl takes 2 arguments, got 1"},
      {"kl(1, 2)", Code::type, "no form for (a number, a number)"},
      {"kl + 1", Code::unknown_name, "unknown name \"kl\""},
      {"normal(0, 1) + 1", Code::type, "takes numbers, but got normal"},
      {"[1, 2][2]", Code::domain, "2 elements"},
      {"[1, 2][0.5]", Code::domain, "2 elements"},
      {"{mean: 1}.maen", Code::unknown_name, "no field"},
      {"mvn([0, 0], [[1, 0], [0]])", Code::domain, "same length"},
      {"mvn([0, 0], [[1, 2], [2, 1]])", Code::domain, "positive definite"},
  };
  for (const auto& [text, code, message] : refused) {
    INFO(text);
    const Error error = error_of_expression(text);
    CHECK(std::string(to_string(error.code)) == to_string(code));
    CHECK(std::string(error.what()).find(message) != std::string::npos);
    CHECK(error.where.find("column") == 0);
  }
}

TEST_CASE("evaluate: a near miss is suggested") {
  CHECK(error_of_expression("normla(0, 1)").hint == "Did you mean \"normal\"?");
  CHECK(error_of_expression("elbo_gpa(1, 2, 3)").hint == "Did you mean \"elbo_gap\"?");
  CHECK(error_of_expression("{mean: 1}.maen").hint == "Did you mean \"mean\"?");
  CHECK(error_of_expression("qqqqqqqq").hint.empty());
}

TEST_CASE("evaluate: a name that others use leads to ours, in whatever letters") {
  const auto hint = [](const std::string& call) { return error_of_expression(call).hint; };
  CHECK(hint("gaussian(0, 1)") == "write normal(mean, variance), or normal_sd(mean, sd)");
  CHECK(hint("MultivariateNormal([0], [[1]])") == "write mvn(mean, covariance)");
  CHECK(hint("softmax([1, 2])") == "write mean(categorical_logits(logits))");
  CHECK(hint("IWAE(1)") == "write importance_weighted_bound(model, x, q, k, samples, seed)");
  CHECK(hint("KL(1, 2)") == "Did you mean \"kl\"?");
  CHECK(hint("ELBO(1)") == "Did you mean \"elbo\"?");
  CHECK(hint("Normal(0, 1)") == "Did you mean \"normal\"?");
  CHECK(number_of("2*cdf(normal(0, 1/2), 1) - 1") == Approx(0.8427007929497149).epsilon(1e-15));  // erf(1)
  CHECK(number_of("1 - 2/(exp(2*3) + 1)") == Approx(0.9950547536867305).epsilon(1e-15));          // tanh(3)
  for (const auto& [name, ours] : other_names()) {
    INFO(name);
    CHECK(overloads(name).empty());
    const std::string_view text = ours;
    for (auto bracket = text.find('('); bracket != text.npos; bracket = text.find('(', bracket + 1)) {
      auto start = bracket;
      while (start > 0 && (std::isalnum(static_cast<unsigned char>(text[start - 1])) != 0 || text[start - 1] == '_'))
        --start;
      if (start < bracket) CHECK_FALSE(overloads(text.substr(start, bracket - start)).empty());
    }
  }
}

TEST_CASE("evaluate: limits are values, not errors") {
  CHECK(number_of("log(0)") == -HUGE_VAL);
  CHECK(number_of("1e308*10") == HUGE_VAL);
  CHECK(number_of("exp(-1000)") == 0);
  CHECK(number_of("kl(normal(0, 5e-324), normal(0, 1))") > 0);
  CHECK(number_of("kl(normal(1e200, 1), normal(0, 1e-200))") == HUGE_VAL);
}

TEST_CASE("evaluate: an evaluation has an end") {
  LocalScope scope;
  Evaluation evaluation;
  evaluation.steps = Evaluation::most_steps;
  const auto error = error_of([&] { evaluate(*parse("1"), scope, evaluation); });
  CHECK(error.code == Code::limit);
}

TEST_CASE("evaluate: the terms of a sum keep their signs") {
  const auto terms = top_terms(parse("a - (b + c) + -d*2"));
  REQUIRE(terms.size() == 3);
  CHECK_FALSE(terms[0].first);
  CHECK(terms[1].first);
  CHECK_FALSE(terms[2].first);
}
