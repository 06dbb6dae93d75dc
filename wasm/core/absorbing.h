#pragma once

#include <Eigen/Core>

namespace vi::core {

// A walk over n states that ends: from state i it moves to j with probability moves(i, j) and ends with probability
// end(i); each row sums to 1 with its end. What it collects on its way, by eliminating one state after another. The
// pivot 1 - moves(i, i) is taken as the sum of the other ways out, so nothing is subtracted and the answers keep their
// digits however seldom the walk ends (Grassmann, Taksar & Heyman 1985).

/// The elimination, once for any number of questions. n^3/3 steps.
struct Absorbing {
  Eigen::MatrixXd moves;  // between states that are left, as each was eliminated
  Eigen::VectorXd pivot;  // the probability to leave a state for a later one or for good; 0: it never does
};
Absorbing eliminate(Eigen::MatrixXd moves, Eigen::VectorXd end);

/// x = b + moves x: the expected sum of b over the states visited, from each state. Where the walk may never end the
/// sum is inf, for b > 0.
Eigen::VectorXd expected_total(const Absorbing& walk, Eigen::VectorXd b);

/// y = start + moves' y: how often each state is visited, from a distribution over first states. Every pivot > 0.
Eigen::VectorXd expected_visits(const Absorbing& walk, Eigen::VectorXd start);

}  // namespace vi::core
