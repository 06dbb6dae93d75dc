// The second path to a gradient.
#pragma once

#include <Eigen/Core>

namespace vi::test {

/// Central differences of f at theta.
template <class F>
Eigen::VectorXd slopes(const F& f, const Eigen::VectorXd& theta) {
  Eigen::VectorXd result = theta;
  for (Eigen::Index a = 0; a < theta.size(); ++a) {
    Eigen::VectorXd up = theta, down = theta;
    up(a) += 1e-5;
    down(a) -= 1e-5;
    result(a) = (f(up) - f(down)) / 2e-5;
  }
  return result;
}

}  // namespace vi::test
