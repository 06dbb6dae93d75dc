#include "core/trajectory_marginals.h"

#include <cmath>

#include "core/trajectory_posterior.h"
#include "tests/catch.h"
#include "tests/core/processes.h"

using namespace vi::core;
using namespace vi::test;
using Eigen::MatrixXd;

namespace {

// Every trajectory with its weight p exp(sum r/alpha): counts of states, choices and outcomes at each step.
struct Counts {
  const Mdp& mdp;
  double alpha;
  MatrixXd states, choices, outcomes;
  double all = 0;

  double walk(int t, int state, double weight) {
    if (t == choices.rows()) {
      states(t, state) += weight;
      return weight;
    }
    double sum = 0;
    const int first = mdp.choices[state], last = mdp.choices[state + 1];
    for (int c = first; c < last; ++c) {
      const double here = weight / (last - first) * std::exp(mdp.reward[c] / alpha);
      double after = mdp.outcomes[c] == mdp.outcomes[c + 1] ? here : 0;
      for (int o = mdp.outcomes[c]; o < mdp.outcomes[c + 1]; ++o) {
        const double through = walk(t + 1, mdp.next[o], here * mdp.probability[o]);
        outcomes(t, o) += through;
        after += through;
      }
      choices(t, c) += after;
      sum += after;
    }
    states(t, state) += sum;
    return sum;
  }
};

}  // namespace

TEST_CASE("exact_marginals: counted trajectory by trajectory") {
  const int horizon = 5;
  for (const Mdp& mdp : {weather(), lottery()}) {
    for (const double alpha : {0.5, 2.0}) {
      Counts counted{mdp, alpha, MatrixXd::Zero(horizon + 1, mdp.states()),
                     MatrixXd::Zero(horizon, Eigen::Index(mdp.reward.size())),
                     MatrixXd::Zero(horizon, Eigen::Index(mdp.next.size()))};
      const double all = counted.walk(0, 0, 1);
      const PosteriorMarginals exact = exact_marginals(mdp, alpha, horizon, 0);
      CHECK(exact.log_evidence == Approx(std::log(all)).epsilon(1e-13));
      CHECK((exact.states - counted.states / all).cwiseAbs().maxCoeff() < 1e-14);
      for (int t = 0; t < horizon; ++t) {
        for (int s = 0; s < mdp.states(); ++s) {
          for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
            CHECK(exact.states(t, s) * exact.policy(t, c) == Approx(counted.choices(t, c) / all).margin(1e-14));
            for (int o = mdp.outcomes[c]; o < mdp.outcomes[c + 1]; ++o)
              CHECK(exact.states(t, s) * exact.policy(t, c) * exact.dynamics(t, o) ==
                    Approx(counted.outcomes(t, o) / all).margin(1e-14));
          }
        }
      }
    }
  }
}

// The structured q keeps the dynamics: its ELBO, E_q[log p(O | tau) + log p(tau) - log q(tau)], from its own marginals.
TEST_CASE("structured_marginals: states and policies that earn the ELBO") {
  const Mdp mdp = weather();
  const double alpha = 0.5;
  const PosteriorMarginals q = structured_marginals(mdp, alpha, 6, 1);
  double elbo = 0;
  for (int t = 0; t < 6; ++t)
    for (int c = 0; c < 4; ++c)
      elbo += q.states(t, c / 2) * q.policy(t, c) * (mdp.reward[c] / alpha - std::log(2 * q.policy(t, c)));
  CHECK(elbo == Approx(q.log_evidence).epsilon(1e-13));
  CHECK(q.log_evidence == Approx(structured_posterior(mdp, alpha, 6, 1).elbo).epsilon(1e-14));
  CHECK(q.dynamics(3, 0) == 0.75);
}

TEST_CASE("exact_marginals: given success, the ticket was bought and it won") {
  const PosteriorMarginals exact = exact_marginals(lottery(), 0.25, 2, 0);
  const PosteriorMarginals structured = structured_marginals(lottery(), 0.25, 2, 0);
  CHECK(exact.states(1, 2) == Approx(0.9999976).margin(5e-8));
  CHECK(structured.states(1, 2) == Approx(0.0759 / 8).margin(1e-5));
  CHECK(exact.states.row(2).sum() == 0);
}

TEST_CASE("the two are one where nothing is random") {
  const PosteriorMarginals exact = exact_marginals(corridor(), 0.5, 6, 1);
  const PosteriorMarginals structured = structured_marginals(corridor(), 0.5, 6, 1);
  CHECK((exact.states - structured.states).cwiseAbs().maxCoeff() < 1e-14);
  CHECK((exact.policy - structured.policy).cwiseAbs().maxCoeff() < 1e-14);
}
