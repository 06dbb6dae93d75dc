#include "lesson/arguments.h"
#include "lesson/arithmetic.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

Value normal(const Arguments& a) {
  core::make_normal(real("normal", "mean", a[0]), real("normal", "variance", a[1]));
  return make_object("normal", a);
}

Value normal_sd(const Arguments& a) {
  core::make_normal_sd(real("normal_sd", "mean", a[0]), real("normal_sd", "sd", a[1]));
  return make_object("normal_sd", a);
}

Value kl_sd(const Arguments& a) { return core::kl(as_normal_sd(a[0]), as_normal_sd(a[1])); }
Value kl_variance(const Arguments& a) { return core::kl(as_normal(a[0]), as_normal(a[1])); }
Value entropy_sd(const Arguments& a) { return core::entropy(as_normal_sd(a[0])); }
Value entropy_variance(const Arguments& a) { return core::entropy(as_normal(a[0])); }
Value log_prob_sd(const Arguments& a) { return core::log_prob(as_normal_sd(a[0]), real("log_prob", "x", a[1])); }
Value log_prob_variance(const Arguments& a) { return core::log_prob(as_normal(a[0]), real("log_prob", "x", a[1])); }

Value mean(const Arguments& a) { return a[0].object()->arguments[0]; }
Value variance(const Arguments& a) { return with_variance(a[0]).object()->arguments[1]; }

constexpr FunctionRow rows[] = {
    {"normal(mean, variance)", "", normal, "Univariate normal distribution by its variance.",
     "finite mean, finite variance > 0", "Definition", "\\mathcal{N}(#1,\\,#2)", true},
    {"normal_sd(mean, sd)", "", normal_sd, "Univariate normal distribution by its standard deviation.",
     "finite mean, finite sd > 0", "Definition", "\\mathcal{N}(#1,\\,(#2)^2)", true},
    {"kl(normal_sd(m, s), normal_sd(M, S))", "log(S/s) + (s^2 + (m - M)^2)/(2*S^2) - 1/2", kl_sd,
     "KL divergence of two normals given by standard deviations, in nats; never negative, 0 only if equal.",
     "as normal_sd; inf where it overflows", "Kullback & Leibler 1951; three nonnegative terms, no cancellation",
     kl_tex},
    {"kl(normal(m, v), normal(M, V))", "log(V/v)/2 + (v + (m - M)^2)/(2*V) - 1/2", kl_variance,
     "KL divergence of two normals given by variances, in nats; never negative, 0 only if equal.",
     "as normal; inf where it overflows", "Kullback & Leibler 1951; two nonnegative terms, no cancellation", kl_tex},
    {"entropy(normal_sd(m, s))", "log(2*pi*s^2)/2 + 1/2", entropy_sd, "Differential entropy in nats; may be negative.",
     "as normal_sd", "Shannon 1948", entropy_tex},
    {"entropy(normal(m, v))", "log(2*pi*v)/2 + 1/2", entropy_variance, "Differential entropy in nats; may be negative.",
     "as normal", "Shannon 1948", entropy_tex},
    {"log_prob(normal_sd(m, s), x)", "-log(2*pi*s^2)/2 - (x - m)^2/(2*s^2)", log_prob_sd, "Log density in nats.",
     "finite x", "Definition", log_prob_tex},
    {"log_prob(normal(m, v), x)", "-log(2*pi*v)/2 - (x - m)^2/(2*v)", log_prob_variance, "Log density in nats.",
     "finite x", "Definition", log_prob_tex},
    {"mean(normal(m, v))", "m", mean, "Mean.", "a normal", "Definition", mean_tex, true},
    {"variance(normal(m, v))", "v", variance, "Variance.", "a normal", "Definition", variance_tex, true},
};

}  // namespace

std::span<const FunctionRow> gaussian_functions() { return rows; }

}  // namespace vi::lesson
