#include "core/feature_messages.h"

#include <cmath>
#include <utility>
#include <vector>

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

// Values and their derivatives by theta, a column each: of the states, or of the choices of one state. Of a second
// derivative only the entries [k][l] with l <= k, at k features + l.
struct Messages {
  Messages(Index features, Index count)
      : value(VectorXd::Zero(count)),
        gradient(MatrixXd::Zero(features, count)),
        curvature(MatrixXd::Zero(features * features, count)) {}

  void clear(Index column) {
    value(column) = 0;
    gradient.col(column).setZero();
    curvature.col(column).setZero();
  }

  VectorXd value;
  MatrixXd gradient;
  MatrixXd curvature;
};

// The derivatives of a mean of branches, E[dx] and E[d²x]; of a soft value log E[exp x] also Cov(dx), about its mean.
void mix(Messages& into, Index column, const VectorXd& weights, const Messages& from, const int* branches, bool soft) {
  const Index features = into.gradient.rows();
  double* const mean = &into.gradient(0, column);
  double* const curvature = &into.curvature(0, column);
  for (Index i = 0; i < weights.size(); ++i) {
    for (Index k = 0; k < features; ++k) mean[k] += weights(i) * from.gradient(k, branches[i]);
  }
  for (Index i = 0; i < weights.size(); ++i) {
    if (weights(i) == 0) continue;
    const double* const slope = &from.gradient(0, branches[i]);
    const double* const bend = &from.curvature(0, branches[i]);
    for (Index k = 0; k < features; ++k) {
      const double off = soft ? weights(i) * (slope[k] - mean[k]) : 0;
      for (Index l = 0; l <= k; ++l)
        curvature[k * features + l] += weights(i) * bend[k * features + l] + off * (slope[l] - mean[l]);
    }
  }
}

VectorXd prior_of(const Mdp& mdp, int state) {
  const int first = mdp.choices[state], last = mdp.choices[state + 1];
  return mdp.prior.empty() ? VectorXd::Ones(last - first) : part(mdp.prior, first, last);
}

VectorXd chances_of(const Mdp& mdp, int choice) {
  return part(mdp.probability, mdp.outcomes[choice], mdp.outcomes[choice + 1]);
}

// The probabilities of a choice's outcomes: as they are, or given that it went well. A single one cannot bend.
VectorXd outcome_weights(const Mdp& mdp, int choice, const VectorXd& value, Chance chance) {
  const VectorXd given = chances_of(mdp, choice);
  if (chance == Chance::stays || given.size() <= 1) return given;
  return soft_policy(values_after(mdp, choice, value), 1, given);
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

  // The values and their derivatives of all states at step 0.
  Messages backward() {
    Messages later(phi_.cols(), mdp_.states()), now = later;
    for (Index t = policy_.cols() - 1; t >= 0; --t) {
      for (int s = 0; s < mdp_.states(); ++s) {
        choose(now, s, t, later);
        value_(s, t) = now.value(s);
      }
      std::swap(later, now);
    }
    return later;
  }

  // How often the policy makes each choice on the way from s0, where chance is as asked for.
  VectorXd forward(int s0, Chance chance) const {
    VectorXd visits = VectorXd::Zero(phi_.rows()), here = VectorXd::Zero(mdp_.states());
    here(s0) = 1;
    for (Index t = 0; t < policy_.cols(); ++t) {
      const VectorXd later = value_.col(t + 1);
      VectorXd next = VectorXd::Zero(here.size());
      for (int s = 0; s < mdp_.states(); ++s) {
        if (here(s) == 0) continue;
        for (int c = mdp_.choices[s]; c < mdp_.choices[s + 1]; ++c) {
          const double made = here(s) * policy_(c, t);
          visits(c) += made;
          const VectorXd weights = outcome_weights(mdp_, c, later, chance);
          for (Index i = 0; i < weights.size(); ++i) next(mdp_.next[mdp_.outcomes[c] + i]) += made * weights(i);
        }
      }
      here = next;
    }
    return visits;
  }

 private:
  // The message of a state from those one step later, by the soft maximum over its choices.
  void choose(Messages& now, int state, Index t, const Messages& later) {
    const int first = mdp_.choices[state], count = mdp_.choices[state + 1] - first;
    Messages choices(phi_.cols(), count);
    std::vector<int> branches;
    for (int a = 0; a < count; ++a) {
      add_outcomes(choices, a, first + a, later);
      branches.push_back(a);
    }
    require_finite_q(state, choices.value);
    const VectorXd prior = prior_of(mdp_, state), policy = soft_policy(choices.value, 1, prior);
    for (int a = 0; a < count; ++a) policy_(first + a, t) = policy(a);
    now.clear(state);
    now.value(state) = mdp_.prior.empty() ? soft_value(choices.value, 1) : soft_value(choices.value, 1, prior);
    mix(now, state, policy, choices, branches.data(), true);
  }

  // What a choice earns at once and what is to come after it; nothing where the episode ends.
  void add_outcomes(Messages& choices, int action, int choice, const Messages& later) const {
    const int first = mdp_.outcomes[choice], count = mdp_.outcomes[choice + 1] - first;
    if (count > 0) {
      const bool bends = chance_ == Chance::bends && count > 1;
      const VectorXd weights = outcome_weights(mdp_, choice, later.value, chance_);
      const VectorXd after = values_after(mdp_, choice, later.value);
      choices.value(action) = bends ? soft_value(after, 1, chances_of(mdp_, choice)) : expectation(weights, after);
      mix(choices, action, weights, later, &mdp_.next[std::size_t(first)], bends);
    }
    choices.value(action) += reward_(choice);
    for (Index k = 0; k < phi_.cols(); ++k) choices.gradient(k, action) += phi_(choice, k);
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
  require_entries(require_finite, who, "theta", theta);
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
  const Messages first = passes.backward();
  const VectorXd truly = passes.forward(s0, Chance::stays);
  const Index features = phi.cols();
  FeatureMessages result{first.value(s0), first.gradient.col(s0), MatrixXd(features, features),
                         passes.forward(s0, chance), VectorXd::Zero(features)};
  for (Index k = 0; k < features; ++k) {
    for (Index l = 0; l <= k; ++l)
      result.curvature(k, l) = result.curvature(l, k) = first.curvature(k * features + l, s0);
    for (Index c = 0; c < phi.rows(); ++c) result.true_features(k) += truly(c) * phi(c, k);
  }
  return result;
}

}  // namespace vi::core
