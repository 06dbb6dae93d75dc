#pragma once

#include "core/mdp.h"

namespace vi::core {

/// The hard Bellman backup's fixed point, V(s) = max over a of r + gamma E[V(s')]: what soft_value_iteration tends to
/// as alpha -> 0. Only actions that the prior allows count, where there is one. The policy takes the first of the best
/// actions. `residual` is the largest |V - backup of V|. 0 <= gamma < 1; errors as soft_value_iteration.
/// Bellman 1957.
struct HardFixedPoint {
  Eigen::VectorXd value;
  Eigen::VectorXd q;
  Eigen::VectorXd policy;
  double residual;
};
HardFixedPoint value_iteration(const Mdp& mdp, double gamma);

}  // namespace vi::core
