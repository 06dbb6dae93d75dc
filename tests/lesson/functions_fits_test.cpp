#include <cmath>

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {
const std::string model = "linear_gaussian(normal(0, 4), 1, 0, 1)";
const std::string climb = "climb_elbo(" + model + ", 2, normal(1, 3/2), ";
}  // namespace

TEST_CASE("fits: a climb is a trace from its start on, with one place more than steps") {
  CHECK(number_of(climb + "{method: adam(1/20), steps: 50}).elbo[0]") ==
        number_of("elbo(" + model + ", 2, normal(1, 3/2))"));
  CHECK(value_of(climb + "{method: adam(1/20), steps: 50}).mean").list()->size() == 51);
  CHECK(number_of("kl(" + climb + "{method: natural_gradient(1), steps: 1}).q, posterior(" + model + ", 2))") < 1e-30);
  CHECK(number_of(climb + "{method: gradient_ascent(1/10), steps: 500}).variance[500]") == Approx(0.8).epsilon(1e-9));
}

TEST_CASE("fits: sampled gradients have an estimator, its samples and a seed") {
  const auto elbo_after = [](const std::string& rest) {
    return number_of(climb + "{method: adam(1/20), steps: 50" + rest + "}).elbo[50]");
  };
  const double one = elbo_after(", estimator: score(16), seed: 1");
  CHECK(one == elbo_after(", estimator: score(16)"));
  CHECK(one != elbo_after(", estimator: score(16), seed: 2"));
  CHECK(one != elbo_after(", estimator: reparameterised(16), seed: 1"));
  CHECK(one != elbo_after(""));
}

TEST_CASE("fits: a climb that cannot start says why") {
  const auto refused = [](const std::string& options) { return error_of_expression(climb + options + ")"); };
  CHECK(refused("{steps: 5}").what() == std::string("climb_elbo: options must have the field \"method\""));
  CHECK(refused("{method: adam(1/20), steps: 5001}").what() ==
        std::string("climb_elbo: steps must be a whole number from 1 to 5000, got 5001"));
  CHECK(refused("{method: adam(0), steps: 5}").what() == std::string("adam: rate must be > 0, got 0"));
  CHECK(refused("{method: 3, steps: 5}").what() == std::string("climb_elbo: method cannot be a number"));
  CHECK(refused("{method: score(3), steps: 5}").what() == std::string("climb_elbo: method cannot be score(…)"));
  CHECK(refused("{method: adam(1), steps: 5, sed: 3}").hint == "Did you mean \"seed\"?");
  CHECK(refused("{method: adam(1), steps: 5, estimator: score(0)}").what() ==
        std::string("score: samples must be a whole number from 1 to 1000, got 0"));
  CHECK(refused("7").what() == std::string("climb_elbo: options must be a record, got a number"));
}

TEST_CASE("fits: methods keep their exact rates, and are records to whoever asks") {
  CHECK(exact_of("adam(1/20)") == "adam(1/20)");
  CHECK(value_of("adam(1/20)").type() == std::string("record"));
  JsonWriter out;
  write_value(out, value_of("[adam(1/4), score(16), " + model + "]"));
  CHECK(out.text() == R"([{"method":"adam","rate":0.25},{"estimator":"score","samples":16.0},)"
                      R"({"model":"linear_gaussian","prior":{"family":"normal","mean":0.0,"variance":4.0},)"
                      R"("slope":1.0,"offset":0.0,"noise_variance":1.0}])");
  const Json written = read_json(out.text(), request_limits, Code::bad_request, "");
  JsonWriter again;
  write_value(again, parameter_value("p", written));
  CHECK(again.text() == out.text());
}

TEST_CASE("fits: the optimizers as functions of gradient and state") {
  CHECK(number_of("optimizer_update(gradient_ascent(1/2), [3, -4]).update[1]") == -2);
  const std::string first = "optimizer_update(adam(1/10), [3, -4], {step: 0, first: [0, 0], second: [0, 0]})";
  CHECK(number_of(first + ".update[0]") == Approx(0.1).epsilon(1e-8));
  CHECK(number_of("optimizer_update(adam(1/10), [1, 0], " + first + ".state).state.step") == 2);
  const std::string natural =
      "optimizer_update(natural_gradient(1), elbo_gradient(" + model + ", 2, normal(1, 3/2)), normal(1, 3/2))";
  CHECK(number_of("mean(" + natural + ".state)") == Approx(1.6).epsilon(1e-14));
  CHECK(number_of(natural + ".update.variance") == Approx(-0.7).epsilon(1e-14));
  CHECK(error_of_expression("optimizer_update(adam(1), [1], {step: 0})").hint.substr(0, 6) == "write ");
}

TEST_CASE("fits: the fold and the swap, by their names") {
  CHECK(number_of("reverse_kl_fold(1).m") == Approx(2.41223).margin(5e-6));
  CHECK(number_of("reverse_kl_swap(2).m") == Approx(5.600164).margin(1e-6));
  CHECK(number_of("fit_reverse_kl(mixture([1, 1], [normal(-3, 1), normal(3, 1)]))[0].kl") >
        number_of("reverse_kl_swap(1).kl"));
}

TEST_CASE("fits: estimators as expressions, where k3 has no variance too") {
  CHECK(number_of("kl_estimator_moments(normal(0, 1), normal(0, 3)).k3.variance") == HUGE_VAL);
  CHECK(number_of("kl_estimator_moments(normal_sd(1, 2), normal_sd(0, 1)).k1.mean") ==
        number_of("kl(normal_sd(1, 2), normal_sd(0, 1))"));
  CHECK(number_of("gradient_estimator_moments(" + model + ", 2, normal(1, 3/2)).optimal_baseline.mean") ==
        Approx(-3.34685316).epsilon(1e-8));
  CHECK(value_of("gradient_estimator_draws(" + model + ", 2, normal(1, 3/2), 1500, 1).score.mean").list()->size() ==
        1500);
  CHECK(value_of("kl_estimator_draws(categorical([1, 2]), categorical([2, 1]), 20, 1).k3").list()->size() == 20);
  CHECK(number_of("importance_weighted_bound(" + model + ", 2, normal(1, 3/2), 10, 4000, 1).value") ==
        Approx(-2.1413).margin(0.05));
}
