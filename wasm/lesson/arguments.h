// What kernels use to read their arguments and make their results.
#pragma once

#include "core/gaussian.h"
#include "core/linear_gaussian.h"
#include "core/multivariate_gaussian.h"
#include "lesson/value.h"

namespace vi::lesson {

// The number in `value`; a type error names function and argument otherwise.
double real(const char* function, const char* argument, const Value& value);

// The normal in `value`, whichever way it was parameterised (normal_sd gives sd * sd).
core::Normal as_normal(const Value& value);
core::NormalSd as_normal_sd(const Value& value);
core::LinearGaussian as_linear_gaussian(const Value& value);

Eigen::VectorXd as_vector(const char* function, const char* argument, const Value& value);
Eigen::MatrixXd as_matrix(const char* function, const char* argument, const Value& value);

// The constructor must be in the table of value.cpp.
Value make_object(const char* constructor, const std::vector<Value>& arguments);
Value to_value(const core::Normal& normal);

// A normal given by its standard deviation, as one given by its variance (exactly, where it is exact).
Value with_variance(const Value& normal);

}  // namespace vi::lesson
