#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/gaussian.h"

namespace vi::core {

/// The most components of a mixture.
inline constexpr int max_components = 16;

/// sum_k w_k N(mean_k, sd_k²), the weights normalised.
struct Mixture {
  Eigen::VectorXd weights;
  std::vector<NormalSd> components;
};

/// Checked constructor: 1 to 16 components as make_normal_sd accepts them, one weight >= 0 each, not all 0; otherwise
/// Error(domain) naming "mixture".
Mixture make_mixture(Eigen::VectorXd weights, std::vector<NormalSd> components);

/// The log density in nats and its first two derivatives.
struct LogDensity {
  double value;
  double slope;
  double curvature;
};

/// At a finite x.
LogDensity log_density(const Mixture& mixture, double x);

/// Differential entropy in nats, which has no closed form: by quadrature over pieces of half a standard deviation of
/// each component, within some 1e-12 of 1 + its size while no component is narrower than 1e-3 of its distance from 0.
double entropy(const Mixture& mixture);

}  // namespace vi::core
