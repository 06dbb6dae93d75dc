#include <cmath>

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {

std::string as_json(const std::string& expression) {
  JsonWriter out;
  write_value(out, value_of(expression));
  return out.take();
}

const std::vector<std::string> on_the_line = {"normal(0, 1)",
                                              "normal_sd(1/2, 1/3)",
                                              "uniform(1/4, 1/2)",
                                              "beta(2, 3)",
                                              "gamma(3, 2)",
                                              "squashed(normal(0, 1))",
                                              "mixture([1, 2], [normal(0, 1), normal(2, 1)])"};

}  // namespace

TEST_CASE("families: as JSON, and exact moments") {
  CHECK(as_json("beta(1/2, 3)") == R"({"family":"beta","a":0.5,"b":3.0})");
  CHECK(as_json("gamma(2, 1/4)") == R"({"family":"gamma","shape":2.0,"rate":0.25})");
  CHECK(as_json("uniform(-1, 1)") == R"({"family":"uniform","low":-1.0,"high":1.0})");
  CHECK(as_json("dirichlet([1, 2])") == R"({"family":"dirichlet","concentration":[1.0,2.0]})");
  CHECK(exact_of("mean(beta(2, 3))") == "2/5");
  CHECK(exact_of("variance(beta(2, 3))") == "1/25");
  CHECK(exact_of("mean(gamma(3, 4))") == "3/4");
  CHECK(exact_of("variance(gamma(3, 4))") == "3/16");
  CHECK(exact_of("mean(dirichlet([1, 3]))") == "[1/4, 3/4]");
  CHECK(exact_of("entropy(uniform(-1, 1))") == "log(2)");
  CHECK(exact_of("variance(uniform(0, 1))") == "1/12");
  CHECK(exact_of("mean(bernoulli(1/3))") == "1/3");
  CHECK(exact_of("variance(bernoulli(1/3))") == "2/9");
  CHECK(exact_of("log_prob(bernoulli(1/3), 0)") == "log(2/3)");
  CHECK(exact_of("mean(categorical([1, 2, 1]))") == "[1/4, 1/2, 1/4]");
  CHECK(exact_of("log_prob(categorical([1, 2, 1]), 1)") == "-log(2)");
}

TEST_CASE("families: what each has of log_prob, entropy, mean and variance") {
  for (const auto& d : on_the_line) {
    INFO(d);
    CHECK(std::isfinite(number_of("log_prob(" + d + ", 3/8)")));
    CHECK(std::isfinite(number_of("entropy(" + d + ")")));
    if (d[0] != 'm') CHECK(number_of("kl(" + d + ", " + d + ")") == 0);
    if (d[0] == 's') continue;
    CHECK(std::isfinite(number_of("mean(" + d + ")")));
    CHECK(number_of("variance(" + d + ")") > 0);
  }
  CHECK(number_of("log_prob(categorical_logits([0, log(3)]), 1)") == Approx(std::log(0.75)).epsilon(1e-15));
  CHECK(number_of("mean(categorical_logits([0, log(3)]))[1]") == Approx(0.75).epsilon(1e-15));
  CHECK(number_of("variance(categorical([1, 3]))[0]") == 0.1875);
  CHECK(number_of("log_prob(bernoulli(0), 1)") == -HUGE_VAL);
  CHECK(number_of("mean(mixture([1, 3], [normal(0, 1), normal(4, 1)]))") == 3);
  CHECK(number_of("variance(mixture([1, 3], [normal(0, 1), normal(4, 1)]))") == 4);
  CHECK(number_of("log_prob(dirichlet([1, 1, 1]), [1/2, 1/4, 1/4])") == Approx(std::log(2.0)).epsilon(1e-15));
  CHECK(number_of("variance(dirichlet([1, 1]))[0]") == Approx(1.0 / 12).epsilon(1e-15));
}

TEST_CASE("special functions by name") {
  CHECK(number_of("lgamma(5)") == Approx(std::log(24.0)).epsilon(1e-15));
  CHECK(number_of("digamma(1)") == Approx(-0.5772156649015329).epsilon(1e-15));
  CHECK(number_of("trigamma(1)") == Approx(M_PI * M_PI / 6).epsilon(1e-15));
  CHECK(number_of("cdf(normal(1, 4), 1)") == 0.5);
  CHECK(number_of("survival(normal_sd(1, 2), 3)") == number_of("survival(normal(0, 1), 1)"));
  CHECK(number_of("log_cdf(normal(0, 1), inf)") == 0);
  CHECK(number_of("quantile(normal_sd(1, 2), 1/2)") == 1);
  CHECK(error_of_expression("lgamma(0)").what() == std::string("lgamma: x must be > 0, got 0"));
  CHECK(error_of_expression("lgamma([1])").what() == std::string("lgamma: x must be a number, got a list"));
  CHECK(error_of_expression("cdf(beta(1, 1), 1/2)").code == Code::type);
}

TEST_CASE("kl across families: a value where there is one, inf beyond the support") {
  CHECK(exact_of("kl(uniform(0, 1), normal(1/2, 1/12))") == "1/2 + 1/2*log(pi/6)");
  CHECK(number_of("kl(bernoulli(1/4), categorical([1, 1]))") == number_of("kl(bernoulli(1/4), bernoulli(1/2))"));
  CHECK(number_of("kl(bernoulli(1/4), categorical_logits([0, 0]))") == number_of("kl(bernoulli(1/4), bernoulli(1/2))"));
  CHECK(number_of("kl(categorical([3, 1]), bernoulli(1/2))") == number_of("kl(bernoulli(1/4), bernoulli(1/2))"));
  CHECK(number_of("kl(beta(2, 3), dirichlet([1, 4]))") == number_of("kl(beta(2, 3), beta(1, 4))"));
  CHECK(number_of("kl(dirichlet([2, 3]), beta(1, 4))") == number_of("kl(beta(2, 3), beta(1, 4))"));
  CHECK(number_of("kl(squashed(normal(0, 1)), uniform(-1, 1))") ==
        Approx(std::log(2.0) - number_of("entropy(squashed(normal(0, 1)))")).epsilon(1e-14));
  for (const char* pair : {"normal(0, 1), uniform(0, 1)", "normal_sd(0, 1), beta(1, 1)", "normal(0, 1), gamma(1, 1)",
                           "gamma(1, 1), uniform(0, 9)", "gamma(1, 1), beta(1, 1)", "uniform(-1, 1), beta(1, 1)",
                           "uniform(0, 2), squashed(normal(0, 1))", "squashed(normal(0, 1)), gamma(1, 1)",
                           "mixture([1], [normal(0, 1)]), uniform(-9, 9)"}) {
    INFO(pair);
    CHECK(number_of(std::string("kl(") + pair + ")") == HUGE_VAL);
  }
}

TEST_CASE("kl of a pair without a closed form: an error that names it and says where to go") {
  const Error sampled = error_of_expression("kl(normal(0, 1), mixture([1], [normal(0, 1)]))");
  CHECK(sampled.code == Code::type);
  CHECK(sampled.what() == std::string("kl has no closed form for (normal(…), mixture(…))"));
  CHECK(sampled.hint == "kl_monte_carlo(q, p, samples, seed) estimates it");
  const Error apart = error_of_expression("kl(normal(0, 1), categorical([1, 1]))");
  CHECK(apart.what() == std::string("kl has no closed form for (normal(…), categorical(…))"));
  CHECK(apart.hint == "the two are not over the same values");
  CHECK(error_of_expression("kl(1, normal(0, 1))").what() == std::string("kl has no form for (a number, normal(…))"));
  CHECK(error_of_expression("kl(normal(0, 1))").code == Code::arity);
  CHECK(error_of_expression("kl(normal(0, 1))").hint == "write kl(q, p)");
  CHECK(error_of_expression("kl(dirichlet([1, 1]), mvn([0, 0], [[1, 0], [0, 1]]))").hint ==
        "the two are not over the same values");
  for (const auto& q : on_the_line) {
    for (const auto& p : on_the_line) {
      INFO(q << " and " << p);
      try {
        const double divergence = number_of("kl(" + q + ", " + p + ")");
        CHECK(divergence >= 0);
      } catch (const Error& error) {
        CHECK(error.hint == "kl_monte_carlo(q, p, samples, seed) estimates it");
      }
    }
  }
}

TEST_CASE("families: bad input by function, argument and value") {
  const auto message = [](const char* expression) { return std::string(error_of_expression(expression).what()); };
  CHECK(message("beta(0, 1)") == "beta: a must be > 0, got 0");
  CHECK(message("beta([1], 1)") == "beta: a must be a number, got a list");
  CHECK(message("gamma(1, -1)") == "gamma: rate must be > 0, got -1");
  CHECK(message("uniform(1, 0)") == "uniform: low must be below high, got 1 and 0");
  CHECK(message("dirichlet([1])") == "dirichlet: concentration must have 2 to 10000 entries, got 1");
  CHECK(message("dirichlet([1, 0])") == "dirichlet: concentration[1] must be > 0, got 0");
  CHECK(message("dirichlet(1)") == "dirichlet: concentration must be a list, got a number");
  CHECK(message("log_prob(bernoulli(1/2), 1/2)") == "log_prob: the outcome of a bernoulli must be 0 or 1, got 0.5");
  CHECK(message("log_prob(categorical([1, 1]), 2)") == "log_prob: k must be a whole number from 0 to 1, got 2");
  CHECK(message("log_prob(categorical([1, 1]), 1/2)") == "log_prob: k must be a whole number from 0 to 1, got 0.5");
  CHECK(message("log_prob(dirichlet([1, 1]), [1/2, 1/4])") == "log_prob: x must sum to 1, got 0.75");
}
