#include "core/vectors.h"

namespace vi::core {

using Eigen::Index;
using Eigen::VectorXd;

Index largest(const VectorXd& x) {
  Index place = 0;
  for (Index i = 1; i < x.size(); ++i) {
    if (x(i) > x(place)) place = i;
  }
  return place;
}

double expectation(const VectorXd& probabilities, const VectorXd& values) {
  double sum = 0;
  for (Index i = 0; i < values.size(); ++i) sum += probabilities(i) * values(i);
  return sum;
}

}  // namespace vi::core
