#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/error.h"
#include "core/special.h"
#include "lesson/arguments.h"
#include "lesson/arithmetic.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

Number checked_number(const char* function, const Value& value) {
  core::require_number(function, "x", real(function, "x", value));
  return *value.number();
}

Value log_of(const Arguments& a) {
  const Number x = checked_number("log", a[0]);
  core::require_nonnegative("log", "x", x.value);
  return Number{std::log(x.value), x.exact ? log(*x.exact) : std::nullopt};
}

Value sqrt_of(const Arguments& a) {
  const Number x = checked_number("sqrt", a[0]);
  core::require_nonnegative("sqrt", "x", x.value);
  return Number{std::sqrt(x.value), x.exact ? sqrt(*x.exact) : std::nullopt};
}

Value exp_of(const Arguments& a) { return std::exp(checked_number("exp", a[0]).value); }

Value abs_of(const Arguments& a) {
  const Number x = checked_number("abs", a[0]);
  return x.value < 0 ? negated(x, true) : x;
}

Value min_of(const Arguments& a) {
  const Number x = checked_number("min", a[0]);
  const Number y = checked_number("min", a[1]);
  return comparison(Operator::at_most, x, y) ? x : y;
}

Value max_of(const Arguments& a) {
  const Number x = checked_number("max", a[0]);
  const Number y = checked_number("max", a[1]);
  return comparison(Operator::at_least, x, y) ? x : y;
}

// log(1 + x), with -inf at -1.
Value log1p_of(const Arguments& a) {
  const double x = checked_number("log1p", a[0]).value;
  core::require_at_least("log1p", "x", x, -1);
  return std::log1p(x);
}

Value expm1_of(const Arguments& a) { return std::expm1(checked_number("expm1", a[0]).value); }
Value x_minus_log1p_of(const Arguments& a) { return core::x_minus_log1p(real("x_minus_log1p", "x", a[0])); }
Value bregman_phi_of(const Arguments& a) { return core::bregman_phi(real("bregman_phi", "x", a[0])); }
Value expm1_minus_x_of(const Arguments& a) { return core::expm1_minus_x(real("expm1_minus_x", "x", a[0])); }

// Where a value has no exact form the list is returned as it is: still in proportion, no longer whole.
Value clear_of(const Arguments& a) {
  std::vector<Rational> rationals;
  for (const auto& value : a) {
    checked_number("clear", value);
    const auto exact = value.number()->exact;
    const auto rational = exact ? exact->rational() : std::nullopt;
    if (rational) rationals.push_back(*rational);
  }
  if (rationals.size() < a.size()) return a;
  const auto whole = coprime_integers(rationals);
  if (!whole) fail(Code::limit, {"clear: the whole numbers in this proportion do not fit 64 bits"});
  std::vector<Value> list;
  for (const auto n : *whole) list.push_back(Number{static_cast<double>(n), Exact(Rational{n, 1})});
  return make_list(list);
}

constexpr FunctionRow rows[] = {
    {"log(x)", "", log_of, "Natural logarithm.", "x >= 0; log(0) = -inf", "DLMF 4.2.2", "\\log #1", true},
    {"exp(x)", "", exp_of, "Exponential.", "any x; overflow is inf", "DLMF 4.2.19", "\\exp(#1)"},
    {"sqrt(x)", "", sqrt_of, "Square root.", "x >= 0", "IEEE 754", "\\sqrt{#1}", true},
    {"abs(x)", "", abs_of, "Absolute value.", "any x", "IEEE 754", "\\lvert #1\\rvert", true},
    {"min(x, y)", "", min_of, "The smaller of two numbers.", "any x, y", "IEEE 754", "\\min(#1, #2)", true},
    {"max(x, y)", "", max_of, "The larger of two numbers.", "any x, y", "IEEE 754", "\\max(#1, #2)", true},
    {"log1p(x)", "log(1 + x)", log1p_of, "log(1 + x), accurate for small x.", "x >= -1; log1p(-1) = -inf", "DLMF 4.6.1",
     "\\log(1 + #1)"},
    {"expm1(x)", "exp(x) - 1", expm1_of, "exp(x) - 1, accurate for small x.", "any x",
     "DLMF 4.2.19 without its first term", "(e^{#1} - 1)"},
    {"x_minus_log1p(x)", "x - log(1 + x)", x_minus_log1p_of,
     "x - log(1 + x) without cancellation: the kernel of every Gaussian KL; >= 0, and 0 only at 0.",
     "x >= -1; inf at -1", "Series in x/(2 + x)", "h(#1)"},
    {"bregman_phi(x)", "(1 + x)*log(1 + x) - x", bregman_phi_of,
     "(1 + x) log(1 + x) - x without cancellation: the kernel of the categorical KL; >= 0, and 0 only at 0.",
     "x >= -1; 1 at -1", "Series in x/(2 + x)", "\\varphi(#1)"},
    {"expm1_minus_x(x)", "exp(x) - 1 - x", expm1_minus_x_of, "exp(x) - 1 - x without cancellation; >= 0.", "any x",
     "Taylor series near 0", "(e^{#1} - 1 - #1)"},
    {"clear(...)", "", clear_of,
     "The same proportions in whole numbers without a common factor: clear(5/8, -1) = [5, -8].", "exact rationals",
     "Euclid, Elements VII.2: greatest common measure", "", true},
};

}  // namespace

std::span<const FunctionRow> elementary_functions() { return rows; }

}  // namespace vi::lesson
