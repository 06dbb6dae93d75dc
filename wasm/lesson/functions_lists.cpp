#include "core/check.h"
#include "core/error.h"
#include "lesson/arguments.h"
#include "lesson/arithmetic.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

Number total_of(const std::vector<Number>& numbers) {
  Number total{0, Exact(Rational{0, 1})};
  for (const auto& number : numbers) total = arithmetic(Operator::add, total, number, true);
  return total;
}

Value sum(const Arguments& a) { return total_of(as_numbers("sum", "list", a[0])); }

Value dot(const Arguments& a) {
  auto left = as_numbers("dot", "a", a[0]);
  const auto right = as_numbers("dot", "b", a[1]);
  core::require_same_size("dot", "b", std::ptrdiff_t(right.size()), std::ptrdiff_t(left.size()));
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = arithmetic(Operator::multiply, left[i], right[i], true);
  return total_of(left);
}

Value normalized(const Arguments& a) {
  const auto weights = as_numbers("normalized", "weights", a[0]);
  for (const auto& weight : weights) core::require_nonnegative("normalized", "weights", weight.value);
  const Number total = total_of(weights);
  core::require_positive("normalized", "the sum of the weights", total.value);
  std::vector<Value> shares;
  for (const auto& weight : weights) shares.emplace_back(arithmetic(Operator::divide, weight, total, true));
  return make_list(std::move(shares));
}

constexpr FunctionRow rows[] = {
    {"sum(list)", "", sum, "The sum of a list of numbers; 0 of an empty one.", "a list of numbers", "IEEE 754",
     "\\textstyle\\sum #1", true},
    {"dot(a, b)", "", dot, "The sum of the products of two lists: an expectation, if one holds probabilities.",
     "two lists of the same length", "IEEE 754", "\\langle #1,\\,#2\\rangle", true},
    {"normalized(weights)", "", normalized, "The weights divided by their sum.", "weights >= 0, not all 0",
     "Definition", "\\frac{#1}{\\sum #1}", true},
};

}  // namespace

std::span<const FunctionRow> list_functions() { return rows; }

}  // namespace vi::lesson
