#include "core/elbo_surface.h"

#include <cmath>

#include "core/check.h"

namespace vi::core {

// As a function of the mean alone: the ELBO at the posterior's mean and the first variance, less
// precision (distance from that mean)²/2. As one of the variance: what changes from the first one,
// log(v/v0)/2 - precision (v - v0)/2.
void elbo_surface(const LinearGaussian& model, double x, const Eigen::VectorXd& means, const Eigen::VectorXd& variances,
                  Eigen::Ref<Eigen::MatrixXd> surface) {
  require_size("elbo_surface", "means", means.size(), 1, max_surface_axis);
  require_size("elbo_surface", "variances", variances.size(), 1, max_surface_axis);
  require_same_size("elbo_surface", "surface", surface.rows(), means.size(), "rows");
  require_same_size("elbo_surface", "surface", surface.cols(), variances.size(), "columns");
  const double precision = posterior_precision(model);
  const double best_mean = posterior(model, x).mean;
  const double at_best = elbo(model, x, {best_mean, variances(0)});
  Eigen::VectorXd of_mean(means.size());
  for (Eigen::Index i = 0; i < means.size(); ++i) {
    require_finite("elbo_surface", "means", means(i));
    of_mean(i) = at_best - 0.5 * precision * (means(i) - best_mean) * (means(i) - best_mean);
  }
  for (Eigen::Index j = 0; j < variances.size(); ++j) {
    require_positive("elbo_surface", "variances", variances(j));
    const double of_variance =
        0.5 * std::log(variances(j) / variances(0)) - 0.5 * precision * (variances(j) - variances(0));
    double* column = surface.col(j).data();
    for (Eigen::Index i = 0; i < means.size(); ++i) column[i] = of_mean(i) + of_variance;
  }
}

}  // namespace vi::core
