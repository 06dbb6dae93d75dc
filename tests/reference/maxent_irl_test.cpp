#include "core/maxent_irl.h"

#include <cmath>

#include "tests/catch.h"
#include "tests/reference/processes.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;
using nlohmann::json;

namespace {

// The dynamics that a case names; the rewards are in its features.
Mdp process(const json& file, const json& test_case) {
  Mdp mdp = dynamics_of(described_process(file, test_case));
  mdp.reward.assign(mdp.outcomes.size() - 1, 0);
  return mdp;
}

// [s][a][k], or [s][a] of one feature, as rows.
Eigen::MatrixXd rows(const json& nested) {
  std::vector<Eigen::VectorXd> all;
  for (const auto& state : nested) {
    for (const auto& choice : state) all.push_back(vector(choice.is_array() ? choice : json::array({choice})));
  }
  Eigen::MatrixXd result(Eigen::Index(all.size()), all[0].size());
  for (std::size_t i = 0; i < all.size(); ++i) result.row(Eigen::Index(i)) = all[i].transpose();
  return result;
}

json flat(const json& nested) {
  json all = json::array();
  for (const auto& row : nested) all.insert(all.end(), row.begin(), row.end());
  return all;
}

int whole(const json& test_case, const char* name) { return static_cast<int>(nearest(test_case.at(name))); }

}  // namespace

TEST_CASE("maxent_irl_deterministic: likelihood, gradient, Hessian and visits") {
  Worst numbers("log partition and likelihood, of 1 + themselves", 1e-15), hessian("hessian, absolute", 1e-14);
  Worst features("features and gradient, absolute", 5e-15), visits("visits, absolute", 5e-15);
  const json file = document("maxent_irl_deterministic");
  for (const auto& c : file.at("cases")) {
    std::vector<Demonstration> demonstrations;
    for (const auto& actions : c.at("demo_actions")) {
      demonstrations.emplace_back();
      for (const auto& action : actions) demonstrations.back().actions.push_back(static_cast<int>(nearest(action)));
    }
    const MaxentIrl result = maxent_irl(process(file, c), rows(c.at("phi")), vector(c.at("theta")), whole(c, "H"),
                                        whole(c, "s0"), demonstrations);
    const json& out = c.at("outputs");
    numbers.add(relative_error(result.log_partition, output(c, "log_Z"), 1 + output(c, "log_Z")), c);
    const long double likelihood = output(c, "mean_log_likelihood");
    numbers.add(relative_error(result.log_likelihood, likelihood, 1 + std::abs(likelihood)), c);
    features.add(worst_error(result.gradient, out.at("gradient")), c);
    features.add(worst_error(result.model_features, out.at("model_feature_mean")), c);
    features.add(worst_error(result.demonstration_features, out.at("demo_feature_mean")), c);
    visits.add(worst_error(result.visits, flat(out.at("state_action_visits"))), c);
    for (Eigen::Index k = 0; k < result.gradient.size(); ++k)
      hessian.add(worst_error(result.hessian.col(k), out.at("hessian")[std::size_t(k)]), c);
  }
  for (const auto& worst : {numbers, features, hessian, visits}) CHECK_WITHIN_BOUND(worst);
}

TEST_CASE("maxent_irl_stochastic: two models, two expectations of the features") {
  Worst features("features, of 1 + themselves", 5e-15), values("values, of 1 + themselves", 1e-15);
  const json file = document("maxent_irl_stochastic");
  for (const auto& c : file.at("cases")) {
    const Mdp mdp = process(file, c);
    const Eigen::MatrixXd phi = rows(file.at("mdps")[0].at("R"));
    const Eigen::VectorXd theta = vector(json::array({c.at("theta")}));
    const auto bent =
        feature_messages("irl", with_prior(mdp), phi, theta, whole(c, "H"), whole(c, "s0"), Chance::bends);
    const auto kept = feature_messages("irl", mdp, phi, theta, whole(c, "H"), whole(c, "s0"), Chance::stays);
    const auto compare = [&](Worst& worst, double computed, const char* name) {
      worst.add(relative_error(computed, output(c, name), 1 + std::abs(output(c, name))), c);
    };
    compare(values, bent.value, "log_Z_2008");
    compare(values, kept.value, "V_soft");
    compare(features, bent.features(0), "E_feature_ziebart2008");
    compare(features, bent.true_features(0), "E_feature_of_2008_policy_under_true_dynamics");
    compare(features, kept.features(0), "E_feature_maxcausalent");
  }
  for (const auto& worst : {features, values}) CHECK_WITHIN_BOUND(worst);
}

// The sum form counts action sequences, the mean form their average: H log 2 between them.
TEST_CASE("maxent_irl_stochastic: the same theta, -1.4792 in the true dynamics and -.4787 in bent ones") {
  const json file = document("maxent_irl_stochastic");
  const json& c = file.at("cases")[0];
  const Mdp mdp = process(file, c);
  const Eigen::MatrixXd phi = rows(file.at("mdps")[0].at("R"));
  const auto ask = [&](const Mdp& with, Chance chance) {
    return feature_messages("irl", with, phi, vector(json::array({c.at("theta")})), 3, 0, chance);
  };
  CHECK(ask(mdp, Chance::stays).features(0) == Approx(-1.4792).margin(5e-5));
  CHECK(ask(mdp, Chance::bends).features(0) == Approx(-0.4787).margin(5e-5));
  CHECK(ask(mdp, Chance::bends).value - ask(with_prior(mdp), Chance::bends).value == Approx(3 * std::log(2)));
  CHECK(ask(mdp, Chance::bends).value > ask(mdp, Chance::stays).value);
}
