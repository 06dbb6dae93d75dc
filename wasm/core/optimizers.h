#pragma once

#include <Eigen/Core>
#include <cstdint>

#include "core/gaussian.h"
#include "core/linear_gaussian.h"

namespace vi::core {

// Ways uphill, each a pure function (gradient, state) -> (update, state): the update is to be added to the parameters
// whose objective has this gradient. rate > 0 and finite, gradients finite; otherwise Error(domain).

/// rate times the gradient; no state.
Eigen::VectorXd gradient_ascent_update(const Eigen::VectorXd& gradient, double rate);

/// The running means of the gradient and of its square, both 0 at step 0.
struct AdamState {
  std::int64_t step;
  Eigen::VectorXd first;
  Eigen::VectorXd second;
};

/// The state before the first of `size` parameters has moved.
AdamState adam_start(Eigen::Index size);

struct AdamUpdate {
  Eigen::VectorXd update;
  AdamState state;
};

/// Adam (Kingma & Ba 2015, algorithm 1, uphill) with their constants: means that fade by 0.9 and 0.999, corrected for
/// their start at 0, and epsilon = 1e-8. The first update has the length `rate` in every coordinate, whatever the
/// gradient. The state: one entry a parameter, second >= 0, 0 <= step < 1e9.
AdamUpdate adam_update(const Eigen::VectorXd& gradient, const AdamState& state, double rate);

/// The same for what has been checked, in place: `entries` += the update. No libm: the same bits in every host.
void adam_step(Eigen::VectorXd& entries, const Eigen::VectorXd& gradient, AdamState& state, double rate);

/// The diagonal of the Fisher information of a normal in (mean, log sd), 1/variance and 2; nothing stands beside it.
struct FisherInformation {
  double mean;
  double log_sd;
};
FisherInformation fisher_information(const Normal& q);

/// The inverse of the Fisher information times a gradient in (mean, log sd): the steepest ascent where lengths are
/// measured by KL divergences (Amari 1998).
ElboGradient natural_gradient(const Normal& q, const ElboGradient& gradient);

/// What a step does to the mean and the variance, and the normal after it.
struct NormalUpdate {
  double mean;
  double variance;
  Normal q;
};

/// A natural gradient step of size `rate` in the natural parameters (mean/variance, -1/(2 variance)): there it is
/// rate times the gradient in the mean parameters (E z, E z²) (Hoffman et al. 2013), so the variance becomes
/// variance/(1 - rate g_log_sd) and the mean moves by rate g_mean times that. On the ELBO of a conjugate model one step
/// of size 1 arrives at the posterior from everywhere. `gradient` is in (mean, log sd). Error(domain) where the new
/// precision is not positive: rate g_log_sd >= 1, which an exact gradient reaches only at rates above 1.
NormalUpdate natural_gradient_update(const ElboGradient& gradient, const Normal& q, double rate);

/// How many steps one call of a climb takes at most.
inline constexpr int max_slice_steps = 5'000;

enum class Ascent { gradient_ascent, natural_gradient, adam };

/// One of these ways with all that it carries from step to step, for parameters that are added to.
struct Optimizer {
  Ascent method = Ascent::gradient_ascent;
  double rate = 1;
  AdamState adam = adam_start(1);  // as long as the parameters are many; moves only for adam
};

/// Error(domain) unless the rate is > 0 and finite, and adam a state of `size` parameters after `step` steps.
void check(const Optimizer& optimizer, Eigen::Index size, std::int64_t step);

/// What to add to the parameters; natural_gradient adds rate times the gradient, which is to be a natural one.
Eigen::VectorXd next_update(Optimizer& optimizer, const Eigen::VectorXd& gradient);

}  // namespace vi::core
