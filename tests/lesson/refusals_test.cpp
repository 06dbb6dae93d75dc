// What is refused names the function that was called, the argument as `vi functions` has it, and what it got.
#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::test;

namespace {

void check_refusals(std::initializer_list<std::pair<const char*, const char*>> all) {
  for (const auto& [expression, message] : all) {
    INFO(expression);
    CHECK(std::string(error_of_expression(expression).what()) == message);
  }
}

}  // namespace

TEST_CASE("refusals: in the name of the function that was called, whatever computes it") {
  check_refusals({
      {"tilt([1, 2], [1, 0], 0)", "tilt: beta must be > 0, got 0"},
      {"log_evidence(linear_gaussian(normal(0, 1), 1, 0, 1), nan)", "log_evidence: x must be finite, got nan"},
      {"enumerate_evidence(corridor(2), 0, 1, 3, 0)", "enumerate_evidence: alpha must be > 0, got 0"},
      {"best_squashed([1, nan], 1)", "best_squashed: reward[1] must be finite, got nan"},
      {"expected_steps(corridor(1), [[0, 0, 0]])", "expected_steps: state 0: the sum of the policy must be > 0, got 0"},
      {"soft_policy_evaluation(corridor(1), [[1, 1, 1]], 1, 1, 0)", "soft_policy_evaluation: gamma must be < 1, got 1"},
      {"optimizer_update(adam(1/10), [nan], {step: 0, first: [0], second: [0]})",
       "optimizer_update: gradient[0] must be finite, got nan"},
      {"elbo_surface(linear_gaussian(normal(0, 1), 1, 0, 1), nan, [0], [1])",
       "elbo_surface: x must be finite, got nan"},
      {"ppca({decoder: {W: [[1], [2]], b: [0, 0], noise_variance: -1}, n: 3, seed: 1}, 1)",
       "ppca: noise_variance must be > 0, got -1"},
      {"soft_backward({transitions: [[[]]], rewards: [[inf]]}, 1, 1, 3)",
       "soft_backward: state 0, action 0: reward must be finite, got inf"},
      {"learn_process_noise({F: 1, b: 0, Q: 1, H: 1, c: 0, R: -1, m0: 0, P0: 1}, [1, 2], 1, 2)",
       "learn_process_noise: R must be > 0, got -1"},
      {"soft_policy_iteration(corridor(2), 1, 1, {rounds: 2})", "soft_policy_iteration: gamma must be < 1, got 1"},
  });
}

TEST_CASE("refusals: an argument that refuses itself does so in its own name") {
  const Error error = error_of_expression("tilt([1, 2], [1, 0], log(-1))");
  CHECK(std::string(error.what()) == "log: x must be >= 0, got -1");
  CHECK(error.where == "column 22");
}

TEST_CASE("refusals: arguments by the names that are documented") {
  check_refusals({
      {"soft_value([1, nan], 1)", "soft_value: Q of action 1 must be finite, got nan"},
      {"soft_value([1, 2], 0)", "soft_value: alpha must be > 0, got 0"},
      {"tilt([0, 0, 0], [1, 1/2, -1], 1/2)", "tilt: prior must not all be 0"},
      {"tilt_rounds([1, -1], [1, 2], 1, 3)", "tilt_rounds: prior[1] must be >= 0, got -1"},
      {"one_step_elbo([1, 1], [1, 2], 0)", "one_step_elbo: alpha must be > 0, got 0"},
      {"best_of_n([0, 0], [1, 2], 2)", "best_of_n: prior must not all be 0"},
      {"behavioural_cloning([0, 0], [1, 2], 1)", "behavioural_cloning: demo must not all be 0"},
      {"kl_penalty([1, 1], [1, 1, 1], 1)", "kl_penalty: prior must have 2 entries, got 3"},
      {"mixture([0], [normal(0, 1)])", "mixture: weights must not all be 0"},
      {"kl(categorical([1]), categorical([1, 1]))", "kl: the first has 1 category and the second 2"},
      {"ppo_clip([0, 0], [0], [1, 2], 1/5)", "ppo_clip: theta_old must have 2 entries, got 1"},
      {"ppo_clip([0, 0], [0, 0], [1], 1/5)", "ppo_clip: advantages must have 2 entries, got 1"},
      {"policy_gradient([1, 1], [1, 2], 1, {steps: 3})", "policy_gradient: options must have the field \"method\""},
      {"kalman(3, [1])", "kalman: model must be a record with the field \"F\", got a number"},
  });
}

TEST_CASE("refusals: with range, place and value") {
  check_refusals({
      {"corridor(5/2)", "corridor: length must be a whole number from 1 to 1000, got 2.5"},
      {"corridor(0)", "corridor: length must be a whole number from 1 to 1000, got 0"},
      {"soft_backward(corridor(2), 1, 1, 0)", "soft_backward: H must be a whole number from 1 to 1000, got 0"},
      {"soft_backward({transitions: [[[[0, 1]]]], rewards: [[1e308]]}, 1, 1, 3)",
       "soft_backward: state 0: Q of action 0 must be finite, got inf"},
      {"sample(normal(0, 1), 2, -1)", "sample: seed must be a whole number from 0 to 1000000000, got -1"},
      {"gridworld([[0, 2]], {slip: 0.6})", "gridworld: slip must be between 0 and 1/2, got 0.6"},
      {"gridworld([[0, 2]], {lava: 1})", "gridworld: rules have no field \"lava\""},
      {"log_prob(categorical([1, 2]), 5)", "log_prob: k must be a whole number from 0 to 1, got 5"},
      {"log_prob(dirichlet([1, 2]), [1/2, 1])", "log_prob: x must sum to 1, got 1.5"},
      {"categorical([1, 1 < 2])", "categorical: weights[1] must be a number, got a boolean"},
      {"vae_elbo(initial_vae(1, 2, 1), [[1, 1 < 2]])", "vae_elbo: data[0][1] must be a number, got a boolean"},
      {"mvn([0, 0], [[1, 0], [0, -1]])", "mvn: covariance[1][1] must be > 0, got -1"},
      {"mvn([1], [[1, 2], [3, 4]])", "mvn: covariance must have 1 row, got 2"},
      {"learn_transition({F: 1, b: 0, Q: 1, H: 1, c: 0, R: 1, m0: 0, P0: 1}, [1, 2, 3], 0, 1e200)",
       "learn_transition: with F = 4.1666666666666667e+198, between low and high, a covariance is singular, or too "
       "large, in double precision"},
      {"kl_monte_carlo(normal(0, 1), 3, 50, 1)", "kl_monte_carlo: p must be a distribution, got a number"},
      {"kl_monte_carlo(normal(0, 1), dirichlet([1, 1]), 50, 1)",
       "kl_monte_carlo: q and p are not over the same values: x must be a list, got a number"},
      {"optimizer_update(natural_gradient(1), {mean: 1, log_sd: 3/2}, normal(0, 1))",
       "optimizer_update: at rate 1 the new precision must be > 0, got -0.5"},
      {"ppo([1, 1], [1, 1e300], {penalty: kl_to_reference(1e-300), epsilon: 1/5, rounds: 20, epochs: 20, method: "
       "gradient_ascent(1e308)})",
       "ppo: round 1: theta of action 0 must be finite, got -inf"},
      {"tilt(1)", "tilt takes 2 or 3 arguments, got 1"},
      {"ppca([[1], [2]], 1)", "ppca: the data must have 2 dimensions or more, got 1"},
  });
  CHECK(error_of_expression("{mean: 1, sd: 2}.variance").hint == "the fields are mean, sd");
}
