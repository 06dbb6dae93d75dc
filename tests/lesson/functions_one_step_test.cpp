#include <cmath>

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::test;

namespace {
std::string refused(const std::string& expression) { return error_of_expression(expression).what(); }
const std::string average = "[49, 49, 2], [0, 1, 3], [0, 57/49, -1]";
}  // namespace

TEST_CASE("one step: a proxy right on average, at every beta and at the best") {
  const std::string sweep = "tilt_sweep(" + average + ", [4, 2, 1, 1/2, 1/4])";
  CHECK(number_of(sweep + ".expected_true[4]") == Approx(-0.9822).margin(5e-5));
  CHECK(number_of(sweep + ".expected_proxy[2]") == Approx(1.1409).margin(5e-5));
  CHECK(number_of(sweep + ".true_slope[1]") < 0);
  CHECK(number_of(sweep + ".true_slope[3]") > 0);
  CHECK(number_of(sweep + ".best_beta") > 1);
  CHECK(number_of(sweep + ".best_true") > 0.6127);
  CHECK(*value_of("calibration(" + average + ").average").boolean());
  CHECK_FALSE(*value_of("calibration(" + average + ").conditional").boolean());
  CHECK(number_of("calibration(" + average + ").expected_true[2]") == -1);
}

TEST_CASE("one step: demonstrations as a prior, and as a penalty") {
  CHECK(number_of("behavioural_cloning([9, 1, 0], [0, 0, 1], 1/4).policy[2]") == Approx(0.75).epsilon(1e-15));
  CHECK(number_of("tilt([9, 1, 0], [0, 0, 1], 1/4).policy[2]") == 0);
}

TEST_CASE("one step: rounds against the old policy, and the form without a prior") {
  CHECK(number_of("tilt_rounds([5, 3, 2], [1, 1/2, -1], 1/2, 5).kl_to_prior[4]") == Approx(0.669).epsilon(1e-3));
  CHECK(number_of("tilt([1, 1/2, -1], 1/2).log_evidence - tilt([1, 1, 1], [1, 1/2, -1], 1/2).log_evidence") ==
        Approx(std::log(3)).epsilon(1e-14));
  CHECK(number_of("one_step_elbo([1, 1, 1], [1, 1/2, -1], 2).elbo") == Approx(std::log(3) + 1.0 / 12).epsilon(1e-14));
}

TEST_CASE("one step: the clipped surrogate beside the ELBO, and the penalty of each response") {
  CHECK(number_of("ppo_clip([2, 0], [0, 0], [1, -1], 1/5).value") == Approx(0.6 - 0.4).epsilon(1e-14));
  CHECK(*value_of("ppo_clip([2, 0], [0, 0], [1, -1], 1/5).clipped[0]").boolean());
  CHECK(number_of("ppo_clip([2, 0], [0, 0], [1, -1], 1/5).gradient[0]") == 0);
  CHECK(number_of("kl_objective([log(2), 0], [2, 1], [3, 0], 1).value") == Approx(2).epsilon(1e-15));
  CHECK(number_of("kl_penalty([1, 1], [1, 3], 2).penalty[0]") == Approx(2 * std::log(2)).epsilon(1e-15));
  CHECK(number_of("kl_penalty([1, 0], [1, 1], 2).total") == Approx(2 * std::log(2)).epsilon(1e-15));
}

TEST_CASE("one step: what cannot be is refused with the action") {
  CHECK(refused("kl_objective([0, 0], [1, 0], [0, 1], 1)") ==
        "kl_objective: the prior rules out action 1, which a softmax policy takes");
  CHECK(refused("tilt_sweep([1, 1], [0, 1], [0], [1])") == "tilt_sweep: true_reward must have 2 entries, got 1");
  CHECK(refused("tilt_rounds([1, 1], [0, 1], 1, 1001)") ==
        "tilt_rounds: k must be a whole number from 1 to 1000, got 1001");
  CHECK(refused("tilt([1, 2], 0)") == "tilt: beta must be > 0, got 0");
}

TEST_CASE("one step: with a prior or without, a call with too few arguments is told of both forms") {
  const Error error = error_of_expression("tilt(1)");
  CHECK(error.what() == std::string("tilt takes 2 or 3 arguments, got 1"));
  CHECK(error.hint == "write tilt(prior, reward, beta) or tilt(reward, beta)");
}
