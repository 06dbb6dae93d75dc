#include "core/gamma_functions.h"
#include "core/normal_cdf.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

Value lgamma(const Arguments& a) { return core::log_gamma(real("lgamma", "x", a[0])); }
Value digamma(const Arguments& a) { return core::digamma(real("digamma", "x", a[0])); }
Value trigamma(const Arguments& a) { return core::trigamma(real("trigamma", "x", a[0])); }

Value cdf_sd(const Arguments& a) { return core::cdf(as_normal_sd(a[0]), real("cdf", "x", a[1])); }
Value cdf_variance(const Arguments& a) { return core::cdf(as_normal(a[0]), real("cdf", "x", a[1])); }
Value survival_sd(const Arguments& a) { return core::survival(as_normal_sd(a[0]), real("survival", "x", a[1])); }
Value survival_variance(const Arguments& a) { return core::survival(as_normal(a[0]), real("survival", "x", a[1])); }
Value log_cdf_sd(const Arguments& a) { return core::log_cdf(as_normal_sd(a[0]), real("log_cdf", "x", a[1])); }
Value log_cdf_variance(const Arguments& a) { return core::log_cdf(as_normal(a[0]), real("log_cdf", "x", a[1])); }
Value quantile_sd(const Arguments& a) { return core::quantile(as_normal_sd(a[0]), real("quantile", "u", a[1])); }
Value quantile_variance(const Arguments& a) { return core::quantile(as_normal(a[0]), real("quantile", "u", a[1])); }

constexpr const char* cdf_help = "The probability of a value of at most x.";
constexpr const char* survival_help = "The probability of a value above x, accurate where that is close to 0.";
constexpr const char* log_cdf_help = "The log of the probability of a value of at most x, accurate in both tails.";
constexpr const char* quantile_help = "The value that a draw does not exceed with probability u.";
constexpr const char* any_x = "any x; within 4 ulp";
constexpr const char* tail_source = "Midpoint rule with the pole's term; Hunter & Regan 1972";
constexpr const char* quantile_source = "Halley's method on the cdf and on its logarithm";

constexpr FunctionRow rows[] = {
    {"lgamma(x)", "", lgamma, "The logarithm of the gamma function, accurate also beside its zeros at 1 and 2.",
     "finite x > 0; within 4 ulp", "Stirling's formula; a tangent and what lies above it below 8", "\\log\\Gamma(#1)"},
    {"digamma(x)", "", digamma, "The derivative of lgamma, accurate also beside its zero at 1.4616.",
     "finite x > 0; within 4 ulp", "Stirling's formula; the integral of trigamma from the zero", "\\psi(#1)"},
    {"trigamma(x)", "", trigamma, "The second derivative of lgamma; > 0.", "finite x > 0; within 4 ulp",
     "Stirling's formula", "\\psi'(#1)"},
    {"cdf(normal_sd(m, s), x)", "", cdf_sd, cdf_help, any_x, tail_source, "F_{#1}(#2)"},
    {"cdf(normal(m, v), x)", "", cdf_variance, cdf_help, any_x, tail_source, "F_{#1}(#2)"},
    {"survival(normal_sd(m, s), x)", "", survival_sd, survival_help, any_x, tail_source, "\\bar F_{#1}(#2)"},
    {"survival(normal(m, v), x)", "", survival_variance, survival_help, any_x, tail_source, "\\bar F_{#1}(#2)"},
    {"log_cdf(normal_sd(m, s), x)", "", log_cdf_sd, log_cdf_help, any_x, tail_source, "\\log F_{#1}(#2)"},
    {"log_cdf(normal(m, v), x)", "", log_cdf_variance, log_cdf_help, any_x, tail_source, "\\log F_{#1}(#2)"},
    {"quantile(normal_sd(m, s), u)", "", quantile_sd, quantile_help, "0 <= u <= 1; -inf and inf at the ends",
     quantile_source, "F^{-1}_{#1}(#2)"},
    {"quantile(normal(m, v), u)", "", quantile_variance, quantile_help, "0 <= u <= 1; -inf and inf at the ends",
     quantile_source, "F^{-1}_{#1}(#2)"},
};

}  // namespace

std::span<const FunctionRow> special_functions() { return rows; }

}  // namespace vi::lesson
