#include <cmath>

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {
const std::string process =
    "{transitions: [[[[1, 1]], [[2, 1/8], [3, 7/8]]], [[]], [[]], [[]]], rewards: [[0, 0], [1/4], [4], [-1]]}";

std::string as_json(const char* expression) {
  JsonWriter out;
  write_value(out, value_of(expression));
  return out.take();
}
}  // namespace

TEST_CASE("control: a prior is a list of weights or a categorical") {
  const double by_list = number_of("tilt([5, 3, 2], [1, 1/2, -1], 1/2).log_evidence");
  CHECK(by_list == Approx(std::log(4.53708)).epsilon(1e-5));
  CHECK(number_of("tilt(categorical([5, 3, 2]), [1, 1/2, -1], 1/2).log_evidence") == by_list);
  CHECK(number_of("tilt(categorical_logits([log(5), log(3), log(2)]), [1, 1/2, -1], 1/2).log_evidence") ==
        Approx(by_list).epsilon(1e-15));
}

TEST_CASE("control: a process is a record, and states may differ in their actions") {
  CHECK(number_of("structured_posterior(" + process + ", 1/4, 2, 0).elbo") == Approx(0.385743).epsilon(1e-5));
  CHECK(number_of("trajectory_posterior(" + process + ", 1/4, 2, 0).dynamics[1][0][0]") == 2);
  CHECK(number_of("soft_backward(" + process + ", 1/4, 1, 2).q[0][0][1]") == -0.375);
  CHECK(number_of("enumerate_evidence(" + process + ", 1/4, 1, 2, 1)") == 1);
}

TEST_CASE("control: a process that cannot be read is refused with what to write") {
  CHECK(error_of_expression("soft_backward({rewards: []}, 1, 1, 1)").hint.substr(0, 20) == "write {transitions: ");
  CHECK(error_of_expression("soft_backward({transitions: [[[[0, 1]]]], rewards: [[1, 2]]}, 1, 1, 1)").what() ==
        std::string("soft_backward: rewards must have as many actions in state 0 as transitions, 1, got 2"));
  CHECK(error_of_expression("soft_backward({transitions: [[[[0]]]], rewards: [[1]]}, 1, 1, 1)").code == Code::domain);
  CHECK(error_of_expression("soft_backward({transitions: [[[[1/2, 1]]]], rewards: [[1]]}, 1, 1, 1)").code ==
        Code::domain);
  CHECK(error_of_expression("soft_backward(1, 1, 1, 1)").code == Code::type);
}

TEST_CASE("control: distributions over categories as JSON") {
  CHECK(as_json("categorical([1, 3])") == R"({"family":"categorical","weights":[1.0,3.0]})");
  CHECK(as_json("categorical_logits([0, 0])") == R"({"family":"categorical","weights":[0.5,0.5]})");
  CHECK(as_json("bernoulli(1/4)") == R"({"family":"bernoulli","p":0.25})");
}

TEST_CASE("mixture: fits of both kinds by name") {
  const std::string p = "mixture([1, 1], [normal_sd(-2, 1), normal(2, 1)])";
  CHECK(number_of("variance(fit_forward_kl(" + p + "))") == 5);
  CHECK(number_of("sqrt(variance(fit_reverse_kl(" + p + ")[0].q))") == Approx(2.0470095).epsilon(1e-7));
  CHECK(number_of("fit_reverse_kl(" + p + ")[0].kl") == Approx(0.2265079607).epsilon(1e-9));
  CHECK(number_of("log_prob(" + p + ", 0)") == Approx(-2 - std::log(2 * M_PI) / 2).epsilon(1e-14));
  CHECK(error_of_expression("mixture([1], [2])").what() ==
        std::string("mixture: components must be normals, got a number"));
}
