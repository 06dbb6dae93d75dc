#include "core/soft_bellman.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/check.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/soft_value.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr double most_work = 4e7;  // outcomes and choices of all backups: half a second

void check(const Mdp& mdp, double alpha, double gamma, int horizon) {
  check(mdp, horizon);
  require_positive("soft_bellman", "alpha", alpha);
  require_probability("soft_bellman", "gamma", gamma);
}

// One backup at alpha and gamma, from the values of the states one step later.
SoftFixedPoint backup(const Mdp& mdp, double alpha, double gamma, const VectorXd& later) {
  SoftFixedPoint result{later, VectorXd(Index(mdp.reward.size())), VectorXd(Index(mdp.reward.size())), 0};
  for (int s = 0; s < mdp.states(); ++s) {
    const int first = mdp.choices[s], last = mdp.choices[s + 1];
    VectorXd q(last - first);
    for (int c = first; c < last; ++c)
      result.q(c) = q(c - first) = mdp.reward[c] + gamma * expected_after(mdp, c, later);
    require_finite_q(s, q);
    const VectorXd prior = mdp.prior.empty() ? VectorXd::Ones(last - first) : part(mdp.prior, first, last);
    const VectorXd policy = soft_policy(q, alpha, prior);
    for (int c = first; c < last; ++c) result.policy(c) = policy(c - first);
    result.value(s) = mdp.prior.empty() ? soft_value(q, alpha) : soft_value(q, alpha, prior);
    result.residual = std::max(result.residual, std::abs(result.value(s) - later(s)));
  }
  return result;
}

// Walks every trajectory, summing exp(log weight) about the largest met so far. Calls nothing that a backup calls.
class Enumeration {
 public:
  Enumeration(const Mdp& mdp, double alpha, double gamma) : mdp_(mdp), alpha_(alpha), gamma_(gamma) {}

  void walk(int state, int steps_left, double discount, double log_weight) {
    if (steps_left == 0) return add(log_weight);
    double prior_sum = 0;
    for (int c = mdp_.choices[state]; c < mdp_.choices[state + 1] && !mdp_.prior.empty(); ++c)
      prior_sum += mdp_.prior[c];
    for (int c = mdp_.choices[state]; c < mdp_.choices[state + 1]; ++c) {
      const double log_prior = mdp_.prior.empty() ? 0 : std::log(mdp_.prior[c] / prior_sum);
      const double here = log_weight + log_prior + discount * mdp_.reward[c] / alpha_;
      if (mdp_.outcomes[c] == mdp_.outcomes[c + 1]) add(here);
      for (int o = mdp_.outcomes[c]; o < mdp_.outcomes[c + 1]; ++o)
        walk(mdp_.next[o], steps_left - 1, discount * gamma_, here + std::log(mdp_.probability[o]));
    }
  }

  double log_sum() const { return top_ + std::log(sum_); }

 private:
  void add(double log_weight) {
    if (log_weight > top_) {
      sum_ = sum_ * std::exp(top_ - log_weight) + 1;
      top_ = log_weight;
    } else if (log_weight > -infinity) {
      sum_ += std::exp(log_weight - top_);
    }
  }

  static constexpr double infinity = std::numeric_limits<double>::infinity();
  const Mdp& mdp_;
  double alpha_, gamma_;
  double top_ = -infinity;
  double sum_ = 0;
};

// How many trajectories there are from each state, counted backwards.
double trajectories(const Mdp& mdp, int horizon, int s0) {
  VectorXd count = VectorXd::Ones(mdp.states());
  for (int t = 0; t < horizon; ++t) {
    VectorXd earlier = VectorXd::Zero(mdp.states());
    for (int s = 0; s < mdp.states(); ++s) {
      for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
        if (mdp.outcomes[c] == mdp.outcomes[c + 1]) earlier(s) += 1;
        for (int o = mdp.outcomes[c]; o < mdp.outcomes[c + 1]; ++o) earlier(s) += count(mdp.next[o]);
      }
    }
    count = earlier;
  }
  return count(s0);
}

}  // namespace

SoftBackward soft_backward(const Mdp& mdp, double alpha, double gamma, int horizon) {
  check(mdp, alpha, gamma, horizon);
  const auto choices = Index(mdp.reward.size());
  SoftBackward result{{horizon, mdp.states()}, {horizon, choices}, {horizon, choices}};
  VectorXd later = VectorXd::Zero(mdp.states());
  for (int t = horizon - 1; t >= 0; --t) {
    const SoftFixedPoint step = backup(mdp, alpha, gamma, later);
    for (Index s = 0; s < later.size(); ++s) result.value(t, s) = later(s) = step.value(s);
    for (Index c = 0; c < choices; ++c) {
      result.q(t, c) = step.q(c);
      result.policy(t, c) = step.policy(c);
    }
  }
  return result;
}

double enumerate_evidence(const Mdp& mdp, double alpha, double gamma, int horizon, int s0) {
  check(mdp, alpha, gamma, horizon);
  require_state("enumerate_evidence", mdp, s0);
  if (!(trajectories(mdp, horizon, s0) <= 100'000))
    fail(Code::limit, {"enumerate_evidence: there are more than 100,000 trajectories"}, {}, "take a shorter horizon");
  Enumeration all(mdp, alpha, gamma);
  all.walk(s0, horizon, 1, 0);
  const double log_evidence = all.log_sum();
  if (std::isnan(log_evidence))
    fail(Code::domain, {"enumerate_evidence: a sum of rewards over alpha leaves the range of a double"}, {},
         "take a larger alpha");
  return log_evidence;
}

// Each backup brings the values nearer by the factor gamma, and e^-40 is below their last digit. (A residual that no
// longer falls is no reason to stop: it may do so while the values still creep up.)
int backups_to_fixed_point(const char* who, const Mdp& mdp, double gamma) {
  check(mdp, 1);
  require_discount(who, gamma);
  const double work = double(mdp.next.size() + mdp.reward.size());
  const double most = 1 - 40 * work / most_work;
  if (gamma > most) {
    fail(Code::limit,
         {who, ": gamma must be at most ", number_text(most), " for a process of this size, got ", number_text(gamma)},
         {}, "take a smaller gamma, or soft_backward with a horizon");
  }
  return static_cast<int>(std::ceil(40 / (1 - gamma)));
}

SoftFixedPoint soft_value_iteration(const Mdp& mdp, double alpha, double gamma) {
  check(mdp, alpha, gamma, 1);
  const int backups = backups_to_fixed_point("soft_value_iteration", mdp, gamma);
  SoftFixedPoint point = backup(mdp, alpha, gamma, VectorXd::Zero(mdp.states()));
  for (int i = 0; i < backups && point.residual > 0; ++i) point = backup(mdp, alpha, gamma, point.value);
  return point;
}

}  // namespace vi::core
