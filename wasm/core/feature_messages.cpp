#include "core/feature_messages.h"

#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/soft_value.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// A value and its derivatives by theta.
struct Message {
  double value;
  VectorXd gradient;
  MatrixXd curvature;
};

Message nothing(Index features) { return {0, VectorXd::Zero(features), MatrixXd::Zero(features, features)}; }

VectorXd prior_of(const Mdp& mdp, int state) {
  const int first = mdp.choices[state], last = mdp.choices[state + 1];
  return mdp.prior.empty() ? VectorXd::Ones(last - first) : part(mdp.prior, first, last);
}

VectorXd chances_of(const Mdp& mdp, int choice) {
  return part(mdp.probability, mdp.outcomes[choice], mdp.outcomes[choice + 1]);
}

// The probabilities of a choice's outcomes, given that it went well or as they are.
VectorXd outcome_weights(const Mdp& mdp, int choice, const VectorXd& value, Chance chance) {
  const VectorXd given = chances_of(mdp, choice);
  return chance == Chance::stays || given.size() == 0 ? given : soft_policy(values_after(mdp, choice, value), 1, given);
}

// The derivatives of a mean of branches, E[dx] and E[d²x]; of a soft value log E[exp x] also Cov(dx), about its mean.
void mix(Message& into, const VectorXd& weights, const std::vector<const Message*>& branches, bool soft) {
  const Index features = into.gradient.size();
  for (std::size_t i = 0; i < branches.size(); ++i) {
    for (Index k = 0; k < features; ++k) into.gradient(k) += weights(Index(i)) * branches[i]->gradient(k);
  }
  for (std::size_t i = 0; i < branches.size(); ++i) {
    const Message& branch = *branches[i];
    const double weight = weights(Index(i)), spread = soft ? weight : 0;
    for (Index k = 0; k < features; ++k) {
      const double off = spread * (branch.gradient(k) - into.gradient(k));
      for (Index l = 0; l <= k; ++l) {
        into.curvature(k, l) += weight * branch.curvature(k, l) + off * (branch.gradient(l) - into.gradient(l));
        into.curvature(l, k) = into.curvature(k, l);
      }
    }
  }
}

// One pass backwards and one forwards over the same process.
class Passes {
 public:
  Passes(const Mdp& mdp, const MatrixXd& phi, const VectorXd& reward, int horizon, Chance chance)
      : mdp_(mdp),
        phi_(phi),
        reward_(reward),
        chance_(chance),
        value_(MatrixXd::Zero(mdp.states(), horizon + 1)),
        policy_(MatrixXd::Zero(phi.rows(), horizon)) {}

  Message backward(int s0) {
    std::vector<Message> later(std::size_t(mdp_.states()), nothing(phi_.cols())), now = later;
    for (Index t = policy_.cols() - 1; t >= 0; --t) {
      for (int s = 0; s < mdp_.states(); ++s) {
        now[std::size_t(s)] = of_state(s, t, later);
        value_(s, t) = now[std::size_t(s)].value;
      }
      later.swap(now);
    }
    return later[std::size_t(s0)];
  }

  // How often the policy makes each choice on the way from s0, where chance is as asked for.
  VectorXd forward(int s0, Chance chance) const {
    VectorXd visits = VectorXd::Zero(phi_.rows()), here = VectorXd::Zero(mdp_.states());
    here(s0) = 1;
    for (Index t = 0; t < policy_.cols(); ++t) {
      VectorXd next = VectorXd::Zero(here.size());
      for (int s = 0; s < mdp_.states(); ++s) {
        if (here(s) == 0) continue;
        for (int c = mdp_.choices[s]; c < mdp_.choices[s + 1]; ++c) {
          const double made = here(s) * policy_(c, t);
          visits(c) += made;
          const VectorXd weights = outcome_weights(mdp_, c, value_.col(t + 1), chance);
          for (Index i = 0; i < weights.size(); ++i) next(mdp_.next[mdp_.outcomes[c] + i]) += made * weights(i);
        }
      }
      here = next;
    }
    return visits;
  }

 private:
  Message of_state(int state, Index t, const std::vector<Message>& later) {
    const int first = mdp_.choices[state], last = mdp_.choices[state + 1];
    std::vector<Message> choices;
    std::vector<const Message*> branches;
    VectorXd q(last - first);
    for (int c = first; c < last; ++c) {
      choices.push_back(of_choice(c, t, later));
      q(c - first) = choices.back().value;
    }
    for (const Message& choice : choices) branches.push_back(&choice);
    const VectorXd prior = prior_of(mdp_, state), policy = soft_policy(q, 1, prior);
    for (int c = first; c < last; ++c) policy_(c, t) = policy(c - first);
    Message result = nothing(phi_.cols());
    result.value = mdp_.prior.empty() ? soft_value(q, 1) : soft_value(q, 1, prior);
    mix(result, policy, branches, true);
    return result;
  }

  Message of_choice(int choice, Index t, const std::vector<Message>& later) const {
    Message result = nothing(phi_.cols());
    const VectorXd value = value_.col(t + 1), weights = outcome_weights(mdp_, choice, value, chance_);
    if (weights.size() > 0) {
      const VectorXd after = values_after(mdp_, choice, value);
      std::vector<const Message*> branches;
      for (int o = mdp_.outcomes[choice]; o < mdp_.outcomes[choice + 1]; ++o)
        branches.push_back(&later[std::size_t(mdp_.next[o])]);
      const bool bends = chance_ == Chance::bends;
      result.value = bends ? soft_value(after, 1, chances_of(mdp_, choice)) : expectation(weights, after);
      mix(result, weights, branches, bends);
    }
    result.value += reward_(choice);
    for (Index k = 0; k < phi_.cols(); ++k) result.gradient(k) += phi_(choice, k);
    return result;
  }

  const Mdp& mdp_;
  const MatrixXd& phi_;
  const VectorXd& reward_;
  Chance chance_;
  MatrixXd value_;   // of the states (rows) at each step; nothing is to come after the last
  MatrixXd policy_;  // of the choices at each step
};

// theta · phi of each choice.
VectorXd rewards(const char* who, const Mdp& mdp, const MatrixXd& phi, const VectorXd& theta) {
  require_same_size(who, "theta", theta.size(), phi.cols());
  for (const double entry : theta) require_finite(who, "theta", entry);
  VectorXd result = VectorXd::Zero(phi.rows());
  for (int s = 0; s < mdp.states(); ++s) {
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
      for (Index k = 0; k < theta.size(); ++k) result(c) += theta(k) * phi(c, k);
      if (!std::isfinite(result(c)))
        fail(Code::domain, {who, ": theta . phi of state ", s, ", action ", c - mdp.choices[s], " must be finite, got ",
                            number_text(result(c))});
    }
  }
  return result;
}

}  // namespace

void check_features(const char* who, const Mdp& mdp, const MatrixXd& phi, int horizon, int s0) {
  check(mdp, horizon);
  require_state(who, mdp, s0);
  require_same_size(who, "phi", phi.rows(), Index(mdp.reward.size()), "rows, one for each action of each state");
  require_size(who, "each row of phi", phi.cols(), 1, max_features);
  for (int s = 0; s < mdp.states(); ++s) {
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
      for (Index k = 0; k < phi.cols(); ++k) {
        if (!std::isfinite(phi(c, k)))
          fail(Code::domain, {who, ": feature ", k, " of state ", s, ", action ", c - mdp.choices[s],
                              " must be finite, got ", number_text(phi(c, k))});
      }
    }
  }
  const double features = double(phi.cols());
  if (double(mdp.next.size() + mdp.reward.size()) * horizon * features * features > 1e7)
    fail(Code::limit, {who, ": ", phi.cols(), " features over ", horizon, " steps are too many for this process"}, {},
         "outcomes times steps times features squared must be at most 10,000,000");
}

FeatureMessages feature_messages(const char* who, const Mdp& mdp, const MatrixXd& phi, const VectorXd& theta,
                                 int horizon, int s0, Chance chance) {
  check_features(who, mdp, phi, horizon, s0);
  const VectorXd reward = rewards(who, mdp, phi, theta);
  Passes passes(mdp, phi, reward, horizon, chance);
  const Message first = passes.backward(s0);
  const VectorXd truly = passes.forward(s0, Chance::stays);
  VectorXd true_features = VectorXd::Zero(phi.cols());
  for (Index k = 0; k < phi.cols(); ++k) {
    for (Index c = 0; c < phi.rows(); ++c) true_features(k) += truly(c) * phi(c, k);
  }
  return {first.value, first.gradient, first.curvature, passes.forward(s0, chance), true_features};
}

}  // namespace vi::core
