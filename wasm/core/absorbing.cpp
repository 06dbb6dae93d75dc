#include "core/absorbing.h"

#include <limits>

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();

// share·b, where a share of nothing is nothing even of an infinite b.
double part_of(double share, double b) { return share == 0 ? 0 : share * b; }

}  // namespace

Absorbing eliminate(MatrixXd moves, VectorXd end) {
  const Index n = end.size();
  VectorXd pivot(n);
  for (Index k = 0; k < n; ++k) {
    pivot(k) = end(k);
    for (Index j = k + 1; j < n; ++j) pivot(k) += moves(k, j);
    if (pivot(k) == 0) continue;
    for (Index j = k + 1; j < n; ++j) {
      const double onward = moves(k, j) / pivot(k);
      for (Index i = k + 1; onward != 0 && i < n; ++i) moves(i, j) += moves(i, k) * onward;
    }
    for (Index i = k + 1; i < n; ++i) end(i) += moves(i, k) * (end(k) / pivot(k));
  }
  return {std::move(moves), std::move(pivot)};
}

VectorXd expected_total(const Absorbing& walk, VectorXd b) {
  const auto& [moves, pivot] = walk;
  const Index n = b.size();
  for (Index k = 0; k < n; ++k) {
    if (pivot(k) == 0) b(k) = infinity;
    const double here = pivot(k) == 0 ? infinity : b(k) / pivot(k);
    for (Index i = k + 1; i < n; ++i) b(i) += part_of(moves(i, k), here);
  }
  for (Index k = n - 1; k >= 0; --k) {
    for (Index j = k + 1; j < n; ++j) b(k) += part_of(moves(k, j), b(j));
    if (pivot(k) != 0) b(k) /= pivot(k);
  }
  return b;
}

VectorXd expected_visits(const Absorbing& walk, VectorXd start) {
  const auto& [moves, pivot] = walk;
  const Index n = start.size();
  for (Index k = 0; k < n; ++k) {
    start(k) /= pivot(k);
    for (Index j = k + 1; j < n; ++j) start(j) += moves(k, j) * start(k);
  }
  for (Index k = n - 1; k >= 0; --k) {
    double arrivals = 0;
    for (Index i = k + 1; i < n; ++i) arrivals += moves(i, k) * start(i);
    start(k) += arrivals / pivot(k);
  }
  return start;
}

}  // namespace vi::core
