#include "lesson/arithmetic.h"

#include <cmath>
#include <cstdlib>

#include "core/error.h"

namespace vi::lesson {
namespace {

constexpr int largest_whole_power = 64;

double whole_power(double base, int exponent) {
  double result = 1;
  for (; exponent > 0; exponent /= 2, base *= base) {
    if (exponent % 2 == 1) result *= base;
  }
  return result;
}

// The C library's pow would bring tables of 6 KB for the last ulp of powers that lessons hardly use.
double power_of(double base, double exponent) {
  if (exponent == 0.5) return std::sqrt(base);
  if (exponent == std::floor(exponent) && std::fabs(exponent) <= largest_whole_power) {
    const double size = whole_power(base, static_cast<int>(std::fabs(exponent)));
    return exponent < 0 ? 1 / size : size;
  }
  if (base == 0) return exponent > 0 ? 0 : HUGE_VAL;
  if (base == 1) return 1;
  if (base < 0 && exponent == std::floor(exponent)) {
    const double size = std::exp(exponent * std::log(-base));
    return std::fmod(exponent, 2) == 0 ? size : -size;
  }
  return std::exp(exponent * std::log(base));
}

double in_doubles(Operator operation, double a, double b) {
  switch (operation) {
    case Operator::add: return a + b;
    case Operator::subtract: return a - b;
    case Operator::multiply: return a * b;
    case Operator::divide: return a / b;
    default: return power_of(a, b);
  }
}

MaybeExact exact_power(const Exact& base, const Exact& exponent) {
  const auto n = exponent.rational();
  if (!n) return std::nullopt;
  if (*n == Rational{1, 2}) return sqrt(base);
  if (!n->is_integer() || std::abs(n->numerator) > largest_whole_power) return std::nullopt;
  return power(base, static_cast<int>(n->numerator));
}

MaybeExact in_exact(Operator operation, const Exact& a, const Exact& b) {
  switch (operation) {
    case Operator::add: return add(a, b);
    case Operator::subtract: return subtract(a, b);
    case Operator::multiply: return multiply(a, b);
    case Operator::divide: return divide(a, b);
    default: return exact_power(a, b);
  }
}

void refuse_undefined(Operator operation, double a, double b) {
  if (operation == Operator::divide && b == 0) fail(Code::domain, {"division by zero"});
  if (operation == Operator::power && a == 0 && b < 0) fail(Code::domain, {"zero to a negative power"});
}

int order(const Number& left, const Number& right) {
  if (left.exact && right.exact) {
    const auto difference = subtract(*left.exact, *right.exact);
    const auto rational = difference ? difference->rational() : std::nullopt;
    if (rational) return rational->numerator < 0 ? -1 : rational->numerator > 0 ? 1 : 0;
  }
  return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
}

}  // namespace

Number arithmetic(Operator operation, const Number& left, const Number& right, bool exact) {
  refuse_undefined(operation, left.value, right.value);
  Number result{in_doubles(operation, left.value, right.value), std::nullopt};
  if (std::isnan(result.value) && !std::isnan(left.value) && !std::isnan(right.value)) {
    fail(Code::domain, {"\"", text_of(operation), "\" has no value here: the result is not a number"});
  }
  if (exact && left.exact && right.exact) result.exact = in_exact(operation, *left.exact, *right.exact);
  return result;
}

bool comparison(Operator operation, const Number& left, const Number& right) {
  if (std::isnan(left.value) || std::isnan(right.value)) return operation == Operator::unequal;
  const int sign = order(left, right);
  switch (operation) {
    case Operator::less: return sign < 0;
    case Operator::at_most: return sign <= 0;
    case Operator::greater: return sign > 0;
    case Operator::at_least: return sign >= 0;
    case Operator::equal: return sign == 0;
    default: return sign != 0;
  }
}

Number negated(const Number& operand, bool exact) {
  Number result{-operand.value, std::nullopt};
  if (exact && operand.exact) result.exact = negate(*operand.exact);
  return result;
}

}  // namespace vi::lesson
