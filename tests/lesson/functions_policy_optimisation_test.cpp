#include <cmath>

#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {
const std::string bandit = "[5, 3, 2], [1, 1/2, -1]";
const std::string lottery =
    "{transitions: [[[[1, 1]], [[2, 1/8], [3, 7/8]]], [[], []], [[], []], [[], []]], "
    "rewards: [[0, 0], [1/4, 1/4], [4, 4], [-1, -1]]}";
const std::string hill = "[-1/2, 2, -2], 1/4";

std::string message(const std::string& expression) { return error_of_expression(expression).what(); }
std::string hint(const std::string& expression) { return error_of_expression(expression).hint; }
}  // namespace

TEST_CASE("policy optimisation: a climb is lists from its start on, and a result that says how far it is") {
  const std::string climb = "policy_gradient(" + bandit + ", 1/2, {method: gradient_ascent(8), steps: 400})";
  CHECK(value_of(climb + ".objective").list()->size() == 401);
  CHECK(number_of(climb + ".kl_to_prior[0]") == 0);
  CHECK(number_of(climb + ".result.kl_to_optimal") < 1e-12);
  CHECK(number_of(climb + ".result.optimal_objective") == number_of("tilt(" + bandit + ", 1/2).objective"));
  CHECK(number_of("kl(categorical(" + climb + ".result.policy), categorical(tilt(" + bandit + ", 1/2).policy))") <
        1e-12);
  CHECK(number_of("policy_gradient(" + bandit + ", 1/2, {method: natural_gradient(2), steps: 1}).kl_to_optimal[1]") <
        1e-28);
  CHECK(number_of(climb + ".objective[0] + 1/2*" + climb + ".kl_to_optimal[0]") ==
        Approx(number_of(climb + ".result.optimal_objective")).epsilon(1e-14));
}

TEST_CASE("policy optimisation: sampled gradients have an estimator and a seed") {
  const auto after = [](const std::string& rest) {
    return number_of("policy_gradient(" + bandit + ", 1/2, {method: adam(1/20), steps: 50" + rest + "}).objective[50]");
  };
  const double one = after(", estimator: score(16), seed: 1");
  CHECK(one == after(", estimator: score(16)"));
  CHECK(one != after(", estimator: score(16), seed: 2"));
  CHECK(one != after(", estimator: score_with_baseline(16)"));
  CHECK(one != after(""));
  CHECK(number_of("policy_gradient(" + bandit + ", 1/2, {method: adam(1), steps: 1, theta: [0, 0, 0]}).policy[0][2]") ==
        Approx(1.0 / 3));
}

TEST_CASE("policy optimisation: ppo rests at the tilted prior by one penalty, and runs off by the other") {
  const auto run = [](const std::string& penalty) {
    return "ppo(" + bandit + ", {penalty: " + penalty +
           "(1/2), epsilon: 1/5, rounds: 600, epochs: 10, method: gradient_ascent(1)})";
  };
  CHECK(number_of(run("kl_to_reference") + ".result.kl_to_optimal") < 1e-12);
  CHECK(number_of(run("kl_to_old_policy") + ".result.kl_to_optimal") > 0.1);
  CHECK(number_of(run("kl_to_old_policy") + ".result.policy[0]") > 0.99);
  CHECK(number_of("ppo(" + bandit +
                  ", {penalty: kl_to_reference(1/2), epsilon: 1/5, rounds: 100, epochs: 10, method: adam(1/100), "
                  "samples: 64, seed: 3}).result.kl_to_optimal") < 0.1);
}

TEST_CASE("policy optimisation: the soft policies of a process come to soft_value_iteration") {
  const std::string rounds = "soft_policy_iteration(" + lottery + ", 1/4, 9/10, {rounds: 4})";
  CHECK(number_of(rounds + ".v[4][0]") ==
        Approx(number_of("soft_value_iteration(" + lottery + ", 1/4, 9/10).v[0]")).epsilon(1e-13));
  CHECK(number_of(rounds + ".result.distance") < 1e-14);
  CHECK(number_of(rounds + ".distance[0]") > 0.01);
  const std::string climb = "soft_policy_gradient(" + lottery + ", 1/4, 9/10, 0, {method: adam(1/20), steps: 400})";
  CHECK(number_of(climb + ".result.gap") < 1e-6);
  CHECK(number_of(climb + ".value[0] + " + climb + ".gap[0]") ==
        Approx(number_of(rounds + ".result.optimal_v[0]")).epsilon(1e-13));
  CHECK(number_of(climb + ".result.policy[0][1]") ==
        Approx(number_of("soft_value_iteration(" + lottery + ", 1/4, 9/10).policy[0][1]")).margin(1e-3));
  CHECK(number_of("soft_policy_evaluation(" + lottery + ", " + rounds + ".result.policy, 1/4, 9/10, 0).v[0]") ==
        number_of(rounds + ".result.v[0]"));
  CHECK(number_of("soft_policy_iteration(gridworld([[0, 0, 2], [0, 1, 3]], {slip: 1/10}), 1/4, 9/10, {rounds: 9})"
                  ".result.distance") < 1e-12);
}

TEST_CASE("policy optimisation: the squashed actor comes to the best of its family, which misses the best density") {
  const std::string climb = "squashed_actor(" + hill + ", squashed(normal(0, 1)), {method: adam(1/20), steps: 800})";
  CHECK(std::abs(number_of(climb + ".result.distance")) < 1e-9);
  CHECK(number_of(climb + ".result.best.kl_to_optimal") ==
        Approx(number_of("best_squashed(" + hill + ").kl_to_optimal")));
  CHECK(number_of(climb + ".objective[0]") ==
        Approx(number_of(climb + ".expected_reward[0] + entropy(squashed(normal(0, 1)))/4")).epsilon(1e-14));
  CHECK(number_of("1/4*best_squashed(" + hill + ").log_evidence - best_squashed(" + hill + ").objective") ==
        Approx(number_of("best_squashed(" + hill + ").kl_to_optimal/4")).margin(1e-14));
  CHECK(number_of("squashed_actor(" + hill +
                  ", squashed(normal_sd(0, 1)), {method: adam(1/100), steps: 800, estimator: reparameterised(16)})"
                  ".result.distance") < 0.01);
}

TEST_CASE("policy optimisation: what cannot start says why") {
  const std::string climb = "policy_gradient(" + bandit + ", 1/2, ";
  CHECK(message(climb + "{steps: 5})") == "policy_gradient: options must have the field \"method\"");
  CHECK(message(climb + "7)") == "policy_gradient: options must be a record, got a number");
  CHECK(hint(climb + "{method: adam(1), steps: 5, sed: 3})") == "Did you mean \"seed\"?");
  CHECK(message(climb + "{method: adam(1), steps: 5, step: 3})") == "policy_gradient: options have no field \"step\"");
  CHECK(message(climb + "{method: adam(1), steps: 5, prior: [1]})") ==
        "policy_gradient: options have no field \"prior\"");
  CHECK(message(climb + "{method: 3, steps: 5})") == "policy_gradient: method cannot be a number");
  CHECK(message(climb + "{method: adam(1), steps: 5, estimator: reparameterised(4)})") ==
        "policy_gradient: estimator cannot be reparameterised(…)");
  CHECK(hint(climb + "{method: adam(1), steps: 5, estimator: 4})") == "write score(16) or score_with_baseline(16)");
  CHECK(message(climb + "{method: adam(1), steps: 5, theta: [0]})") ==
        "policy_gradient: theta must have 3 entries, got 1");
  CHECK(message(climb + "{method: adam(1), steps: 5001})") ==
        "policy_gradient: 5001 steps are too many at once, at most 5000 for a problem of this size");
  CHECK(hint(climb + "{method: adam(1), steps: 5001})") ==
        "take fewer, or ask for them in slices, as the task policy_gradient");
  CHECK(message("policy_gradient([1, 0], [1, 2], 1, {method: adam(1), steps: 5})") ==
        "policy_gradient: the prior rules out action 1, which a softmax policy takes");
  CHECK(message("policy_gradient([1, 1], [1, 2], 0, {method: adam(1), steps: 5})") ==
        "policy_gradient: beta must be > 0, got 0");
  CHECK(message("kl_to_reference(0)") == "kl_to_reference: beta must be > 0, got 0");
  const std::string rest = ", epsilon: 1/5, rounds: 5, epochs: 5, method: adam(1/20)})";
  CHECK(message("ppo(" + bandit + ", {penalty: 1/2" + rest) == "ppo: penalty cannot be a number");
  CHECK(message("ppo(" + bandit +
                ", {penalty: kl_to_reference(1), epsilon: 2, rounds: 5, epochs: 5, method: adam(1)})") ==
        "ppo: epsilon must be between 0 and 1, got 2");
  CHECK(message("ppo(" + bandit +
                ", {penalty: kl_to_reference(1), epsilon: 1/5, rounds: 5, epochs: 5, method: adam(1), theta: [0]})") ==
        "ppo: theta must have 3 entries, got 1");
  const std::string leaky = "{transitions: [[[[0, 1/2]]]], rewards: [[1]]}";
  CHECK(message("soft_policy_iteration(" + leaky + ", 1/4, 1/2, {rounds: 4})") ==
        "soft_policy_iteration: state 0, action 0: the probabilities must sum to 1, got 0.5");
  CHECK(message("soft_policy_gradient(" + leaky + ", 1/4, 1/2, 0, {method: adam(1), steps: 4})") ==
        "soft_policy_gradient: state 0, action 0: the probabilities must sum to 1, got 0.5");
  CHECK(message("soft_policy_iteration(" + lottery + ", 1/4, 1, {rounds: 4})") ==
        "soft_policy_iteration: gamma must be < 1, got 1");
  CHECK(message("soft_policy_iteration(corridor(201), 1/4, 1/2, {rounds: 4})") ==
        "soft_policy_iteration: at most 200 states, got 201");
  CHECK(message("soft_policy_gradient(" + lottery + ", 1/4, 1/2, 9, {method: adam(1), steps: 4})") ==
        "soft_policy_gradient: there is no state 9, only 0 to 3");
  CHECK(message("squashed_actor(" + hill + ", normal(0, 1), {method: adam(1), steps: 4})").substr(0, 29) ==
        "squashed_actor has no form fo");
  CHECK(message("squashed_actor([1, 2], 0, squashed(normal(0, 1)), {method: adam(1), steps: 4})") ==
        "squashed_actor: alpha must be > 0, got 0");
  CHECK(message("squashed_actor(" + hill +
                ", squashed(normal(0, 1)), {method: adam(1), steps: 4, estimator: score(3)})") ==
        "squashed_actor: estimator cannot be score(…)");
}
