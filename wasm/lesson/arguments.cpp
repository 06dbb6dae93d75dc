#include "lesson/arguments.h"

#include "core/error.h"
#include "core/text.h"
#include "lesson/arithmetic.h"

namespace vi::lesson {
namespace {

const List& as_list(const char* function, const char* argument, const Value& value) {
  if (value.list() == nullptr) {
    fail(Code::type, {function, ": ", argument, " must be a list, got ", value.described()});
  }
  return *value.list();
}

}  // namespace

double real(const char* function, const char* argument, const Value& value) {
  if (const auto* number = value.number()) return number->value;
  fail(Code::type, {function, ": ", argument, " must be a number, got ", value.described()});
}

double entry(const char* function, std::string_view argument, const List& list, std::size_t place) {
  if (const auto* number = list[place].number()) return number->value;
  fail(Code::type, {function, ": ", argument, "[", place, "] must be a number, got ", list[place].described()});
}

core::Normal as_normal(const Value& value) {
  const Value normal = with_variance(value);
  const auto& arguments = normal.object()->arguments;
  return {arguments[0].number()->value, arguments[1].number()->value};
}

core::NormalSd as_normal_sd(const Value& value) {
  const auto& arguments = value.object()->arguments;
  return {arguments[0].number()->value, arguments[1].number()->value};
}

core::LinearGaussian as_linear_gaussian(const Value& value) {
  const auto& arguments = value.object()->arguments;
  return {as_normal(arguments[0]), arguments[1].number()->value, arguments[2].number()->value,
          arguments[3].number()->value};
}

bool is_gaussian(const Value& value) {
  const auto* object = value.object();
  if (object == nullptr) return false;
  const std::string_view family = object->constructor->family;
  return family == "normal" || family == "diagonal_normal" || family == "multivariate_normal";
}

core::GaussianVector as_gaussian(const Value& value) {
  const auto& [constructor, arguments] = *value.object();
  const std::string_view name = constructor->name;
  if (name == "normal" || name == "normal_sd") {
    const Eigen::VectorXd centre = Eigen::VectorXd::Constant(1, arguments[0].number()->value);
    const Eigen::VectorXd scale = Eigen::VectorXd::Constant(1, arguments[1].number()->value);
    if (name == "normal") return core::DiagonalNormal{centre, scale};
    return core::DiagonalNormalSd{centre, scale};
  }
  const char* who = constructor->name.data();
  Eigen::VectorXd centre = as_vector(who, "mean", arguments[0]);
  if (name == "mvn") return core::MultivariateNormal{centre, as_matrix(who, "covariance", arguments[1])};
  if (name == "mvn_tril") return core::MultivariateNormalTril{centre, as_matrix(who, "scale_tril", arguments[1])};
  if (name == "diagonal_normal") return core::DiagonalNormal{centre, as_vector(who, "variance", arguments[1])};
  return core::DiagonalNormalSd{centre, as_vector(who, "sd", arguments[1])};
}

Eigen::VectorXd as_vector(const char* function, const char* argument, const Value& value) {
  const List& list = as_list(function, argument, value);
  Eigen::VectorXd vector(static_cast<Eigen::Index>(list.size()));
  for (std::size_t i = 0; i < list.size(); ++i)
    vector(static_cast<Eigen::Index>(i)) = entry(function, argument, list, i);
  return vector;
}

Eigen::MatrixXd as_matrix(const char* function, const char* argument, const Value& value) {
  const List& rows = as_list(function, argument, value);
  const std::size_t columns = rows.empty() ? 0 : as_list(function, argument, rows[0]).size();
  Eigen::MatrixXd matrix(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const List& row = as_list(function, argument, rows[i]);
    if (row.size() != columns) {
      fail(Code::domain, {function, ": the rows of ", argument, " must have the same length, but [", i, "] has ",
                          row.size(), " and [0] ", columns});
    }
    for (std::size_t j = 0; j < columns; ++j) {
      if (row[j].number() == nullptr) entry(function, join({argument, "[", i, "]"}), row, j);
      matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = row[j].number()->value;
    }
  }
  return matrix;
}

Eigen::MatrixXd as_entries(const char* function, const char* argument, const Value& value) {
  if (value.number() != nullptr) return Eigen::MatrixXd::Constant(1, 1, value.number()->value);
  const List* list = value.list();
  if (list != nullptr && !list->empty() && list->front().list() != nullptr) return as_matrix(function, argument, value);
  return as_vector(function, argument, value);
}

Value make_object(const char* constructor, const std::vector<Value>& arguments) {
  return make_object(*find_constructor(constructor), arguments);
}

Value make_object(const char* constructor, List arguments) { return Object{find_constructor(constructor), arguments}; }

Value to_value(const core::Normal& normal) { return make_object("normal", {normal.mean, normal.variance}); }

Value with_variance(const Value& normal) {
  const auto* object = normal.object();
  const auto square = [](const Value& sd) { return arithmetic(Operator::multiply, *sd.number(), *sd.number(), true); };
  if (object->constructor->name == "normal_sd")
    return make_object("normal", {object->arguments[0], square(object->arguments[1])});
  if (object->constructor->name != "diagonal_normal_sd") return normal;
  std::vector<Value> variances;
  for (const Value& sd : *object->arguments[1].list()) variances.push_back(square(sd));
  return make_object("diagonal_normal", {object->arguments[0], make_list(variances)});
}

}  // namespace vi::lesson
