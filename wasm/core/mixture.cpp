#include "core/mixture.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/categorical.h"
#include "core/check.h"
#include "core/quadrature.h"
#include "core/soft_value.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

using Eigen::Index;

void check(const Mixture& mixture) {
  require_size("mixture", "components", Index(mixture.components.size()), 1, max_components);
  require_same_size("mixture", "weights", mixture.weights.size(), Index(mixture.components.size()));
  for (const auto& component : mixture.components) make_normal_sd(component.mean, component.sd);
  require_weights("mixture", "weights", mixture.weights, max_components);
}

}  // namespace

Mixture make_mixture(Eigen::VectorXd weights, std::vector<NormalSd> components) {
  Mixture mixture{std::move(weights), std::move(components)};
  check(mixture);
  mixture.weights = probabilities(Categorical{mixture.weights});
  return mixture;
}

// With the responsibilities r_k of the components and the slopes g_k of their log densities: the slope is E_r[g], and
// the curvature E_r[-1/sd²] + Var_r[g].
LogDensity log_density(const Mixture& mixture, double x) {
  const auto size = Index(mixture.components.size());
  double total = 0;
  for (const double weight : mixture.weights) total += weight;
  Eigen::VectorXd logs(size);
  for (Index k = 0; k < size; ++k) logs(k) = std::log(mixture.weights(k) / total) + log_prob(mixture.components[k], x);
  LogDensity result{log_sum_exp(logs), 0, 0};
  double square = 0;
  for (Index k = 0; k < size; ++k) {
    const NormalSd& component = mixture.components[k];
    const double share = std::exp(logs(k) - result.value);
    const double slope = -(x - component.mean) / component.sd / component.sd;
    result.slope += share * slope;
    square += share * slope * slope;
    result.curvature -= share / (component.sd * component.sd);
  }
  result.curvature += square - result.slope * result.slope;
  return result;
}

// Between neighbours among all means plus multiples of half a sd. What lies beyond 9 sds of every component has no
// weight.
double entropy(const Mixture& mixture) {
  check(mixture);
  std::vector<double> ends;
  for (const auto& component : mixture.components) {
    for (int step = -18; step <= 18; ++step) ends.push_back(component.mean + 0.5 * step * component.sd);
  }
  std::sort(ends.begin(), ends.end());
  double sum = 0;
  for (std::size_t i = 1; i < ends.size(); ++i) {
    const double start = ends[i - 1], width = ends[i] - start;
    sum -= width * gauss_legendre([&](double s) {
             const double log_p = log_density(mixture, start + s * width).value;
             return log_p == -std::numeric_limits<double>::infinity() ? 0 : std::exp(log_p) * log_p;
           });
  }
  return sum;
}

}  // namespace vi::core
