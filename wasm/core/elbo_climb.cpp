#include "core/elbo_climb.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/normal_draw.h"

namespace vi::core {
namespace {

constexpr const char* who = "climb_elbo";

// The exact gradient, or the mean of as many draws of the estimator.
ElboGradient next_gradient(Climb& climb) {
  if (climb.samples == 0) return elbo_gradient(climb.model, climb.x, climb.q);
  const EstimatorTerms at = estimator_terms(climb.model, climb.x, climb.q);
  ElboGradient sum{0, 0};
  for (int i = 0; i < climb.samples; ++i) {
    const ElboGradient draw = gradient_draw(climb.estimator, at, normal_draw(climb.generator));
    sum.mean += draw.mean;
    sum.log_sd += draw.log_sd;
  }
  return {sum.mean / climb.samples, sum.log_sd / climb.samples};
}

Normal moved(const Normal& q, const Eigen::VectorXd& update) {
  return make_normal(q.mean + update(0), q.variance * std::exp(2 * update(1)));
}

Normal next_q(Climb& climb, const ElboGradient& gradient) {
  const Eigen::VectorXd both{{gradient.mean, gradient.log_sd}};
  switch (climb.method) {
    case Ascent::natural_gradient: return natural_gradient_update(gradient, climb.q, climb.rate).q;
    case Ascent::gradient_ascent: return moved(climb.q, gradient_ascent_update(both, climb.rate));
    case Ascent::adam: break;
  }
  AdamUpdate next = adam_update(both, climb.adam, climb.rate);
  climb.adam = std::move(next.state);
  return moved(climb.q, next.update);
}

void take_step(Climb& climb) {
  ++climb.step;
  try {
    climb.q = next_q(climb, next_gradient(climb));
  } catch (const Error& error) {
    fail(error.code, {who, ": step ", climb.step, ": ", without_name(error)}, {},
         "take a smaller rate, or more samples");
  }
}

}  // namespace

void check(const Climb& climb) {
  elbo(climb.model, climb.x, climb.q);
  require_positive(who, "rate", climb.rate);
  require_count(who, "samples", climb.samples, 0, max_climb_samples);
  require_count(who, "steps", climb.steps, 1, max_climb_steps);
  require_count(who, "step", climb.step, 0, climb.steps);
  const Eigen::VectorXd still = Eigen::VectorXd::Zero(2);
  adam_update(still, climb.adam, climb.rate);
}

void add(ClimbTrace& trace, const Climb& climb) {
  trace.elbo.push_back(elbo(climb.model, climb.x, climb.q));
  trace.mean.push_back(climb.q.mean);
  trace.variance.push_back(climb.q.variance);
}

void append(ClimbTrace& trace, const ClimbTrace& later) {
  trace.elbo.insert(trace.elbo.end(), later.elbo.begin(), later.elbo.end());
  trace.mean.insert(trace.mean.end(), later.mean.begin(), later.mean.end());
  trace.variance.insert(trace.variance.end(), later.variance.begin(), later.variance.end());
}

ClimbSlice climb_elbo(const Climb& climb, int budget) {
  check(climb);
  require_count(who, "budget", budget, 1, max_slice_steps);
  ClimbSlice slice{climb, {}};
  for (int left = std::min(budget, climb.steps - climb.step); left > 0; --left) {
    take_step(slice.climb);
    add(slice.trace, slice.climb);
  }
  return slice;
}

}  // namespace vi::core
