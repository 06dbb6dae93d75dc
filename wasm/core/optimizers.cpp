#include "core/optimizers.h"

#include <cmath>

#include "core/check.h"

namespace vi::core {
namespace {

constexpr Eigen::Index max_parameters = 10'000;
constexpr std::int64_t max_steps = 1'000'000'000;

void check(const char* who, const Eigen::VectorXd& gradient, double rate) {
  require_positive(who, "rate", rate);
  require_size(who, "gradient", gradient.size(), 1, max_parameters);
  for (const double entry : gradient) require_finite(who, "gradient", entry);
}

void check(const AdamState& state, Eigen::Index size) {
  require_count("adam", "step", state.step, 0, max_steps - 1);
  require_same_size("adam", "first", state.first.size(), size);
  require_same_size("adam", "second", state.second.size(), size);
  for (const double entry : state.first) require_finite("adam", "first", entry);
  for (const double entry : state.second) require_nonnegative("adam", "second", entry);
}

}  // namespace

Eigen::VectorXd gradient_ascent_update(const Eigen::VectorXd& gradient, double rate) {
  check("gradient_ascent", gradient, rate);
  return rate * gradient;
}

AdamState adam_start(Eigen::Index size) {
  require_count("adam", "parameters", size, 1, max_parameters);
  return {0, Eigen::VectorXd::Zero(size), Eigen::VectorXd::Zero(size)};
}

// With m and v the faded means: update = rate m/(1 - 0.9^t) / (sqrt(v/(1 - 0.999^t)) + epsilon).
AdamUpdate adam_update(const Eigen::VectorXd& gradient, const AdamState& state, double rate) {
  check("adam", gradient, rate);
  check(state, gradient.size());
  constexpr double fade_first = 0.9, fade_second = 0.999, epsilon = 1e-8;
  AdamUpdate result{gradient, state};
  const auto t = static_cast<double>(++result.state.step);
  const double seen_first = 1 - std::pow(fade_first, t), seen_second = 1 - std::pow(fade_second, t);
  for (Eigen::Index i = 0; i < gradient.size(); ++i) {
    const double g = gradient(i);
    double& first = result.state.first(i);
    double& second = result.state.second(i);
    first = fade_first * first + (1 - fade_first) * g;
    second = fade_second * second + (1 - fade_second) * g * g;
    result.update(i) = rate * (first / seen_first) / (std::sqrt(second / seen_second) + epsilon);
  }
  return result;
}

FisherInformation fisher_information(const Normal& q) {
  make_normal(q.mean, q.variance);
  return {1 / q.variance, 2};
}

ElboGradient natural_gradient(const Normal& q, const ElboGradient& gradient) {
  make_normal(q.mean, q.variance);
  require_finite("natural_gradient", "gradient in the mean", gradient.mean);
  require_finite("natural_gradient", "gradient in log sd", gradient.log_sd);
  return {q.variance * gradient.mean, 0.5 * gradient.log_sd};
}

NormalUpdate natural_gradient_update(const ElboGradient& gradient, const Normal& q, double rate) {
  constexpr const char* who = "natural_gradient";
  require_positive(who, "rate", rate);
  natural_gradient(q, gradient);
  const double share = 1 - rate * gradient.log_sd;  // of the old precision
  require_positive(who, "new precision", share / q.variance);
  const double variance = q.variance / share;
  const double by_mean = rate * variance * gradient.mean;
  require_finite(who, "new mean", q.mean + by_mean);
  require_positive(who, "new variance", variance);
  return {by_mean, variance - q.variance, {q.mean + by_mean, variance}};
}

}  // namespace vi::core
