#include "tests/lesson/support.h"

using namespace vi;
using namespace vi::lesson;
using namespace vi::test;

namespace {
const std::string line = "{transitions: [[[[0, 1]], [[1, 1]]], [[[0, 1]], [[1, 1]]]], rewards: [[0, 0], [0, 0]]}";
const std::string dice =
    "{transitions: [[[[0, 1/2], [1, 1/2]], [[1, 1]]], [[[0, 1/4], [1, 3/4]], [[0, 1]]]], rewards: [[0, 0], [0, 0]]}";
const std::string phi = "[[[0, 1], [1, 0]], [[2, 0], [0, -1]]]";

std::string refused(const std::string& expression) { return error_of_expression(expression).what(); }
}  // namespace

TEST_CASE("inverse RL: at theta 0 every action sequence is as probable as any other") {
  const std::string call = "maxent_irl(" + line + ", " + phi + ", [0, 0], 3, 0, [[1, 1, 0]])";
  CHECK(number_of(call + ".log_partition") == Approx(3 * std::log(2)).epsilon(1e-15));
  CHECK(number_of(call + ".log_likelihood") == Approx(-3 * std::log(2)).epsilon(1e-15));
  CHECK(number_of(call + ".demonstration_features[0]") == 3);
  CHECK(number_of(call + ".gradient[1]") ==
        Approx(number_of(call + ".demonstration_features[1] - " + call + ".model_features[1]")));
  CHECK(number_of(call + ".visits[0][0]") == 1);
}

TEST_CASE("inverse RL: one feature may be written as numbers, and comes back as one") {
  const std::string rest = ", 3, 0)";
  const std::string numbers = dice + ", [[0, 1], [2, -1]], 3/2" + rest;
  const std::string lists = dice + ", [[[0], [1]], [[2], [-1]]], [3/2]" + rest;
  CHECK(number_of("maxent_irl(" + numbers + ".model_features") ==
        number_of("maxent_irl(" + lists + ".model_features[0]"));
  CHECK(number_of("maxent_irl(" + numbers + ".hessian") == number_of("maxent_irl(" + lists + ".hessian[0][0]"));
  CHECK(number_of("causal_entropy_irl(" + numbers + ".model_features") <
        number_of("maxent_irl(" + numbers + ".model_features"));
  CHECK(number_of("causal_entropy_irl(" + numbers + ".v") < number_of("maxent_irl(" + numbers + ".log_partition"));
}

TEST_CASE("inverse RL: demonstrations are actions, or states and actions where chance decides") {
  CHECK(number_of("maxent_irl(" + line + ", " + phi + ", [1, 2], 2, 0, [[1, 0]]).log_likelihood") ==
        number_of("maxent_irl(" + line + ", " + phi + ", [1, 2], 2, 0, [[[0, 1], [1, 0]]]).log_likelihood"));
  CHECK(refused("maxent_irl(" + dice + ", " + phi + ", [1, 2], 2, 0, [[0, 0]])") ==
        "maxent_irl: demonstration 0, step 0, state 0: action 0 may lead to several states: write the steps as [state, "
        "action]");
  CHECK(refused("maxent_irl(" + line + ", " + phi + ", [1, 2], 2, 0, [[[0, 1], 0]])") ==
        "maxent_irl: a demonstration must have states at all its steps or at none");
  CHECK(refused("maxent_irl(" + line + ", " + phi + ", [1, 2], 2, 0, [])") ==
        "maxent_irl: demo_actions must have 1 to 10000 entries, got 0");
  CHECK(error_of_expression("maxent_irl(" + line + ", " + phi + ", [1, 2], 2, 0, [1])").code == Code::type);
}

TEST_CASE("inverse RL: the fit finds the theta behind the features, and a prior draws it in") {
  const std::string made = "causal_entropy_irl(" + dice + ", [[0, 1], [2, -1]], 3/2, 3, 0).model_features";
  const std::string fit = "fit_causal_entropy_irl(" + dice + ", [[0, 1], [2, -1]], 3, 0, " + made;
  CHECK(number_of(fit + ").theta") == Approx(1.5).epsilon(1e-12));
  CHECK(number_of(fit + ", 1).theta") < 1.4);
  const std::string demos = "fit_maxent_irl(" + line + ", " + phi + ", 3, 0, [[1, 1, 0], [0, 1, 1], [1, 0, 1]])";
  CHECK(number_of(demos + ".residual") < 1e-13);
  CHECK(number_of(demos + ".model_features[1]") ==
        Approx(number_of(demos + ".demonstration_features[1]")).epsilon(1e-13));
  CHECK(refused("fit_maxent_irl(" + line + ", " + phi + ", 3, 0, [[1, 0, 1]])").substr(0, 32) ==
        "fit_maxent_irl: no finite theta ");
  CHECK(number_of("fit_maxent_irl(" + line + ", " + phi + ", 3, 0, [[1, 0, 1]], 1/10).theta[0]") > 1);
}

TEST_CASE("inverse RL: the model that bends chance learns a smaller reward from the same features") {
  const std::string phi_of_dice = "[[0, 1], [2, -1]]";
  const std::string seen = "causal_entropy_irl(" + dice + ", " + phi_of_dice + ", 3/2, 3, 0).model_features";
  const std::string learned = "match_features(" + dice + ", " + phi_of_dice + ", 3, 0, " + seen + ")";
  const double theta = number_of(learned + ".theta");
  CHECK(theta < 1.5);
  // Another path to what it expects: the model at that theta.
  const std::string model = "maxent_irl(" + dice + ", " + phi_of_dice + ", " + learned + ".theta, 3, 0)";
  CHECK(number_of(model + ".model_features") == Approx(number_of(seen)).epsilon(1e-12));
  CHECK(number_of(learned + ".true_features") == number_of(model + ".true_features"));
  CHECK(number_of(learned + ".true_features") < number_of(seen));
  CHECK(refused("match_features(" + dice + ", " + phi_of_dice + ", 3, 0, 100)").substr(0, 32) ==
        "match_features: no finite theta ");
}

TEST_CASE("inverse RL: features that do not fit the process are refused by state and action") {
  const auto model = [](const std::string& features) {
    return "maxent_irl(" + line + ", " + features + ", [1], 2, 0)";
  };
  CHECK(refused(model("[[1, 2]]")) == "maxent_irl: phi must have 2 states, got 1");
  CHECK(refused(model("[[1, 2], [3]]")) == "maxent_irl: phi of state 1 must have 2 actions, got 1");
  CHECK(refused(model("[[1, 2], [3, [4, 5]]]")) == "maxent_irl: phi of state 1, action 1 must have 1 features, got 2");
  CHECK(refused(model("[[1, 2], [3, []]]")) == "maxent_irl: phi of an action must have 1 to 32 entries, got 0");
}
