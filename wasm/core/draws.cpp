#include "core/draws.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/categorical.h"
#include "core/check.h"
#include "core/normal_draw.h"

namespace vi::core {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// A uniform draw from (0, 1], whose logarithm is finite.
double above_zero(Generator& generator) { return 1 - generator.uniform(); }

// Gamma(shape, 1) for shape >= 1: (1 + x/sqrt(9 d))³ d with x normal, d = shape - 1/3, is almost it, and rejection
// makes it so.
double draw_large_gamma(double shape, Generator& generator) {
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  while (true) {
    const double x = normal_draw(generator);
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    if (std::log(above_zero(generator)) < 0.5 * x * x + d * ((1 - v) + std::log(v))) return d * v;
  }
}

// In the limit of small concentrations one share is 1, and each is it in proportion to its concentration.
int draw_category(const Eigen::VectorXd& concentration, Generator& generator) {
  return draw_categorical(running_sums(concentration), generator);
}

}  // namespace

double draw(const NormalSd& distribution, Generator& generator) {
  make_normal_sd(distribution.mean, distribution.sd);
  return distribution.mean + distribution.sd * normal_draw(generator);
}

double draw_uniform(double low, double high, Generator& generator) {
  require_finite("uniform", "low", low);
  require_finite("uniform", "high", high);
  require_positive("uniform", "high/2 - low/2", high / 2 - low / 2);
  const double u = generator.uniform();
  return low * (1 - u) + high * u;
}

bool draw_bernoulli(double p, Generator& generator) {
  require_probability("bernoulli", "p", p);
  return generator.uniform() < p;
}

double draw_gamma(double shape, double rate, Generator& generator) {
  require_positive("gamma", "rate", rate);
  const double draw = std::exp(draw_log_gamma(shape, generator) - std::log(rate));
  return std::max(draw, std::numeric_limits<double>::denorm_min());
}

double draw_log_gamma(double shape, Generator& generator) {
  require_positive("gamma", "shape", shape);
  if (shape >= 1) return std::log(draw_large_gamma(shape, generator));
  const double large = std::log(draw_large_gamma(shape + 1, generator));
  return large + std::log(above_zero(generator)) / shape;
}

double draw_beta(double a, double b, Generator& generator) {
  require_positive("beta", "a", a);
  require_positive("beta", "b", b);
  const double log_a = draw_log_gamma(a, generator), log_b = draw_log_gamma(b, generator);
  if (std::max(log_a, log_b) == -infinity) return draw_category(Eigen::Vector2d(a, b), generator) == 0 ? 1 : 0;
  return 1 / (1 + std::exp(log_b - log_a));
}

Eigen::VectorXd draw_dirichlet(const Eigen::VectorXd& concentration, Generator& generator) {
  require_size("dirichlet", "concentration", concentration.size(), 1, max_categories);
  Eigen::VectorXd logs(concentration.size());
  for (Eigen::Index i = 0; i < logs.size(); ++i) logs(i) = draw_log_gamma(concentration(i), generator);
  if (logs.maxCoeff() > -infinity) return probabilities(CategoricalLogits{logs});
  return Eigen::VectorXd::Unit(concentration.size(), draw_category(concentration, generator));
}

Eigen::VectorXd running_sums(const Eigen::VectorXd& weights) {
  Eigen::VectorXd sums = probabilities(make_categorical(weights));
  for (Eigen::Index i = 1; i < sums.size(); ++i) sums(i) += sums(i - 1);
  return sums;
}

// The first category whose sum lies above u times the last sum; where the product has rounded up to that, the first
// that reaches it.
int draw_categorical(const Eigen::VectorXd& running_sums, Generator& generator) {
  const double *first = running_sums.data(), *last = first + running_sums.size();
  const double total = running_sums(running_sums.size() - 1);
  const double at = generator.uniform() * total;
  return static_cast<int>((at < total ? std::upper_bound(first, last, at) : std::lower_bound(first, last, total)) -
                          first);
}

double draw(const Mixture& distribution, Generator& generator) {
  const int component = draw_categorical(running_sums(distribution.weights), generator);
  return draw(distribution.components[static_cast<std::size_t>(component)], generator);
}

Eigen::VectorXd draw_multivariate_normal(const Eigen::VectorXd& mean, const Eigen::MatrixXd& scale_tril,
                                         Generator& generator) {
  const Eigen::Index size = mean.size();
  require_same_size("draw", "scale_tril", scale_tril.rows(), size, "rows");
  require_same_size("draw", "scale_tril", scale_tril.cols(), size, "columns");
  Eigen::VectorXd result = mean;
  for (Eigen::Index j = 0; j < size; ++j) {
    const double eps = normal_draw(generator);
    for (Eigen::Index i = j; i < size; ++i) result(i) += scale_tril(i, j) * eps;
  }
  return result;
}

}  // namespace vi::core
