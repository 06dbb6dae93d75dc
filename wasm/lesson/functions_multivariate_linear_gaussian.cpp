#include "core/mean_field.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

using Model = core::MultivariateLinearGaussian;

// A list of numbers, or a number as the one entry of a vector.
Eigen::VectorXd as_column(const char* function, const char* argument, const Value& value) {
  if (value.number() != nullptr) return Eigen::VectorXd::Constant(1, value.number()->value);
  return as_vector(function, argument, value);
}

Model as_model(const Value& value) {
  constexpr const char* who = "linear_gaussian";
  const List& a = value.object()->arguments;
  return {as_gaussian(a[0]), as_entries(who, "slope", a[1]), as_column(who, "offset", a[2]),
          as_entries(who, "noise_covariance", a[3])};
}

Value to_value(const core::MultivariateNormal& normal) {
  return make_object("mvn", {list_of(normal.mean), list_of(normal.covariance)});
}

Value to_record(const core::MeanField& q) {
  return record_of({{"mean", list_of(q.mean)}, {"variance", list_of(q.variance)}, {"gap", q.gap}});
}

Value linear_gaussian(const Arguments& a) {
  const Value model = make_object("linear_gaussian", {with_variance(a[0]), a[1], a[2], a[3]});
  core::check(as_model(model));
  return model;
}

Value posterior(const Arguments& a) {
  return to_value(core::posterior(as_model(a[0]), as_column("posterior", "x", a[1])));
}
Value marginal(const Arguments& a) { return to_value(core::marginal(as_model(a[0]))); }
Value log_evidence(const Arguments& a) {
  return core::log_evidence(as_model(a[0]), as_column("log_evidence", "x", a[1]));
}
Value expected_log_likelihood(const Arguments& a) {
  return core::expected_log_likelihood(as_model(a[0]), as_column("expected_log_likelihood", "x", a[1]),
                                       as_gaussian(a[2]));
}
Value expected_log_joint(const Arguments& a) {
  return core::expected_log_joint(as_model(a[0]), as_column("expected_log_joint", "x", a[1]), as_gaussian(a[2]));
}
Value elbo(const Arguments& a) { return core::elbo(as_model(a[0]), as_column("elbo", "x", a[1]), as_gaussian(a[2])); }
Value elbo_gap(const Arguments& a) {
  return core::elbo_gap(as_model(a[0]), as_column("elbo_gap", "x", a[1]), as_gaussian(a[2]));
}
Value elbo_gradient(const Arguments& a) {
  const auto gradient = core::elbo_gradient(as_model(a[0]), as_column("elbo_gradient", "x", a[1]), as_gaussian(a[2]));
  return record_of({{"mean", list_of(gradient.mean)}, {"scale_tril", list_of(gradient.scale_tril)}});
}
Value mean_field_of_posterior(const Arguments& a) {
  return to_record(core::mean_field(as_model(a[0]), as_column("mean_field", "x", a[1])));
}
Value mean_field(const Arguments& a) { return to_record(core::mean_field(as_gaussian(a[0]))); }

Value coordinate_ascent(const Arguments& a) {
  constexpr const char* who = "coordinate_ascent";
  const auto trace =
      core::coordinate_ascent(as_gaussian(a[0]), as_vector(who, "start", a[1]), as_count(who, "sweeps", a[2]));
  return record_of({{"mean", list_of(trace.mean)},
                    {"kl", list_of(trace.kl)},
                    {"distance", list_of(trace.distance)},
                    {"variance", list_of(trace.fixed_point.variance)},
                    {"gap", trace.fixed_point.gap}});
}

// The model as the signatures below name its parts: prior N(m, S), likelihood N(A z + b, R).
#define MODEL "linear_gaussian(mvn(m, S), A, b, R)"

constexpr const char* x_domain = "finite x of the model's length";
constexpr const char* q_domain = "finite x of the model's length, q any Gaussian of the prior's dimensions";

constexpr FunctionRow rows[] = {
    {"linear_gaussian(mvn(m, S), slope, offset, noise_covariance)", "", linear_gaussian,
     "The model z ~ N(m, S), x given z ~ N(slope z + offset, noise_covariance), of vectors; the prior any Gaussian.",
     "slope as rows, one an entry of x; symmetric positive definite noise_covariance; at most 64 dimensions each",
     "Bishop 2006, 2.3.3", "\\mathcal{M}", true},
    {"posterior(" MODEL ", x)", "", posterior, "The exact posterior of z given x, a multivariate normal.", x_domain,
     "Bayes' rule; Bishop 2006, 2.3.3", "p(z\\mid #2)"},
    {"marginal(" MODEL ")", "", marginal, "The marginal distribution of x, a multivariate normal.",
     "a linear_gaussian of vectors", "Bishop 2006, 2.3.3", "p(x)"},
    {"log_evidence(" MODEL ", x)", "", log_evidence, "log p(x), in nats; a log density, so it may be positive.",
     x_domain, "Log density of the marginal", "\\log p(#2)"},
    {"expected_log_likelihood(" MODEL ", x, mvn(mu, C))", "", expected_log_likelihood,
     "The expectation of log p(x given z) under q, in nats.", q_domain, "Second moments of a Gaussian",
     "\\mathbb{E}_{#3}[\\log p(#2\\mid z)]"},
    {"expected_log_joint(" MODEL ", x, mvn(mu, C))", "", expected_log_joint,
     "The expectation of log p(x, z) under q, in nats.", q_domain, "Second moments of a Gaussian",
     "\\mathbb{E}_{#3}[\\log p(#2, z)]"},
    {"elbo(" MODEL ", x, mvn(mu, C))", "", elbo,
     "Evidence lower bound of a Gaussian q, in nats: never above log_evidence.", q_domain, "Jordan et al. 1999",
     "\\mathrm{ELBO}(#3)"},
    {"elbo_gradient(" MODEL ", x, mvn(mu, C))", "", elbo_gradient,
     "Derivatives of the ELBO, {mean, scale_tril}: by q's mean and by the lower triangular factor of q's covariance.",
     q_domain, "Derivative of the closed form", "\\nabla\\mathrm{ELBO}(#3)"},
    {"elbo_gap(" MODEL ", x, mvn(mu, C))", "", elbo_gap,
     "log_evidence - elbo without cancellation, from the gradient and the posterior's precision.", q_domain,
     "KL(q || posterior); derivation in multivariate_linear_gaussian.h", "\\mathrm{KL}(#3\\,\\|\\,p(z\\mid #2))"},
    {"mean_field(" MODEL ", x)", "", mean_field_of_posterior,
     "The best factorised q of the posterior: {mean, variance, gap}. The variances are one over the diagonal of the "
     "posterior's precision, so too small; gap is KL(q || posterior) in nats.",
     x_domain, "Bishop 2006, 10.1.2", "q_\\star(z)"},
    {"mean_field(mvn(m, S))", "", mean_field,
     "The product of normals with the least KL(q || p): {mean, variance, gap}. The variances are one over the diagonal "
     "of p's precision; gap is that KL in nats.",
     "any Gaussian p", "Bishop 2006, 10.1.2", "q_\\star(z)"},
    {"coordinate_ascent(mvn(m, S), start, sweeps)", "", coordinate_ascent,
     "One mean after another set to its best, towards the product of normals with the least KL(q || p): lists {mean, "
     "kl, distance} from the start on, after each sweep, and {variance, gap} of the fixed point. kl and gap are in "
     "nats, distance is from the fixed point's means in the metric of the precision.",
     "finite start; at most 1,000 sweeps; (sweeps + 1) x (dimensions + 2) <= 16,000", "Bishop 2006, 10.1.2", "q_t(z)",
     false, false},
};

}  // namespace

std::span<const FunctionRow> multivariate_linear_gaussian_functions() { return rows; }

}  // namespace vi::lesson
