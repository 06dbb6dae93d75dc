#pragma once

#include <Eigen/Core>

#include "core/linear_gaussian.h"

namespace vi::core {

/// The most values of an axis of a surface.
inline constexpr int max_surface_axis = 2048;

/// Writes the ELBO of q = N(means(i), variances(j)) in nats to surface(i, j): for a heat map. The ELBO is a function of
/// the mean plus one of the variance, so a cell is one addition. Means finite, variances > 0, 1 to 2048 of each, and
/// the surface of that shape; otherwise Error(domain).
void elbo_surface(const LinearGaussian& model, double x, const Eigen::VectorXd& means, const Eigen::VectorXd& variances,
                  Eigen::Ref<Eigen::MatrixXd> surface);

}  // namespace vi::core
