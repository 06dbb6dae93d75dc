#include "core/soft_bellman.h"

#include <algorithm>
#include <cmath>

#include "core/policy_evaluation.h"
#include "core/trajectory_posterior.h"
#include "tests/catch.h"
#include "tests/reference/processes.h"
#include "tests/reference/reference.h"

using namespace vi::core;
using namespace vi::reference;
using nlohmann::json;

namespace {

// The process that a case names, with the prior its form asks for.
Mdp process(const json& file, const json& test_case) {
  const json& described = described_process(file, test_case);
  Mdp mdp = dynamics_of(described);
  for (const auto& state : described.at("R")) {
    for (const auto& reward : state) mdp.reward.push_back(nearest(reward));
  }
  const std::string form = test_case.value("form", "uniform");
  if (form == "uniform") mdp.prior.assign(mdp.reward.size(), 1);
  if (form == "nonuniform") {
    const json& weights =
        test_case.contains("prior_w") ? test_case.at("prior_w") : test_case.at("inputs").at("prior_w");
    for (const auto& state : weights) {
      for (const auto& weight : state) mdp.prior.push_back(nearest(weight));
    }
  }
  return mdp;
}

// [s][a] as one list.
json flat(const json& rows) {
  json all = json::array();
  for (const auto& row : rows) all.insert(all.end(), row.begin(), row.end());
  return all;
}

double number(const json& test_case, const char* name) { return nearest(test_case.at(name)); }
int whole(const json& test_case, const char* name) { return static_cast<int>(number(test_case, name)); }
double size_of(const Eigen::VectorXd& values) { return 1 + values.cwiseAbs().maxCoeff(); }

}  // namespace

TEST_CASE("mdp_soft_discounted: the fixed point of every form") {
  Worst value("v, of the values", 1e-14), q("q, of the values", 1e-14), policy("policy, absolute", 1e-12);
  const json file = document("mdp_soft_discounted");
  for (const auto& c : file.at("cases")) {
    const SoftFixedPoint point = soft_value_iteration(process(file, c), number(c, "alpha"), number(c, "gamma"));
    const json& out = c.at("outputs");
    value.add(worst_error(point.value, out.at("V"), size_of(point.value)), c);
    q.add(worst_error(point.q, flat(out.at("Q")), size_of(point.value)), c);
    policy.add(worst_error(point.policy, flat(out.at("pi"))), c);
  }
  for (const auto& worst : {value, q, policy}) CHECK_WITHIN_BOUND(worst);
}

TEST_CASE("mdp_soft_finite_horizon: values, policies and the sum over all trajectories") {
  Worst value("v, of the values", 2e-15), q("q, of the values", 2e-15), policy("policy, absolute", 1e-13);
  Worst evidence("enumerate_evidence, of its terms", 2e-14);
  const json file = document("mdp_soft_finite_horizon");
  for (const auto& c : file.at("cases")) {
    const Mdp mdp = process(file, c);
    const double alpha = number(c, "alpha"), gamma = number(c, "gamma");
    const int horizon = whole(c, "H");
    const SoftBackward result = soft_backward(mdp, alpha, gamma, horizon);
    const json& out = c.at("outputs");
    const double size = size_of(result.value.row(0));
    for (int t = 0; t < horizon; ++t)
      value.add(worst_error(result.value.row(t), out.at("V_t").at(static_cast<std::size_t>(t)), size), c);
    for (std::size_t i = 0; i < out.at("t_listed").size(); ++i) {
      const int t = static_cast<int>(nearest(out.at("t_listed")[i]));
      policy.add(worst_error(result.policy.row(t), flat(out.at("pi_t")[i])), c);
    }
    q.add(worst_error(result.q.row(0), flat(out.at("Q_0")), size), c);
    for (const char* name : {"log_evidence_bruteforce", "naive_discounted_log_evidence"}) {
      if (!out.contains(name)) continue;
      for (int s = 0; s < mdp.states(); ++s) {
        const long double wanted = truth(out.at(name).at(static_cast<std::size_t>(s)));
        const double computed = enumerate_evidence(mdp, alpha, gamma, horizon, s);
        evidence.add(relative_error(computed, wanted, 1 + std::abs(wanted)), c);
      }
    }
  }
  for (const auto& worst : {value, q, policy, evidence}) CHECK_WITHIN_BOUND(worst);
}

// The policy's own return: the reference has it for the optimum of every case.
TEST_CASE("mdp_soft_finite_horizon: what the policy earns") {
  Worst earned("return, of the values", 4e-15);
  const json file = document("mdp_soft_finite_horizon");
  for (const auto& c : file.at("cases")) {
    const Mdp mdp = process(file, c);
    const double gamma = number(c, "gamma");
    const int horizon = whole(c, "H");
    const SoftBackward optimum = soft_backward(mdp, number(c, "alpha"), gamma, horizon);
    const json& out = c.at("outputs").at("expected_discounted_reward_of_pi");
    Eigen::VectorXd computed(mdp.states());
    for (int s = 0; s < mdp.states(); ++s)
      computed(s) = policy_over_horizon(mdp, optimum.policy, gamma, horizon, s).expected_return;
    earned.add(worst_error(computed, out, size_of(computed)), c);
  }
  CHECK_WITHIN_BOUND(earned);
}

TEST_CASE("exact_posterior_vs_soft: what success says and what a policy can do about it") {
  Worst numbers("numbers, of 1 + themselves", 1e-14), lists("lists, of 1 + the values", 1e-14);
  const json file = document("exact_posterior_vs_soft");
  for (const auto& c : file.at("cases")) {
    const Mdp mdp = process(file, c);
    const double alpha = number(c, "alpha");
    const TrajectoryPosterior exact = trajectory_posterior(mdp, alpha, whole(c, "H"), whole(c, "s0"));
    const StructuredPosterior soft = structured_posterior(mdp, alpha, whole(c, "H"), whole(c, "s0"));
    const json& out = c.at("outputs");
    const auto compare = [&](double computed, const char* name) {
      numbers.add(relative_error(computed, output(c, name), 1 + std::abs(output(c, name))), c);
    };
    compare(exact.log_evidence, "log_evidence_exact");
    compare(exact.v, "V_exact_0");
    compare(exact.believed_reward, "reward_the_posterior_believes_it_gets");
    compare(exact.true_reward, "true_expected_reward_of_pi_exact");
    compare(soft.elbo, "elbo_structured_optimum");
    compare(soft.gap, "gap");
    compare(soft.v, "V_soft_0");
    compare(soft.true_reward, "true_expected_reward_of_pi_soft");
    lists.add(worst_error(exact.q, out.at("Q_exact_0"), size_of(exact.q)), c);
    lists.add(worst_error(exact.policy, out.at("pi_exact_0")), c);
    lists.add(worst_error(soft.q, out.at("Q_soft_0"), size_of(soft.q)), c);
    lists.add(worst_error(soft.policy, out.at("pi_soft_0")), c);
    for (std::size_t a = 0; a < exact.dynamics.size(); ++a) {
      json after = json::array();
      for (const auto& outcome : out.at("posterior_dynamics_0")[a]) after.push_back(outcome[1]);
      lists.add(worst_error(exact.dynamics[a], after), c);
    }
  }
  for (const auto& worst : {numbers, lists}) CHECK_WITHIN_BOUND(worst);
}
