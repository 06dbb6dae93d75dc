#pragma once

#include <vector>

#include "core/estimator_draws.h"
#include "core/optimizers.h"
#include "core/random.h"

namespace vi::core {

// The ELBO of the scalar linear-Gaussian model climbed by a normal q, in steps that may be taken a few at a time.

inline constexpr int max_climb_steps = 1'000'000;  // in all
inline constexpr int max_climb_samples = 1'000;    // a step

/// A climb between two steps: a plain value and all there is, so it can be laid aside and gone on with anywhere.
struct Climb {
  LinearGaussian model;
  double x;
  Normal q;
  Ascent method = Ascent::gradient_ascent;
  double rate = 1;
  int samples = 0;  // of z a step; 0: the exact gradient
  GradientEstimator estimator = GradientEstimator::reparameterised;
  int steps = 1;                   // in all
  int step = 0;                    // taken so far
  AdamState adam = adam_start(2);  // of mean and log sd; its step is `step`
  Generator generator = Generator(1);
};

/// Error(domain) unless model, x and q are as elbo takes them, rate > 0 and finite, 0 <= samples <= max_climb_samples,
/// 1 <= steps <= max_climb_steps, 0 <= step <= steps and adam is a state of two parameters.
void check(const Climb& climb);

/// What a step left behind: the exact ELBO of q in nats, and q.
struct ClimbTrace {
  std::vector<double> elbo, mean, variance;
};
void add(ClimbTrace& trace, const Climb& climb);
void append(ClimbTrace& trace, const ClimbTrace& later);

/// At most `budget` further steps (1 to max_slice_steps), one place of the trace for each. In whatever slices a climb
/// is taken, it is the same to the last bit. gradient_ascent and adam move mean and log sd; natural_gradient is that of
/// natural_gradient_update. Error(domain), naming the step, where one leaves the range of a double.
struct ClimbSlice {
  Climb climb;
  ClimbTrace trace;
};
ClimbSlice climb_elbo(const Climb& climb, int budget);

}  // namespace vi::core
