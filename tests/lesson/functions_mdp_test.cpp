#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {
const std::string maze = "gridworld([[0, 0, 0, 2], [0, 1, 0, 3], [0, 0, 0, 0]], {step: -1/25, slip: 1/10})";
const std::string as_places =
    "gridworld({rows: 3, columns: 4, walls: [[1, 1]], goals: [[0, 3]], pits: [[1, 3]]}, {step: -1/25, slip: 1/10})";
const std::string lottery =
    "{transitions: [[[[1, 1]], [[2, 1/8], [3, 7/8]]], [[]], [[]], [[]]], rewards: [[0, 0], [1/4], [4], [-1]]}";

std::string message_of(const std::string& expression) { return error_of_expression(expression).what(); }
}  // namespace

TEST_CASE("gridworld: a picture, a list of places and the process written out are one world") {
  const double value = number_of("soft_value_iteration(" + maze + ", 1/10, 9/10).v[8]");
  CHECK(number_of("soft_value_iteration(" + as_places + ", 1/10, 9/10).v[8]") == value);
  CHECK(number_of("soft_value_iteration(process(" + maze + "), 1/10, 9/10).v[8]") == Approx(value).epsilon(1e-13));
  CHECK(number_of("soft_value_iteration(" + maze + ", 1/10, 9/10, 1/1000).backups") <
        number_of("soft_value_iteration(" + maze + ", 1/10, 9/10).backups"));
}

TEST_CASE("gridworld: it is a process for every function that takes one") {
  CHECK(number_of("soft_backward(" + maze + ", 1/10, 1, 1).v[0][3]") == 1);
  const std::string policy = "soft_value_iteration(" + maze + ", 1/10, 9/10).policy";
  CHECK(number_of("policy_evaluation(" + maze + ", " + policy + ", 9/10, 8).return") < 1);
  CHECK(number_of("value_iteration(" + maze + ", 9/10).policy[2][1]") == 1);
}

TEST_CASE("gridworld: what cannot be read says where") {
  CHECK(message_of("gridworld([[0, 4]], {slip: 0})") == "gridworld: row 0, column 1: there is no such cell");
  CHECK(message_of("gridworld([[0, 0], [0]], {slip: 0})") ==
        "gridworld: row 1 must have 2 cells like the first, got 1");
  CHECK(message_of("gridworld({rows: 1, columns: 2, pits: [[1, 0]]}, {slip: 0})") ==
        "gridworld: pits: row 1, column 0 lies outside");
  CHECK(error_of_expression("gridworld([[0]], {sted: 1})").hint == "Did you mean \"step\"?");
  CHECK(error_of_expression("gridworld({rows: 3, columns: 300}, {slip: 0})").code == Code::limit);
  CHECK(error_of_expression("soft_backward(gridworld({rows: 40, columns: 40}, {slip: 0}), 1, 1, 1)").code ==
        Code::domain);
}

TEST_CASE("gridworld: a reply may hold more numbers than a text may put together") {
  const std::string large = "soft_value_iteration(gridworld({rows: 100, columns: 100}, {slip: 0}), 1, 1/2)";
  CHECK(value_of(large + ".policy").list()->size() == 10'000);
  CHECK(error_of_expression("[" + large + ".v, " + large + ".v]").code == Code::limit);
  CHECK(error_of_expression("{v: " + large + ".policy}").code == Code::limit);
}

TEST_CASE("mdp: a refusal names the function that was asked") {
  for (const std::string name :
       {"trajectory_posterior", "structured_posterior", "posterior_marginals", "structured_marginals"})
    CHECK(error_of_expression(name + "(" + lottery + ", 0, 2, 0)").what() == name + ": alpha must be > 0, got 0");
}

TEST_CASE("mdp: policies, marginals and evidence by name") {
  CHECK(
      number_of("expected_steps(combination_lock(8), " + std::string("[[1, 1], [1, 1], [1, 1], [1, 1], [1, 1], [1, 1], "
                                                                     "[1, 1], [1, 1]])[0]")) == 510);
  // Without a policy it is the prior's, uniform if there is none: 2^(L + 1) - 2 and 3 L (L + 1)/2 steps.
  CHECK(number_of("expected_steps(combination_lock(8))[0]") == 510);
  CHECK(number_of("expected_steps(corridor(8))[0]") == Approx(108).epsilon(1e-14));
  CHECK(number_of("expected_steps({transitions: [[[[0, 1]], []]], rewards: [[0, 0]], prior: [[3, 1]]})[0]") == 4);
  CHECK(number_of("policy_evaluation(corridor(1), [[0, 0, 1]], 1/2, 0).return") == 1);
  CHECK(number_of(
            "policy_evaluation(corridor(2), [[[0, 0, 1], [0, 0, 1]], [[0, 1, 0], [0, 1, 0]]], 1, 0, 2).states[2][1]") ==
        1);
  CHECK(number_of("posterior_marginals(" + lottery + ", 1/4, 2, 0).dynamics[0][0][1][0][1]") ==
        number_of("trajectory_posterior(" + lottery + ", 1/4, 2, 0).dynamics[1][0][1]"));
  CHECK(number_of("structured_marginals(" + lottery + ", 1/4, 2, 0).elbo") ==
        number_of("structured_posterior(" + lottery + ", 1/4, 2, 0).elbo"));
  CHECK(*value_of("discounted_evidence({transitions: [[[[0, 1]]]], rewards: [[1]]}, 1, 9/10, 0).diverges").boolean());
  CHECK(message_of("policy_evaluation(corridor(2), [[1, 1, 1]], 1/2, 0)") ==
        "policy_evaluation: policy must have a row for each of the 2 states, got 1");
}
