#include "core/optimizers.h"

#include <cmath>
#include <utility>

#include "core/check.h"
#include "core/error.h"
#include "core/number_text.h"
#include "core/vectors.h"

namespace vi::core {
namespace {

constexpr Eigen::Index max_parameters = 10'000;
constexpr std::int64_t max_steps = 1'000'000'000;

void check(const char* who, const Eigen::VectorXd& gradient, double rate) {
  require_positive(who, "rate", rate);
  require_size(who, "gradient", gradient.size(), 1, max_parameters);
  require_entries(require_finite, who, "gradient", gradient);
}

void check(const AdamState& state, Eigen::Index size) {
  require_count("adam", "step", state.step, 0, max_steps - 1);
  require_same_size("adam", "first", state.first.size(), size);
  require_same_size("adam", "second", state.second.size(), size);
  require_entries(require_finite, "adam", "first", state.first);
  require_entries(require_nonnegative, "adam", "second", state.second);
}

// base^exponent by squaring.
double power(double base, std::int64_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent >>= 1, base *= base) {
    if ((exponent & 1) != 0) result *= base;
  }
  return result;
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

AdamUpdate adam_update(const Eigen::VectorXd& gradient, const AdamState& state, double rate) {
  check("adam", gradient, rate);
  check(state, gradient.size());
  AdamUpdate result{Eigen::VectorXd::Zero(gradient.size()), state};
  adam_step(result.update, gradient, result.state, rate);
  for (const double entry : result.update) require_finite("adam", "update", entry);
  for (const double entry : result.state.second) require_finite("adam", "the mean of squared gradients", entry);
  return result;
}

// With m and v the faded means: update = rate m/(1 - 0.9^t) / (sqrt(v/(1 - 0.999^t)) + epsilon).
void adam_step(Eigen::VectorXd& entries, const Eigen::VectorXd& gradient, AdamState& state, double rate) {
  constexpr double fade_first = 0.9, fade_second = 0.999, epsilon = 1e-8;
  ++state.step;
  const double size = rate / (1 - power(fade_first, state.step));
  const double correction = 1 / (1 - power(fade_second, state.step));
  double* const at = entries.data();
  double* const first = state.first.data();
  double* const second = state.second.data();
  const double* const g = gradient.data();
  for (Eigen::Index i = 0; i < gradient.size(); ++i) {
    first[i] = fade_first * first[i] + (1 - fade_first) * g[i];
    second[i] = fade_second * second[i] + (1 - fade_second) * g[i] * g[i];
    at[i] += size * first[i] / (std::sqrt(second[i] * correction) + epsilon);
  }
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
  if (!(share / q.variance > 0))
    fail(
        Code::domain,
        {who, ": at rate ", number_text(rate), " the new precision must be > 0, got ", number_text(share / q.variance)},
        {}, "take a smaller rate");
  const double variance = q.variance / share;
  const double by_mean = rate * variance * gradient.mean;
  require_finite(who, "new mean", q.mean + by_mean);
  require_positive(who, "new variance", variance);
  return {by_mean, variance - q.variance, {q.mean + by_mean, variance}};
}

void check(const Optimizer& optimizer, Eigen::Index size, std::int64_t step) {
  require_positive("optimizer", "rate", optimizer.rate);
  check(optimizer.adam, size);
  if (optimizer.method == Ascent::adam) require_count("adam", "step", optimizer.adam.step, step, step);
}

Eigen::VectorXd next_update(Optimizer& optimizer, const Eigen::VectorXd& gradient) {
  if (optimizer.method != Ascent::adam) return gradient_ascent_update(gradient, optimizer.rate);
  AdamUpdate next = adam_update(gradient, optimizer.adam, optimizer.rate);
  optimizer.adam = std::move(next.state);
  return std::move(next.update);
}

}  // namespace vi::core
