// What kernels use to read their arguments and make their results.
#pragma once

#include <initializer_list>
#include <utility>
#include <vector>

#include "core/categorical.h"
#include "core/gaussian.h"
#include "core/linear_gaussian.h"
#include "core/mixture.h"
#include "core/multivariate_gaussian.h"
#include "lesson/value.h"

namespace vi::lesson {

// The number in `value`; a type error names function and argument otherwise.
double real(const char* function, const char* argument, const Value& value);

// The number at a place of a list; a type error names the place, too: "x[1]".
double entry(const char* function, std::string_view argument, const List& list, std::size_t place);

// The normal in `value`, whichever way it was parameterised (normal_sd gives sd * sd).
core::Normal as_normal(const Value& value);
core::NormalSd as_normal_sd(const Value& value);
core::LinearGaussian as_linear_gaussian(const Value& value);

// Whether it is a normal, diagonal or multivariate, by whichever scale; and that as a Gaussian vector.
bool is_gaussian(const Value& value);
core::GaussianVector as_gaussian(const Value& value);

Eigen::VectorXd as_vector(const char* function, const char* argument, const Value& value);
Eigen::MatrixXd as_matrix(const char* function, const char* argument, const Value& value);
// A list of rows; a list of numbers is a column, and a number the one entry of a matrix.
Eigen::MatrixXd as_entries(const char* function, const char* argument, const Value& value);

// The constructor must be in the table of value.cpp.
Value make_object(const char* constructor, const std::vector<Value>& arguments);
// The same with arguments that lie in the arena already.
Value make_object(const char* constructor, List arguments);
Value to_value(const core::Normal& normal);

// The argument of a constructor, by its place: the weights of a categorical.
const Value& argument_of(const Value& object, std::size_t place);
core::Categorical as_categorical(const Value& value);
core::CategoricalLogits as_categorical_logits(const Value& value);

core::Mixture as_mixture(const Value& value);

// A list of normals, by their standard deviations.
std::vector<core::NormalSd> as_normals(const char* function, const char* argument, const Value& value);

// A distribution over actions as a list of weights or as a categorical.
Eigen::VectorXd as_weights(const char* function, const char* argument, const Value& value);

// The numbers of a list, with their exact forms.
std::vector<Number> as_numbers(const char* function, const char* argument, const Value& value);

// A whole number in that range.
int as_count(const char* function, const char* argument, const Value& value, int least = 0, int most = 1'000'000'000);

// A whole number from 0 to 1e9, for a generator.
inline std::uint64_t as_seed(const char* function, const Value& value) {
  return static_cast<std::uint64_t>(as_count(function, "seed", value));
}

// The field of that name, or null if there is none or the value is no record.
const Value* optional_field(const Value& value, std::string_view name);

// The field of that name; a type error says that `what` must have it, and `hint` how to write it.
const Value& required_field(const char* function, const char* what, const Value& value, std::string_view name,
                            const char* hint);

// A type error with a did-you-mean for a field that is not among `known`, or if `value` is no record.
const Record& require_only(const char* function, const char* what, const Value& value,
                           const std::vector<std::string_view>& known);

// A type error unless the value was made by a constructor of that kind ("method", "estimator"); `hint` names some.
const Object& require_kind(const char* function, const Value& value, std::string_view kind, const char* hint);

Value list_of(const Eigen::VectorXd& vector);
Value list_of(const std::vector<double>& numbers);
Value list_of(const Eigen::MatrixXd& rows);
Value record_of(std::initializer_list<RecordField> fields);

// A normal or diagonal normal given by standard deviations, as one given by variances (exactly, where it is exact).
Value with_variance(const Value& normal);

}  // namespace vi::lesson
