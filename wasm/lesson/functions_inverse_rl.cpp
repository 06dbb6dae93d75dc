#include "core/check.h"
#include "core/error.h"
#include "core/feature_matching.h"
#include "core/maxent_irl.h"
#include "core/vectors.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"
#include "lesson/mdp_values.h"

namespace vi::lesson {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

const List& items(const char* who, const char* what, const Value& value) {
  if (value.list() == nullptr) fail(Code::type, {who, ": ", what, " must be a list, got ", value.described()});
  return *value.list();
}

// A list with a number for each feature, or a number where there is one feature.
VectorXd as_feature_vector(const char* who, const char* what, const Value& value) {
  return value.number() != nullptr ? VectorXd::Constant(1, value.number()->value) : as_vector(who, what, value);
}

// phi[s][a] as rows, one for each action of each state.
MatrixXd as_features(const char* who, const Value& value, const core::Mdp& mdp) {
  const List& states = items(who, "phi", value);
  core::require_same_size(who, "phi", std::ptrdiff_t(states.size()), mdp.states(), "states");
  MatrixXd phi;
  Index row = 0;
  for (std::size_t s = 0; s < states.size(); ++s) {
    const List& actions = items(who, "phi", states[s]);
    const int count = mdp.choices[s + 1] - mdp.choices[s];
    if (static_cast<int>(actions.size()) != count)
      fail(Code::domain, {who, ": phi of state ", s, " must have ", count, " actions, got ", actions.size()});
    for (std::size_t a = 0; a < actions.size(); ++a, ++row) {
      const VectorXd features = as_feature_vector(who, "phi", actions[a]);
      core::require_size(who, "phi of an action", features.size(), 1, core::max_features);
      if (row == 0) phi = MatrixXd::Zero(mdp.choices.back(), features.size());
      if (features.size() != phi.cols())
        fail(Code::domain, {who, ": phi of state ", s, ", action ", a, " must have ", phi.cols(), " features, got ",
                            features.size()});
      phi.row(row) = features.transpose();
    }
  }
  return phi;
}

// Each a list of actions, or of [state, action].
std::vector<core::Demonstration> as_demonstrations(const char* who, const Value& value) {
  std::vector<core::Demonstration> all;
  for (const Value& steps : items(who, "demo_actions", value)) {
    core::Demonstration demonstration;
    for (const Value& step : items(who, "a demonstration", steps)) {
      if (step.list() == nullptr) {
        demonstration.actions.push_back(as_count(who, "a demonstrated action", step));
      } else {
        if (step.list()->size() != 2) fail(Code::domain, {who, ": a demonstrated step must be [state, action]"});
        demonstration.states.push_back(as_count(who, "a demonstrated state", (*step.list())[0]));
        demonstration.actions.push_back(as_count(who, "a demonstrated action", (*step.list())[1]));
      }
    }
    if (!demonstration.states.empty() && demonstration.states.size() != demonstration.actions.size())
      fail(Code::domain, {who, ": a demonstration must have states at all its steps or at none"});
    all.push_back(demonstration);
  }
  return all;
}

// Features as they were given: numbers where theta, or phi of a choice, is a number.
Value shaped(const VectorXd& features, bool single) { return single ? Value(features(0)) : list_of(features); }
Value shaped(const MatrixXd& matrix, bool single) { return single ? Value(matrix(0, 0)) : list_of(matrix); }

bool has_one_feature(const Value& phi) { return phi.list()->front().list()->front().number() != nullptr; }

// What all of them are asked about. H and s0 follow after phi, or after theta.
struct Question {
  Question(const char* who, const Arguments& a, std::size_t after_features)
      : mdp(as_mdp(who, a[0])),
        phi(as_features(who, a[1], mdp)),
        horizon(as_horizon(who, a[after_features])),
        s0(as_state(who, a[after_features + 1], mdp)) {}

  core::Mdp mdp;
  MatrixXd phi;
  int horizon, s0;
};

Value maxent_irl(const Arguments& a) {
  constexpr const char* who = "maxent_irl";
  const Question q(who, a, 3);
  const auto result = core::maxent_irl(q.mdp, q.phi, as_feature_vector(who, "theta", a[2]), q.horizon, q.s0,
                                       as_demonstrations(who, a[5]));
  const bool single = a[2].number() != nullptr;
  return record_of({{"log_partition", result.log_partition},
                    {"log_likelihood", result.log_likelihood},
                    {"gradient", shaped(result.gradient, single)},
                    {"hessian", shaped(result.hessian, single)},
                    {"model_features", shaped(result.model_features, single)},
                    {"demonstration_features", shaped(result.demonstration_features, single)},
                    {"true_features", shaped(result.true_features, single)},
                    {"visits", by_state(q.mdp, result.visits)}});
}

Value maxent_irl_model(const Arguments& a) {
  constexpr const char* who = "maxent_irl";
  const Question q(who, a, 3);
  const auto model = core::feature_messages(who, q.mdp, q.phi, as_feature_vector(who, "theta", a[2]), q.horizon, q.s0,
                                            core::Chance::bends);
  const bool single = a[2].number() != nullptr;
  return record_of({{"log_partition", model.value},
                    {"hessian", shaped(MatrixXd(-model.curvature), single)},
                    {"model_features", shaped(model.features, single)},
                    {"true_features", shaped(model.true_features, single)},
                    {"visits", by_state(q.mdp, model.visits)}});
}

Value causal_entropy_irl(const Arguments& a) {
  constexpr const char* who = "causal_entropy_irl";
  const Question q(who, a, 3);
  const auto model = core::feature_messages(who, q.mdp, q.phi, as_feature_vector(who, "theta", a[2]), q.horizon, q.s0,
                                            core::Chance::stays);
  return record_of({{"v", model.value},
                    {"model_features", shaped(model.features, a[2].number() != nullptr)},
                    {"visits", by_state(q.mdp, model.visits)}});
}

double precision_of(const char* who, const Arguments& a) { return a.size() > 5 ? real(who, "precision", a[5]) : 0; }

Value fit_maxent_irl(const Arguments& a) {
  constexpr const char* who = "fit_maxent_irl";
  const Question q(who, a, 2);
  const auto demo = core::demonstrated(who, q.mdp, q.phi, q.horizon, q.s0, as_demonstrations(who, a[4]));
  const auto fit = core::match_features(who, q.mdp, q.phi, demo.features, q.horizon, q.s0, precision_of(who, a),
                                        core::Chance::bends);
  const bool single = has_one_feature(a[1]);
  const double log_likelihood = core::expectation(fit.theta, demo.features) + demo.log_probability - fit.model.value;
  return record_of({{"theta", shaped(fit.theta, single)},
                    {"log_likelihood", log_likelihood},
                    {"model_features", shaped(fit.model.features, single)},
                    {"demonstration_features", shaped(demo.features, single)},
                    {"residual", fit.residual},
                    {"steps", double(fit.steps)}});
}

Value match_features(const Arguments& a) {
  constexpr const char* who = "match_features";
  const Question q(who, a, 2);
  const auto fit = core::match_features(who, q.mdp, q.phi, as_feature_vector(who, "features", a[4]), q.horizon, q.s0, 0,
                                        core::Chance::bends);
  const bool single = has_one_feature(a[1]);
  return record_of({{"theta", shaped(fit.theta, single)},
                    {"log_partition", fit.model.value},
                    {"model_features", shaped(fit.model.features, single)},
                    {"true_features", shaped(fit.model.true_features, single)},
                    {"residual", fit.residual},
                    {"steps", double(fit.steps)}});
}

Value fit_causal_entropy_irl(const Arguments& a) {
  constexpr const char* who = "fit_causal_entropy_irl";
  const Question q(who, a, 2);
  const auto fit = core::match_features(who, q.mdp, q.phi, as_feature_vector(who, "features", a[4]), q.horizon, q.s0,
                                        precision_of(who, a), core::Chance::stays);
  const bool single = has_one_feature(a[1]);
  return record_of({{"theta", shaped(fit.theta, single)},
                    {"v", fit.model.value},
                    {"model_features", shaped(fit.model.features, single)},
                    {"residual", fit.residual},
                    {"steps", double(fit.steps)}});
}

#define FEATURES                                                                                    \
  "mdp: see process, its rewards play no part; phi[s][a] a list of 1 to 32 features, or a number; " \
  "s0 a state; H from 1 to 1,000; (choices + outcomes) x H <= 200,000, and times features^2 <= "
#define DEMONSTRATIONS                                                                                           \
  "; demo_actions: 1 to 10,000 demonstrations, each a list of H actions or of [state, action], fewer where the " \
  "episode ends"
#define THETA "; theta as many, or a number"
#define MATCHED "; features as many, or a number"
#define FINITE "; refused where no finite theta fits"
#define PRECISION "; precision >= 0, and if it is 0 refused where no finite theta fits"

constexpr const char* ziebart_2008 = "Ziebart, Maas, Bagnell & Dey 2008";
constexpr const char* ziebart_2010 = "Ziebart, Bagnell & Dey 2010";

constexpr FunctionRow rows[] = {
    {"maxent_irl(mdp, phi, theta, H, s0, demo_actions)", "", maxent_irl,
     "Mean log likelihood of demonstrations where p(trajectory) is proportional to its probability times exp(theta . "
     "features): {log_partition, log_likelihood (nats), gradient and hessian by theta, model_features, "
     "demonstration_features, true_features, visits[s][a]}. true_features are what the policy collects in the true "
     "dynamics. Without a prior each action weighs 1.",
     FEATURES "10,000,000" THETA DEMONSTRATIONS, ziebart_2008, "\\log p(#6\\mid #3)", false, false},
    {"maxent_irl(mdp, phi, theta, H, s0)", "", maxent_irl_model,
     "The model where p(trajectory) is proportional to its probability times exp(theta . features), so that chance "
     "bends: {log_partition (nats), hessian, model_features, true_features, visits[s][a]}. true_features are what its "
     "policy collects in the true dynamics. Without a prior each action weighs 1.",
     FEATURES "10,000,000" THETA, ziebart_2008, "p(\\tau\\mid #3)", false, false},
    {"causal_entropy_irl(mdp, phi, theta, H, s0)", "", causal_entropy_irl,
     "The soft policy for the reward theta . phi in the true dynamics, at temperature 1: {v (nats), model_features, "
     "visits[s][a]}, expected from s0. Without a prior the entropy form.",
     FEATURES "10,000,000" THETA, ziebart_2010, "\\pi_{#3}", false, false},
    {"fit_maxent_irl(mdp, phi, H, s0, demo_actions)", "", fit_maxent_irl,
     "The theta of most likelihood: the features expected by maxent_irl's model are the demonstrations'. {theta, "
     "log_likelihood (mean, nats), model_features, demonstration_features, residual, steps}, residual the largest "
     "difference of features.",
     FEATURES "2,000,000" DEMONSTRATIONS FINITE, ziebart_2008, "\\hat\\theta(#5)", false, false},
    {"fit_maxent_irl(mdp, phi, H, s0, demo_actions, precision)", "", fit_maxent_irl,
     "The theta of most posterior density under the prior N(0, 1/precision) on each entry, in maxent_irl's model: "
     "{theta, log_likelihood (mean, nats), model_features, demonstration_features, residual, steps}.",
     FEATURES "2,000,000" DEMONSTRATIONS PRECISION, ziebart_2008, "\\hat\\theta(#5)", false, false},
    {"match_features(mdp, phi, H, s0, features)", "", match_features,
     "The theta at which maxent_irl's model expects these features: {theta, log_partition (nats), model_features, "
     "true_features, residual, steps}. true_features are what its policy collects in the true dynamics.",
     FEATURES "2,000,000" MATCHED FINITE, ziebart_2008, "\\hat\\theta(#5)", false, false},
    {"fit_causal_entropy_irl(mdp, phi, H, s0, features)", "", fit_causal_entropy_irl,
     "The theta whose soft policy has these expected features in the true dynamics: {theta, v (nats), model_features, "
     "residual, steps}, residual the largest difference of features. Without a prior the entropy form.",
     FEATURES "2,000,000" MATCHED FINITE, ziebart_2010, "\\hat\\theta(#5)", false, false},
    {"fit_causal_entropy_irl(mdp, phi, H, s0, features, precision)", "", fit_causal_entropy_irl,
     "The theta whose soft policy has these expected features in the true dynamics, with precision/2 |theta|^2 taken "
     "from the dual: {theta, v (nats), model_features, residual, steps}. Without a prior the entropy form.",
     FEATURES "2,000,000" MATCHED PRECISION, ziebart_2010, "\\hat\\theta(#5)", false, false},
};

}  // namespace

std::span<const FunctionRow> inverse_rl_functions() { return rows; }

}  // namespace vi::lesson
