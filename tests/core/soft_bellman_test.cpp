#include "core/soft_bellman.h"

#include <cmath>

#include "core/soft_value.h"
#include "tests/catch.h"
#include "tests/core/processes.h"
#include "tests/core/support.h"

using namespace vi;
using namespace vi::core;
using namespace vi::test;

TEST_CASE("soft_backward: where nothing is random, the messages are the sum over all trajectories") {
  Mdp mdp = corridor();
  for (const bool with_prior : {false, true}) {
    if (with_prior) mdp.prior = {2, 1, 3, 4, 1, 1, 4, 2, 2, 1, 4, 4, 3, 1, 2};
    for (const double alpha : {0.1, 0.5, 3.0}) {
      const SoftBackward result = soft_backward(mdp, alpha, 1, 6);
      for (int s = 0; s < 5; ++s)
        CHECK(result.value(0, s) / alpha == Approx(enumerate_evidence(mdp, alpha, 1, 6, s)).epsilon(1e-13));
    }
  }
}

TEST_CASE("soft_backward: where chance decides, the soft value stays below the log evidence") {
  const Mdp mdp = with_prior(weather());
  for (int s = 0; s < 2; ++s) {
    const double bound = soft_backward(mdp, 0.5, 1, 5).value(0, s) / 0.5;
    CHECK(bound < enumerate_evidence(mdp, 0.5, 1, 5, s) - 1e-3);
  }
}

TEST_CASE("soft_backward: entropy form and KL form differ by alpha log n a step while every state has n actions") {
  const Mdp mdp = corridor(), under_prior = with_prior(mdp);
  const double alpha = 0.5, gamma = 0.875;
  const SoftBackward entropy_form = soft_backward(mdp, alpha, gamma, 4);
  const SoftBackward kl_form = soft_backward(under_prior, alpha, gamma, 4);
  double discounts = 0;
  for (int t = 3; t >= 0; --t) {
    discounts = 1 + gamma * discounts;
    for (int s = 0; s < 5; ++s)
      CHECK(entropy_form.value(t, s) - kl_form.value(t, s) == Approx(alpha * std::log(3) * discounts).epsilon(1e-13));
  }
  CHECK((entropy_form.policy - kl_form.policy).cwiseAbs().maxCoeff() < 1e-14);

  const Eigen::VectorXd apart =
      soft_value_iteration(mdp, alpha, gamma).value - soft_value_iteration(under_prior, alpha, gamma).value;
  for (int s = 0; s < 5; ++s) CHECK(apart(s) == Approx(4 * std::log(3)).epsilon(1e-13));
}

TEST_CASE("soft_value_iteration: a fixed point, reached by long horizons") {
  const Mdp mdp = with_prior(weather());
  const SoftFixedPoint point = soft_value_iteration(mdp, 0.7, 0.9);
  CHECK(point.residual < 1e-14);
  CHECK((soft_backward(mdp, 0.7, 0.9, 400).value.row(0).transpose() - point.value).cwiseAbs().maxCoeff() < 1e-13);
}

// Stay for c or leave for c: adding a constant to every reward changes what to do once an episode may end.
TEST_CASE("soft_value_iteration: rewards shift the policy where an episode may end") {
  const double chance_to_stay[] = {0.213, 0.5, 0.959}, value[] = {-1.454, 0, 3.491};
  const double without_prior[] = {0.387, 0.835, 0.99988};
  for (int i = 0; i < 3; ++i) {
    const Mdp mdp = process(2, {{0, 1}, {}}, {i - 1.0, i - 1.0});
    const SoftFixedPoint point = soft_value_iteration(with_prior(mdp), 1, 0.9);
    CHECK(point.policy(0) == Approx(chance_to_stay[i]).margin(5e-4));
    CHECK(point.value(0) == Approx(value[i]).margin(5e-4));
    CHECK(soft_value_iteration(mdp, 1, 0.9).policy(0) == Approx(without_prior[i]).margin(5e-4));
  }
}

// V_ent - V_KL on the corridor with the action left gone from state 0. Left out, or excluded by the prior, it leaves
// two actions to share the prior; forbidden by its reward alone it keeps its third, and the difference its constant.
TEST_CASE("soft_value_iteration: the constant alpha log n/(1 - gamma) and a mask of legal actions") {
  const double alpha = 0.5, gamma = 0.875;
  const auto apart = [&](const Mdp& entropy_form, const Mdp& kl_form) {
    return Eigen::VectorXd(soft_value_iteration(entropy_form, alpha, gamma).value -
                           soft_value_iteration(kl_form, alpha, gamma).value);
  };
  const Mdp all = corridor();
  Mdp left_out = all, excluded = all, forbidden = all;
  left_out.next.erase(left_out.next.begin());
  left_out.probability.erase(left_out.probability.begin());
  left_out.reward.erase(left_out.reward.begin());
  left_out.outcomes.pop_back();
  for (std::size_t s = 1; s < left_out.choices.size(); ++s) --left_out.choices[s];
  excluded.prior.assign(15, 1);
  excluded.prior[0] = 0;
  forbidden.reward[0] = -1e6;

  for (const double each : apart(all, with_prior(all))) CHECK(each == Approx(4.394449154672439).epsilon(1e-13));
  for (const double each : apart(forbidden, with_prior(forbidden)))
    CHECK(each == Approx(4.394449154672439).epsilon(1e-13));
  const double masked[] = {4.1668, 4.3912, 4.3944, 4.3944, 4.3944};
  const Eigen::VectorXd by_absence = apart(left_out, with_prior(left_out)), by_prior = apart(left_out, excluded);
  for (int s = 0; s < 5; ++s) {
    CHECK(by_absence(s) == Approx(masked[s]).margin(5e-5));
    CHECK(by_prior(s) == Approx(by_absence(s)).epsilon(1e-14));
  }
  const Eigen::VectorXd entropy_form = soft_value_iteration(left_out, alpha, gamma).policy;
  const Eigen::VectorXd kl_form = soft_value_iteration(with_prior(left_out), alpha, gamma).policy;
  CHECK((entropy_form - kl_form).cwiseAbs().maxCoeff() == Approx(0.039).margin(5e-4));
}

TEST_CASE("soft_bellman: what is too large is refused before it is begun") {
  const Mdp mdp = corridor();
  const auto limit_of = [](const auto& act) -> std::string {
    try {
      act();
    } catch (const Error& error) {
      if (error.code == Code::limit) return error.what();
    }
    return "not refused for its size";
  };
  CHECK(limit_of([&] { soft_backward(mdp, 1, 1, 1001); }).substr(0, 4) == "mdp:");
  CHECK(limit_of([&] { enumerate_evidence(mdp, 1, 1, 11, 0); }) ==
        "enumerate_evidence: there are more than 100,000 trajectories");
  CHECK(limit_of([&] { soft_value_iteration(mdp, 1, 0.9999999); }).substr(0, 46) ==
        "soft_value_iteration: gamma must be at most 0.");
  const double most = 1 - 40.0 * double(mdp.next.size() + mdp.reward.size()) / 4e7;  // which the message says
  CHECK(limit_of([&] { soft_value_iteration(mdp, 1, most); }) == "not refused for its size");
}

TEST_CASE("mdp: refusals say what to mend") {
  const auto refused = [](Mdp mdp, int horizon = 2) { return refusal([&] { check(mdp, horizon); }); };
  Mdp leaky = weather(), lost = weather(), mute = weather(), biased = weather();
  leaky.probability[0] = 0.5;
  lost.next[0] = 2;
  mute.choices[1] = 0;
  biased.prior = {1, 1, 0, 0};
  CHECK(refused(leaky) == "mdp: state 0, action 0: the probabilities must sum to 1, got 0.75");
  CHECK(refused(lost) == "mdp: state 0, action 0: there is no state 2, only 0 to 1");
  CHECK(refused(mute) == "mdp: state 0: every state must have an action");
  CHECK(refused(biased) == "mdp: state 1: the prior excludes every action, its weights are all 0");
  CHECK(refused(weather(), 0) == "mdp: H must be >= 1, got 0");
  CHECK(refused(Mdp{}) == "mdp: transitions must have 1 to 1000 entries, got 0");
}
