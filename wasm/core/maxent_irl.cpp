#include "core/maxent_irl.h"

#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// One demonstration, step after step through the process.
class Walk {
 public:
  Walk(const char* who, const Mdp& mdp, int horizon, int s0, const Demonstration& demonstration, int number)
      : who_(who), mdp_(mdp), horizon_(horizon), state_(s0), demonstration_(demonstration), number_(number) {}

  // Adds what it saw, and what dynamics and prior say to it.
  void add_to(Demonstrated& sum, const MatrixXd& phi) {
    const int steps = static_cast<int>(demonstration_.actions.size());
    if (steps > horizon_ || steps == 0)
      fail(Code::domain, {who_, ": demonstration ", number_, " must have 1 to ", horizon_, " steps, got ", steps});
    if (!demonstration_.states.empty() && demonstration_.states.front() != state_)
      refuse("starts in another state than s0");
    while (true) {
      const int choice = chosen();
      sum.log_probability += log_prior(choice);
      for (Index k = 0; k < phi.cols(); ++k) sum.features(k) += phi(choice, k);
      const bool ends = mdp_.outcomes[choice] == mdp_.outcomes[choice + 1];
      if (step_ + 1 == horizon_ || (ends && step_ + 1 == steps)) return;
      if (ends) refuse("goes on, but the episode ends with it");
      if (step_ + 1 == steps) refuse("is the last, but the episode goes on up to the horizon");
      sum.log_probability += move(choice);
      ++step_;
    }
  }

 private:
  int action() const { return demonstration_.actions[std::size_t(step_)]; }

  [[noreturn]] void refuse(std::string_view why) const {
    fail(Code::domain,
         {who_, ": demonstration ", number_, ", step ", step_, ", state ", state_, ": action ", action(), " ", why});
  }

  int chosen() const {
    const int first = mdp_.choices[state_], count = mdp_.choices[state_ + 1] - first;
    if (action() < 0 || action() >= count) refuse(join({"is none of the state's actions, 0 to ", count - 1}));
    return first + action();
  }

  double log_prior(int choice) const {
    if (mdp_.prior.empty()) return 0;
    double sum = 0;
    for (int c = mdp_.choices[state_]; c < mdp_.choices[state_ + 1]; ++c) sum += mdp_.prior[c];
    if (mdp_.prior[choice] == 0) refuse("has prior 0");
    return std::log(mdp_.prior[choice] / sum);
  }

  // Goes to the next state; the log of its probability.
  double move(int choice) {
    const bool given = !demonstration_.states.empty();
    const int first = mdp_.outcomes[choice], last = mdp_.outcomes[choice + 1];
    if (!given && last - first > 1) refuse("may lead to several states: write the steps as [state, action]");
    const int next = given ? demonstration_.states[std::size_t(step_ + 1)] : mdp_.next[first];
    double probability = 0;
    for (int o = first; o < last; ++o) probability += mdp_.next[o] == next ? mdp_.probability[o] : 0;
    if (probability == 0) refuse(join({"cannot lead to state ", next}));
    state_ = next;
    return std::log(probability);
  }

  const char* who_;
  const Mdp& mdp_;
  int horizon_;
  int state_;
  const Demonstration& demonstration_;
  int number_;
  int step_ = 0;
};

}  // namespace

Demonstrated demonstrated(const char* who, const Mdp& mdp, const MatrixXd& phi, int horizon, int s0,
                          const std::vector<Demonstration>& demonstrations) {
  check_features(who, mdp, phi, horizon, s0);
  require_size(who, "demo_actions", std::ptrdiff_t(demonstrations.size()), 1, 10'000);
  Demonstrated mean{VectorXd::Zero(phi.cols()), 0};
  int number = 0;
  for (const auto& demonstration : demonstrations) {
    Walk(who, mdp, horizon, s0, demonstration, number++).add_to(mean, phi);
  }
  mean.log_probability /= number;
  for (Index k = 0; k < phi.cols(); ++k) mean.features(k) /= number;
  return mean;
}

MaxentIrl maxent_irl(const Mdp& mdp, const MatrixXd& phi, const VectorXd& theta, int horizon, int s0,
                     const std::vector<Demonstration>& demonstrations) {
  const Demonstrated demo = demonstrated("maxent_irl", mdp, phi, horizon, s0, demonstrations);
  const FeatureMessages model = feature_messages("maxent_irl", mdp, phi, theta, horizon, s0, Chance::bends);
  MaxentIrl result{model.value,         0,           demo.features, model.curvature, model.features, demo.features,
                   model.true_features, model.visits};
  result.log_likelihood = expectation(theta, demo.features) + demo.log_probability - model.value;
  for (Index k = 0; k < phi.cols(); ++k) {
    result.gradient(k) -= model.features(k);
    for (Index l = 0; l < phi.cols(); ++l) result.hessian(k, l) = -model.curvature(k, l);
  }
  return result;
}

}  // namespace vi::core
