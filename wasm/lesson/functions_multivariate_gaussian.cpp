#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

core::MultivariateNormal as_mvn(const Value& value) {
  const auto& a = value.object()->arguments;
  return {as_vector("mvn", "mean", a[0]), as_matrix("mvn", "covariance", a[1])};
}

core::MultivariateNormalTril as_mvn_tril(const Value& value) {
  const auto& a = value.object()->arguments;
  return {as_vector("mvn_tril", "mean", a[0]), as_matrix("mvn_tril", "scale_tril", a[1])};
}

Value mvn(const Arguments& a) {
  core::make_multivariate_normal(as_vector("mvn", "mean", a[0]), as_matrix("mvn", "covariance", a[1]));
  return make_object("mvn", a);
}

Value mvn_tril(const Arguments& a) {
  core::make_multivariate_normal_tril(as_vector("mvn_tril", "mean", a[0]), as_matrix("mvn_tril", "scale_tril", a[1]));
  return make_object("mvn_tril", a);
}

Value entropy(const Arguments& a) { return core::entropy(as_mvn(a[0])); }
Value entropy_tril(const Arguments& a) { return core::entropy(as_mvn_tril(a[0])); }
Value log_prob(const Arguments& a) { return core::log_prob(as_mvn(a[0]), as_vector("log_prob", "x", a[1])); }
Value log_prob_tril(const Arguments& a) { return core::log_prob(as_mvn_tril(a[0]), as_vector("log_prob", "x", a[1])); }

Value mean(const Arguments& a) { return a[0].object()->arguments[0]; }

constexpr FunctionRow rows[] = {
    {"mvn(mean, covariance)", "", mvn, "Multivariate normal distribution by its covariance matrix.",
     "symmetric positive definite covariance, at most 64 dimensions", "Definition", "\\mathcal{N}(#1,\\,#2)", true},
    {"mvn_tril(mean, scale_tril)", "", mvn_tril,
     "Multivariate normal distribution by the lower triangular factor L of its covariance L L^T.",
     "lower triangular, positive diagonal, at most 64 dimensions", "Definition", "\\mathcal{N}(#1,\\,L L^\\top)", true},
    {"entropy(mvn(m, S))", "", entropy, "Differential entropy in nats; may be negative.", "as mvn",
     "Shannon 1948, by Cholesky", "\\mathrm{H}(#1)"},
    {"entropy(mvn_tril(m, L))", "", entropy_tril, "Differential entropy in nats; may be negative.", "as mvn_tril",
     "Shannon 1948", "\\mathrm{H}(#1)"},
    {"log_prob(mvn(m, S), x)", "", log_prob, "Log density in nats.", "as mvn, x of the same length", "Definition",
     "\\log #1(#2)"},
    {"log_prob(mvn_tril(m, L), x)", "", log_prob_tril, "Log density in nats.", "as mvn_tril, x of the same length",
     "Definition", "\\log #1(#2)"},
    {"mean(mvn(m, S))", "", mean, "Mean.", "as mvn", "Definition", "\\mathbb{E}[#1]", true},
    {"mean(mvn_tril(m, L))", "", mean, "Mean.", "as mvn_tril", "Definition", "\\mathbb{E}[#1]", true},
};

}  // namespace

std::span<const FunctionRow> multivariate_gaussian_functions() { return rows; }

}  // namespace vi::lesson
