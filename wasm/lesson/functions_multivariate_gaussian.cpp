#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

Value mvn(const Arguments& a) {
  core::make_multivariate_normal(as_vector("mvn", "mean", a[0]), as_matrix("mvn", "covariance", a[1]));
  return make_object("mvn", a);
}

Value mvn_tril(const Arguments& a) {
  core::make_multivariate_normal_tril(as_vector("mvn_tril", "mean", a[0]), as_matrix("mvn_tril", "scale_tril", a[1]));
  return make_object("mvn_tril", a);
}

Value diagonal_normal(const Arguments& a) {
  constexpr const char* who = "diagonal_normal";
  core::make_diagonal_normal(as_vector(who, "mean", a[0]), as_vector(who, "variance", a[1]));
  return make_object(who, a);
}

Value diagonal_normal_sd(const Arguments& a) {
  constexpr const char* who = "diagonal_normal_sd";
  core::make_diagonal_normal_sd(as_vector(who, "mean", a[0]), as_vector(who, "sd", a[1]));
  return make_object(who, a);
}

Value kl(const Arguments& a) { return core::kl(as_gaussian(a[0]), as_gaussian(a[1])); }
Value entropy(const Arguments& a) { return core::entropy(as_gaussian(a[0])); }
Value log_prob(const Arguments& a) { return core::log_prob(as_gaussian(a[0]), as_vector("log_prob", "x", a[1])); }
Value mean(const Arguments& a) { return a[0].object()->arguments[0]; }

// The diagonal of a covariance is taken as it was written, with its exact forms.
Value variance(const Arguments& a) {
  const Value by_variance = with_variance(a[0]);
  const auto& [constructor, parts] = *by_variance.object();
  if (constructor->name == "mvn_tril") return list_of(core::variance(as_gaussian(a[0])));
  if (constructor->name == "diagonal_normal") return parts[1];
  std::vector<Value> diagonal;
  const List& rows = *parts[1].list();
  for (std::size_t i = 0; i < rows.size(); ++i) diagonal.push_back((*rows[i].list())[i]);
  return make_list(diagonal);
}

Value covariance(const Arguments& a) {
  const auto& [constructor, parts] = *a[0].object();
  return constructor->name == "mvn" ? parts[1] : list_of(core::covariance(as_gaussian(a[0])));
}

constexpr const char* any_of = "a Gaussian by covariance, factor, variances or standard deviations";

constexpr FunctionRow rows[] = {
    {"diagonal_normal(mean, variance)", "", diagonal_normal, "Independent normals by their variances.",
     "finite means, variances > 0, at most 64 dimensions", "Definition", "\\mathcal{N}(#1,\\,\\operatorname{diag}(#2))",
     true},
    {"diagonal_normal_sd(mean, sd)", "", diagonal_normal_sd, "Independent normals by their standard deviations.",
     "finite means, sds > 0, at most 64 dimensions", "Definition", "\\mathcal{N}(#1,\\,\\operatorname{diag}(#2)^2)",
     true},
    {"mvn(mean, covariance)", "", mvn, "Multivariate normal distribution by its covariance matrix.",
     "symmetric positive definite covariance, at most 64 dimensions", "Definition", "\\mathcal{N}(#1,\\,#2)", true},
    {"mvn_tril(mean, scale_tril)", "", mvn_tril,
     "Multivariate normal distribution by the lower triangular factor L of its covariance L L^T.",
     "lower triangular, positive diagonal, at most 64 dimensions", "Definition", "\\mathcal{N}(#1,\\,L L^\\top)", true},
    {"kl(mvn(m, S), mvn(M, T))", "", kl,
     "KL divergence of any two Gaussians of the same dimension, in nats; never negative, 0 only if equal.", any_of,
     "Kullback & Leibler 1951; nonnegative terms of L_p^-1 (L_q - L_p), no cancellation", kl_tex},
    {"entropy(mvn(m, S))", "", entropy, "Differential entropy in nats; may be negative.", any_of,
     "Shannon 1948, by Cholesky", entropy_tex},
    {"log_prob(mvn(m, S), x)", "", log_prob, "Log density in nats.", "x of the same length", "Definition",
     log_prob_tex},
    {"mean(mvn(m, S))", "", mean, "Mean.", any_of, "Definition", mean_tex, true},
    {"variance(mvn(m, S))", "", variance, "The variances of the coordinates.", any_of, "Definition", variance_tex,
     true},
    {"covariance(mvn(m, S))", "", covariance, "The covariance matrix.", any_of, "Definition", "\\mathrm{Cov}[#1]",
     true},
};

}  // namespace

std::span<const FunctionRow> multivariate_gaussian_functions() { return rows; }

}  // namespace vi::lesson
