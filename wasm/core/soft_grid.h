#pragma once

#include "core/gridworld.h"

namespace vi::core {

/// The soft fixed point of a gridworld in the entropy form, V = alpha log sum exp(Q/alpha): soft_value_iteration for
/// the grids that are too large for it. V in the unit of the rewards; a wall has 0. alpha > 0, 0 <= gamma < 1.
/// `tolerance` >= 0 is the residual to stop at, the largest |V - backup of V|; 0: as small as rounding lets it be. V is
/// within residual/(1 - gamma) of the fixed point. Cost: linear in cells, a few hundred additions each at gamma 0.95.
/// Error(limit) where gamma is so near 1 that it would take more than 500,000,000 steps of a cell.
struct SoftGrid {
  Eigen::VectorXd value;   // of a cell
  Eigen::MatrixXd policy;  // column: up, right, down, left in a cell; 0 where there is nothing to choose
  double residual;
  int backups;  // with exp and log
  int sweeps;   // without, under a frozen policy
};
SoftGrid soft_grid(const Gridworld& world, double alpha, double gamma, double tolerance);

}  // namespace vi::core
