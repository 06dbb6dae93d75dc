#include "core/behavioural_cloning.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/categorical.h"
#include "core/check.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();

// The excess of the multiplier over the best demonstrated reward at which sum lambda demo_i/(excess + below_i) = 1. The
// sum falls from at least 1 at lambda demo_best to at most 1 at lambda; its reciprocal is increasing and concave, so
// that Newton's steps from the left stay left.
double root(const VectorXd& demo, const VectorXd& below, double lambda) {
  double excess = 0;
  for (Index i = 0; i < demo.size(); ++i) {
    if (demo(i) > 0 && below(i) == 0) excess += lambda * demo(i);
  }
  for (int step = 0; step < 200; ++step) {
    double sum = 0, slope = 0;
    for (Index i = 0; i < demo.size(); ++i) {
      if (demo(i) == 0) continue;
      const double share = lambda * demo(i) / (excess + below(i));
      sum += share;
      slope += share / (excess + below(i));
    }
    const double next = std::min(lambda, excess + sum * (sum - 1) / slope);
    if (!(next > excess)) break;
    excess = next;
  }
  return excess;
}

}  // namespace

BehaviouralCloning behavioural_cloning(const VectorXd& demo_weights, const VectorXd& reward, double lambda) {
  constexpr const char* who = "behavioural_cloning";
  require_size(who, "reward", reward.size(), 1, max_categories);
  require_same_size(who, "demo", demo_weights.size(), reward.size());
  require_finite_entries(who, "reward", reward);
  require_positive(who, "lambda", lambda);
  require_weights(who, "demo", demo_weights, max_categories);
  const VectorXd demo = probabilities(Categorical{demo_weights});

  double top = -infinity, top_new = -infinity;  // the best reward demonstrated, and never demonstrated
  Index sharers = 0;
  for (Index i = 0; i < reward.size(); ++i) {
    double& best = demo(i) > 0 ? top : top_new;
    best = std::max(best, reward(i));
  }
  VectorXd below = reward;
  for (Index i = 0; i < reward.size(); ++i) {
    below(i) = top - reward(i);
    if (demo(i) == 0 && reward(i) == top_new) ++sharers;
  }
  const double excess = root(demo, below, lambda);
  const double used = std::max(excess, top_new - top);

  BehaviouralCloning result{reward, 0, 0, 0, top + used};
  double sum = 0;
  for (Index i = 0; i < reward.size(); ++i) {
    result.policy(i) = demo(i) > 0 ? lambda * demo(i) / (used + below(i)) : 0;
    sum += result.policy(i);
  }
  for (Index i = 0; i < reward.size() && used > excess; ++i) {
    if (demo(i) == 0 && reward(i) == top_new) result.policy(i) = std::max(0.0, 1 - sum) / double(sharers);
  }
  result.expected_reward = expectation(result.policy, reward);
  result.forward_kl = kl(Categorical{demo}, Categorical{result.policy});
  result.objective = result.expected_reward - lambda * cross_entropy(Categorical{demo}, Categorical{result.policy});
  return result;
}

}  // namespace vi::core
