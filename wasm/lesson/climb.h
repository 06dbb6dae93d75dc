// A climb of the ELBO as values: what starts one, and its trace. Its task is in tasks.h.
#pragma once

#include <vector>

#include "core/elbo_climb.h"
#include "lesson/value.h"

namespace vi::lesson {

// From a linear_gaussian, a number, a normal and {method, steps, estimator, seed}: a method such as adam(1/20), a whole
// number, and, for sampled gradients, an estimator such as reparameterised(16) and a whole seed (1 if left out).
core::Climb climb_of(const Value& model, const Value& x, const Value& q, const Value& options);

// {elbo: […], mean: […], variance: […]}
std::vector<RecordField> fields_of(const core::ClimbTrace& trace);

}  // namespace vi::lesson
