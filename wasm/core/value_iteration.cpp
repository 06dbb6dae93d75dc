#include "core/value_iteration.h"

#include <algorithm>
#include <cmath>

#include "core/soft_bellman.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

bool allowed(const Mdp& mdp, int choice) { return mdp.prior.empty() || mdp.prior[choice] > 0; }

HardFixedPoint backup(const Mdp& mdp, double gamma, const VectorXd& later) {
  const auto choices = Index(mdp.reward.size());
  HardFixedPoint result{later, VectorXd(choices), VectorXd::Zero(choices), 0};
  for (int s = 0; s < mdp.states(); ++s) {
    int best = -1;
    for (int c = mdp.choices[s]; c < mdp.choices[s + 1]; ++c) {
      result.q(c) = mdp.reward[c] + gamma * expected_after(mdp, c, later);
      if (allowed(mdp, c) && (best < 0 || result.q(c) > result.q(best))) best = c;
    }
    result.policy(best) = 1;
    result.value(s) = result.q(best);
    result.residual = std::max(result.residual, std::abs(result.value(s) - later(s)));
  }
  return result;
}

}  // namespace

HardFixedPoint value_iteration(const Mdp& mdp, double gamma) {
  const int backups = backups_to_fixed_point("value_iteration", mdp, gamma);
  HardFixedPoint point = backup(mdp, gamma, VectorXd::Zero(mdp.states()));
  for (int i = 0; i < backups && point.residual > 0; ++i) point = backup(mdp, gamma, point.value);
  return point;
}

}  // namespace vi::core
