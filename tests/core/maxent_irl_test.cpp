#include "core/maxent_irl.h"

#include <cmath>

#include "core/feature_matching.h"
#include "core/soft_bellman.h"
#include "tests/catch.h"
#include "tests/core/processes.h"
#include "tests/core/random_numbers.h"
#include "tests/core/support.h"

using namespace vi;
using namespace vi::core;
using namespace vi::test;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

// All trajectories one by one: sums of weight, weight · features, weight · features featuresᵀ and weight · visits.
struct Enumerated {
  double weight = 0;
  VectorXd features, visits;
  MatrixXd squares;
};

void enumerate(const Mdp& mdp, const MatrixXd& phi, const VectorXd& theta, int state, int steps, double weight,
               const VectorXd& features, const VectorXd& visits, Enumerated& sum) {
  const auto add = [&](double w, const VectorXd& f, const VectorXd& n) {
    sum.weight += w;
    sum.features += w * f;
    sum.squares += w * f * f.transpose();
    sum.visits += w * n;
  };
  if (steps == 0) return add(weight, features, visits);
  double prior = 0;
  for (int c = mdp.choices[state]; c < mdp.choices[state + 1] && !mdp.prior.empty(); ++c) prior += mdp.prior[c];
  for (int c = mdp.choices[state]; c < mdp.choices[state + 1]; ++c) {
    const double here = weight * (mdp.prior.empty() ? 1 : mdp.prior[c] / prior) * std::exp(phi.row(c) * theta);
    const VectorXd now = features + phi.row(c).transpose();
    VectorXd counted = visits;
    counted(c) += 1;
    if (mdp.outcomes[c] == mdp.outcomes[c + 1]) add(here, now, counted);
    for (int o = mdp.outcomes[c]; o < mdp.outcomes[c + 1]; ++o)
      enumerate(mdp, phi, theta, mdp.next[o], steps - 1, here * mdp.probability[o], now, counted, sum);
  }
}

Enumerated enumerated(const Mdp& mdp, const MatrixXd& phi, const VectorXd& theta, int horizon, int s0) {
  Enumerated sum{0, VectorXd::Zero(phi.cols()), VectorXd::Zero(phi.rows()), MatrixXd::Zero(phi.cols(), phi.cols())};
  enumerate(mdp, phi, theta, s0, horizon, 1, VectorXd::Zero(phi.cols()), VectorXd::Zero(phi.rows()), sum);
  sum.features /= sum.weight;
  sum.visits /= sum.weight;
  sum.squares /= sum.weight;
  return sum;
}

Mdp with_weights(Mdp mdp, Generator& generator) {
  for (std::size_t c = 0; c < mdp.reward.size(); ++c) mdp.prior.push_back(generator.uniform());
  return mdp;
}

std::string fault(const Mdp& mdp, const Demonstration& demonstration) {
  const MatrixXd phi = MatrixXd::Ones(Eigen::Index(mdp.reward.size()), 1);
  return refusal([&] { demonstrated("irl", mdp, phi, 3, 0, {{{}, {0, 0, 0}}, demonstration}); });
}

}  // namespace

TEST_CASE("feature_messages: where chance bends, all is as by enumeration of the trajectories") {
  Generator generator(71);
  for (const Mdp& mdp : {corridor(), weather(), lottery(), with_weights(weather(), generator)}) {
    for (int i = 0; i < 20; ++i) {
      const MatrixXd phi = between(generator, Eigen::Index(mdp.reward.size()), 3, -1, 1);
      const VectorXd theta = between(generator, 3, 1, -2, 2);
      const auto model = feature_messages("irl", mdp, phi, theta, 4, 1, Chance::bends);
      const Enumerated all = enumerated(mdp, phi, theta, 4, 1);
      CHECK(model.value == Approx(std::log(all.weight)).margin(1e-13));
      CHECK((model.features - all.features).cwiseAbs().maxCoeff() < 1e-13);
      CHECK((model.visits - all.visits).cwiseAbs().maxCoeff() < 1e-13);
      CHECK((model.curvature - (all.squares - all.features * all.features.transpose())).cwiseAbs().maxCoeff() < 1e-13);
    }
  }
}

TEST_CASE("feature_messages: features and curvature are the slopes of the value, in both models") {
  Generator generator(72);
  const Mdp mdp = weather();
  const double h = 1e-5;
  for (const Chance chance : {Chance::bends, Chance::stays}) {
    const MatrixXd phi = between(generator, 4, 2, -1, 1);
    const VectorXd theta = between(generator, 2, 1, -2, 2);
    const auto here = feature_messages("irl", mdp, phi, theta, 5, 0, chance);
    for (Eigen::Index k = 0; k < 2; ++k) {
      VectorXd up = theta, down = theta;
      up(k) += h;
      down(k) -= h;
      const auto above = feature_messages("irl", mdp, phi, up, 5, 0, chance);
      const auto below = feature_messages("irl", mdp, phi, down, 5, 0, chance);
      CHECK((above.value - below.value) / (2 * h) == Approx(here.features(k)).margin(1e-9));
      CHECK((above.features(0) - below.features(0)) / (2 * h) == Approx(here.curvature(0, k)).margin(1e-8));
    }
    CHECK((phi.transpose() * here.visits - here.features).cwiseAbs().maxCoeff() < 1e-14);
    CHECK(here.visits.sum() == Approx(5).epsilon(1e-14));
  }
}

TEST_CASE("feature_messages: where chance stays, the value is the soft Bellman backup of theta · phi") {
  Mdp mdp = weather();
  const MatrixXd phi{{1}, {0.5}, {-1}, {0.25}};
  const auto causal = feature_messages("irl", mdp, phi, VectorXd{{1.5}}, 6, 1, Chance::stays);
  for (std::size_t c = 0; c < 4; ++c) mdp.reward[c] = 1.5 * phi(Eigen::Index(c), 0);
  CHECK(causal.value == Approx(soft_backward(mdp, 1, 1, 6).value(0, 1)).epsilon(1e-14));
  CHECK((causal.features - causal.true_features).cwiseAbs().maxCoeff() < 1e-14);
}

TEST_CASE("feature_messages: the two models part where chance has a say, and only there") {
  const VectorXd theta{{1}};
  const auto gap = [&](const Mdp& mdp) {
    const MatrixXd phi = Eigen::Map<const VectorXd>(mdp.reward.data(), Eigen::Index(mdp.reward.size()));
    const auto bent = feature_messages("irl", mdp, phi, theta, 4, 0, Chance::bends);
    const auto kept = feature_messages("irl", mdp, phi, theta, 4, 0, Chance::stays);
    CHECK(bent.value >= kept.value - 1e-13);
    return bent.features(0) - kept.features(0);
  };
  CHECK(std::abs(gap(corridor())) < 1e-13);
  CHECK(gap(weather()) > 0.1);
  CHECK(gap(lottery()) > 1);
}

TEST_CASE("feature_messages: finite from the coldest theta to the warmest") {
  const Mdp mdp = with_prior(corridor());
  const MatrixXd phi = Eigen::Map<const VectorXd>(mdp.reward.data(), 15);
  const auto warm = feature_messages("irl", mdp, phi, VectorXd{{1e-12}}, 6, 0, Chance::bends);
  CHECK(warm.value == Approx(1e-12 * warm.features(0)).epsilon(1e-10));
  const auto cold = feature_messages("irl", mdp, phi, VectorXd{{1e12}}, 6, 0, Chance::bends);
  CHECK(cold.features(0) == -0.5625 - 3 * 0.1875 + 2);
  CHECK(cold.curvature(0, 0) == 0);
}

TEST_CASE("maxent_irl: a concave likelihood, its slope the difference of the features") {
  const Mdp mdp = corridor();
  Generator generator(73);
  const MatrixXd phi = between(generator, 15, 2, -1, 1);
  const std::vector<Demonstration> demos{{{}, {2, 2, 2, 1}}, {{}, {1, 0, 2, 2}}, {{0, 1, 2, 3}, {2, 2, 2, 2}}};
  const VectorXd theta{{0.5, -1}};
  const MaxentIrl here = maxent_irl(mdp, phi, theta, 4, 0, demos);
  const MaxentIrl above = maxent_irl(mdp, phi, theta + VectorXd{{1e-5, 0}}, 4, 0, demos);
  const MaxentIrl below = maxent_irl(mdp, phi, theta - VectorXd{{1e-5, 0}}, 4, 0, demos);
  CHECK((above.log_likelihood - below.log_likelihood) / 2e-5 == Approx(here.gradient(0)).margin(1e-9));
  CHECK((above.gradient(1) - below.gradient(1)) / 2e-5 == Approx(here.hessian(0, 1)).margin(1e-8));
  CHECK(here.hessian(0, 0) < 0);
  CHECK(here.hessian(0, 0) * here.hessian(1, 1) > here.hessian(0, 1) * here.hessian(1, 0));
}

TEST_CASE("maxent_irl: all trajectories together have probability 1") {
  const Mdp mdp = weather();
  const MatrixXd phi{{1}, {0.5}, {-1}, {0.25}};
  double sum = 0;
  for (int i = 0; i < 8; ++i) {
    const Demonstration demo{{0, i / 2 % 2}, {i / 4, i % 2}};
    sum += std::exp(maxent_irl(mdp, phi, VectorXd{{2}}, 2, 0, {demo}).log_likelihood);
  }
  CHECK(sum == Approx(1).epsilon(1e-14));
}

TEST_CASE("match_features: the fitted model expects what was demonstrated") {
  Generator generator(74);
  const Mdp mdp = corridor();
  const MatrixXd phi = between(generator, 15, 3, -1, 1);
  const std::vector<Demonstration> demos{{{}, {2, 2, 2, 1, 1}}, {{}, {1, 0, 2, 2, 0}}, {{}, {2, 0, 1, 2, 2}}};
  const VectorXd wanted = demonstrated("irl", mdp, phi, 5, 1, demos).features;
  const auto fit = match_features("irl", mdp, phi, wanted, 5, 1, 0, Chance::bends);
  CHECK(fit.residual < 1e-13);
  CHECK((fit.model.features - wanted).cwiseAbs().maxCoeff() == fit.residual);
  const double best = maxent_irl(mdp, phi, fit.theta, 5, 1, demos).log_likelihood;
  for (int i = 0; i < 50; ++i) {
    const VectorXd other = fit.theta + between(generator, 3, 1, -0.1, 0.1);
    CHECK(maxent_irl(mdp, phi, other, 5, 1, demos).log_likelihood < best);
  }
}

TEST_CASE("match_features: theta comes back from the features that it made, in both models and at any scale") {
  Generator generator(75);
  for (const Chance chance : {Chance::bends, Chance::stays}) {
    for (const double scale : {1e-6, 1.0, 1e6}) {
      const MatrixXd phi = scale * between(generator, 4, 2, -1, 1);
      const VectorXd theta = between(generator, 2, 1, -2, 2) / scale;
      const auto made = feature_messages("irl", weather(), phi, theta, 6, 0, chance);
      const auto fit = match_features("irl", weather(), phi, made.features, 6, 0, 0, chance);
      CHECK((fit.theta - theta).cwiseAbs().maxCoeff() < 1e-11 / scale);
    }
  }
}

TEST_CASE("match_features: a feature that says nothing new keeps theta 0; a prior shares between twins") {
  MatrixXd phi(4, 4);
  phi << 1, 7, 2, 1, 0.5, 7, 1, 0.5, -1, 7, -2, -1, 0.25, 7, 0.5, 0.25;
  const auto made = feature_messages("irl", weather(), phi, VectorXd{{0.5, 0, 0, 0}}, 4, 0, Chance::bends);
  const auto fit = match_features("irl", weather(), phi, made.features, 4, 0, 0, Chance::bends);
  CHECK(fit.theta(0) == Approx(0.5).epsilon(1e-12));
  CHECK(fit.theta.tail(3) == VectorXd::Zero(3));
  const auto shared = match_features("irl", weather(), phi, made.features, 4, 0, 1, Chance::bends);
  CHECK(shared.theta(0) == Approx(shared.theta(3)).epsilon(1e-12));
  CHECK(shared.theta(2) == Approx(2 * shared.theta(0)).epsilon(1e-12));
  CHECK(shared.residual < 1e-13);
}

TEST_CASE("match_features: what only one trajectory has, or none, fits no finite theta") {
  const Mdp mdp = corridor();
  const MatrixXd phi = Eigen::Map<const VectorXd>(mdp.reward.data(), 15);
  const char* sentence = "irl: no finite theta matches these features: trajectories have them only just, or never";
  const VectorXd best = demonstrated("irl", mdp, phi, 4, 2, {{{}, {2, 2, 1, 1}}}).features;
  const auto fit = [&](const VectorXd& features, double precision) {
    return match_features("irl", mdp, phi, features, 4, 2, precision, Chance::bends);
  };
  CHECK(refusal([&] { fit(best, 0); }) == sentence);
  CHECK(refusal([&] { fit(VectorXd{{100}}, 0); }) == sentence);
  CHECK(fit(best, 0.01).theta(0) > 1);
  CHECK(refusal([&] { fit(VectorXd{{1, 2}}, 0); }) == "irl: features must have 1 entry, got 2");
  CHECK(refusal([&] { fit(best, -1); }) == "irl: precision must be >= 0, got -1");
}

TEST_CASE("demonstrated: what the process forbids is refused by demonstration, step, state and action") {
  CHECK(fault(corridor(), {{}, {2, 2, 3}}) ==
        "irl: demonstration 1, step 2, state 2: action 3 is none of the state's actions, 0 to 2");
  CHECK(fault(corridor(), {{0, 2, 3}, {2, 2, 2}}) ==
        "irl: demonstration 1, step 0, state 0: action 2 cannot lead to state 2");
  CHECK(fault(corridor(), {{1, 2, 3}, {2, 2, 2}}) ==
        "irl: demonstration 1, step 0, state 0: action 2 starts in another state than s0");
  CHECK(fault(corridor(), {{}, {2, 2}}) ==
        "irl: demonstration 1, step 1, state 1: action 2 is the last, but the episode goes on up to the horizon");
  CHECK(fault(corridor(), {{}, {2, 2, 2, 2}}) == "irl: demonstration 1 must have 1 to 3 steps, got 4");
  CHECK(fault(corridor(), {{}, {}}) == "irl: demonstration 1 must have 1 to 3 steps, got 0");
  Mdp never_right = with_prior(corridor());
  never_right.prior[5] = 0;
  CHECK(fault(never_right, {{}, {2, 2, 1}}) == "irl: demonstration 1, step 1, state 1: action 2 has prior 0");
  const MatrixXd phi = MatrixXd::Ones(8, 1);
  const auto play = [&](const Demonstration& demo) {
    return refusal([&] { demonstrated("irl", lottery(), phi, 3, 0, {demo}); });
  };
  CHECK(
      play({{}, {1, 0}}) ==
      "irl: demonstration 0, step 0, state 0: action 1 may lead to several states: write the steps as [state, action]");
  CHECK(play({{0, 2}, {1, 0}}) == "no error");
  CHECK(play({{0, 2, 2}, {1, 0, 0}}) ==
        "irl: demonstration 0, step 1, state 2: action 0 goes on, but the episode ends with it");
}

TEST_CASE("feature_messages: what cannot be is refused, by state and action") {
  MatrixXd phi = MatrixXd::Ones(4, 2);
  const auto ask = [&](const VectorXd& theta, int horizon) {
    return refusal([&] { feature_messages("irl", weather(), phi, theta, horizon, 0, Chance::bends); });
  };
  CHECK(ask(VectorXd{{1}}, 3) == "irl: theta must have 2 entries, got 1");
  CHECK(ask(VectorXd{{1, infinity}}, 3) == "irl: theta[1] must be finite, got inf");
  phi(3, 1) = 1e300;
  CHECK(ask(VectorXd{{1, 1e300}}, 3) == "irl: theta . phi of state 1, action 1 must be finite, got inf");
  phi(3, 1) = not_a_number;
  CHECK(ask(VectorXd{{1, 1}}, 3) == "irl: feature 1 of state 1, action 1 must be finite, got nan");
  phi = MatrixXd::Ones(4, 32);
  CHECK(ask(VectorXd::Ones(32), 1000) == "code limit");
  phi = MatrixXd::Ones(3, 1);
  CHECK(ask(VectorXd{{1}}, 3) == "irl: phi must have 4 rows, one for each action of each state, got 3");
}
