#include "core/elbo_surface.h"

#include <cmath>

#include "core/check.h"
#include "core/pair.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

// Cell (i, j) is rows(i) + columns(j); four columns at a time, so that what is read serves four writes.
void write_outer_sum(const VectorXd& rows, const VectorXd& columns, Eigen::Ref<Eigen::MatrixXd> cells) {
  constexpr Index together = 4;
  const Index size = rows.size(), stride = cells.outerStride();
  Index j = 0;
  for (; j + together <= columns.size(); j += together) {
    double* const first = cells.col(j).data();
    const Pair a = both(columns(j)), b = both(columns(j + 1)), c = both(columns(j + 2)), d = both(columns(j + 3));
    double *to_a = first, *to_b = to_a + stride, *to_c = to_b + stride, *to_d = to_c + stride;
    for (Index i = 0; i + 1 < size; i += 2) {
      const Pair row = load(rows.data() + i);
      store(to_a + i, row + a);
      store(to_b + i, row + b);
      store(to_c + i, row + c);
      store(to_d + i, row + d);
    }
    if (size % 2 == 1) cells.row(size - 1).segment<together>(j) = rows(size - 1) + columns.segment<together>(j).array();
  }
  for (; j < columns.size(); ++j) cells.col(j) = rows.array() + columns(j);
}

}  // namespace

// The log evidence, which the posterior attains, less what the mean's distance from its mean costs, precision
// distance²/2, and what the variance costs, (precision v - 1 - log(precision v))/2.
void elbo_surface(const LinearGaussian& model, double x, const VectorXd& means, const VectorXd& variances,
                  Eigen::Ref<Eigen::MatrixXd> surface) {
  require_size("elbo_surface", "means", means.size(), 1, max_surface_axis);
  require_size("elbo_surface", "variances", variances.size(), 1, max_surface_axis);
  require_same_size("elbo_surface", "surface", surface.rows(), means.size(), "rows");
  require_same_size("elbo_surface", "surface", surface.cols(), variances.size(), "columns");
  require_entries(require_finite, "elbo_surface", "means", means);
  require_entries(require_positive, "elbo_surface", "variances", variances);
  const double precision = posterior_precision(model);
  require_finite("elbo_surface", "the posterior's precision", precision);
  const double best_mean = posterior(model, x).mean, at_best = log_evidence(model, x);
  VectorXd of_mean(means.size());
  for (Index i = 0; i < means.size(); ++i)
    of_mean(i) = at_best - 0.5 * precision * (means(i) - best_mean) * (means(i) - best_mean);
  const double log_precision = std::log(precision);
  VectorXd of_variance(variances.size());
  for (Index j = 0; j < variances.size(); ++j)
    of_variance(j) = 0.5 * (std::log(variances(j)) + log_precision) - 0.5 * (precision * variances(j) - 1);
  write_outer_sum(of_mean, of_variance, surface);
}

}  // namespace vi::core
