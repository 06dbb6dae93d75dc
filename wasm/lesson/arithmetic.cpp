#include "lesson/arithmetic.h"

#include <cmath>

#include "core/error.h"

namespace vi::lesson {
namespace {

double power_of(double base, double exponent) {
  if (exponent == 2) return base * base;
  return std::pow(base, exponent);
}

double in_doubles(char operation, double a, double b) {
  switch (operation) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return a / b;
    default: return power_of(a, b);
  }
}

MaybeExact exact_power(const Exact& base, const Exact& exponent) {
  const auto n = exponent.rational();
  if (!n) return std::nullopt;
  if (*n == Rational{1, 2}) return sqrt(base);
  if (!n->is_integer() || n->numerator > 64 || n->numerator < -64) return std::nullopt;
  return power(base, static_cast<int>(n->numerator));
}

MaybeExact in_exact(char operation, const Exact& a, const Exact& b) {
  switch (operation) {
    case '+': return add(a, b);
    case '-': return subtract(a, b);
    case '*': return multiply(a, b);
    case '/': return divide(a, b);
    default: return exact_power(a, b);
  }
}

void refuse_undefined(char operation, double a, double b) {
  if (operation == '/' && b == 0) fail(Code::domain, {"division by zero"});
  if (operation == '^' && a == 0 && b < 0) fail(Code::domain, {"zero to a negative power"});
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

Number arithmetic(const std::string& operation, const Number& left, const Number& right, bool exact) {
  const char op = operation[0];
  refuse_undefined(op, left.value, right.value);
  Number result{in_doubles(op, left.value, right.value), std::nullopt};
  if (std::isnan(result.value) && !std::isnan(left.value) && !std::isnan(right.value)) {
    fail(Code::domain, {"\"", operation, "\" has no value here: the result is not a number"});
  }
  if (exact && left.exact && right.exact) result.exact = in_exact(op, *left.exact, *right.exact);
  return result;
}

bool comparison(const std::string& operation, const Number& left, const Number& right) {
  if (std::isnan(left.value) || std::isnan(right.value)) return operation == "!=";
  const int sign = order(left, right);
  if (operation == "<") return sign < 0;
  if (operation == "<=") return sign <= 0;
  if (operation == ">") return sign > 0;
  if (operation == ">=") return sign >= 0;
  return (operation == "==") == (sign == 0);
}

Number negated(const Number& operand, bool exact) {
  Number result{-operand.value, std::nullopt};
  if (exact && operand.exact) result.exact = negate(*operand.exact);
  return result;
}

}  // namespace vi::lesson
