#include "core/mean_field.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/matrices.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

ExactMatrix precision_of(const GaussianVector& target) {
  const ExactMatrix unit = exact(Eigen::MatrixXd::Identity(mean(target).size(), mean(target).size()));
  return gram(solve(exact_factor(target), unit));
}

MeanField best(const VectorXd& mean, const ExactMatrix& precision) {
  const Index d = precision.rows();
  MeanField result{mean, VectorXd(d), 0};
  ExactMatrix ratio = precision;  // with 1 on the diagonal
  for (Index i = 0; i < d; ++i) {
    result.variance(i) = (DoubleDouble{1} / precision(i, i)).value();
    require_positive("mean_field", "variance", result.variance(i));
    for (Index j = 0; j < d; ++j) {
      const DoubleDouble scale = square_root(precision(i, i)) * square_root(precision(j, j));
      ratio(i, j) = i == j ? DoubleDouble{1} : precision(i, j) / scale;
    }
  }
  result.gap = kl_to_unit(ratio).value();
  return result;
}

// eᵀ P e.
double squared_distance(const Eigen::MatrixXd& precision, const VectorXd& error) {
  return std::max(0.0, error.dot(VectorXd(product(precision, error))));
}

void sweep(const Eigen::MatrixXd& precision, VectorXd& error) {
  for (Index i = 0; i < error.size(); ++i) {
    double pull = 0;
    for (Index j = 0; j < error.size(); ++j) pull += j == i ? 0 : precision(j, i) * error(j);
    error(i) = -pull / precision(i, i);
  }
}

}  // namespace

MeanField mean_field(const GaussianVector& target) {
  checked_scale_tril(target);
  return best(mean(target), precision_of(target));
}

MeanField mean_field(const MultivariateLinearGaussian& model, const VectorXd& x) {
  const MultivariateNormal exactly = posterior(model, x);
  return best(exactly.mean, posterior_precision(model));
}

CoordinateAscent coordinate_ascent(const GaussianVector& target, const VectorXd& start, int sweeps) {
  constexpr const char* who = "coordinate_ascent";
  checked_scale_tril(target);
  const Index d = mean(target).size();
  require_matrix(who, "start", start, d, 1);
  if (sweeps < 0 || sweeps > max_sweeps || (sweeps + 1) * (d + 2) > max_sweep_numbers) {
    fail(Code::limit, {who, ": ", sweeps, " sweeps are too many for ", d, " dimensions"}, {},
         "at most 1,000 sweeps, and 16,000 for (sweeps + 1) times (dimensions + 2)");
  }
  const ExactMatrix exactly = precision_of(target);
  const Eigen::MatrixXd precision = rounded(exactly);
  CoordinateAscent result{Eigen::MatrixXd(sweeps + 1, d), VectorXd(sweeps + 1), VectorXd(sweeps + 1),
                          best(mean(target), exactly)};
  VectorXd error = start - mean(target);
  for (Index t = 0; t <= sweeps; ++t) {
    if (t > 0) sweep(precision, error);
    const double square = squared_distance(precision, error);
    result.mean.row(t) = (t == 0 ? start : VectorXd(mean(target) + error)).transpose();
    result.distance(t) = std::sqrt(square);
    result.kl(t) = result.fixed_point.gap + 0.5 * square;
    require_finite(who, "kl", result.kl(t));
  }
  return result;
}

}  // namespace vi::core
