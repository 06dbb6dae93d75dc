#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

Value linear_gaussian(const Arguments& a) {
  core::make_linear_gaussian(as_normal(a[0]), real("linear_gaussian", "slope", a[1]),
                             real("linear_gaussian", "offset", a[2]), real("linear_gaussian", "noise_variance", a[3]));
  return make_object("linear_gaussian", {with_variance(a[0]), a[1], a[2], a[3]});
}

Value posterior(const Arguments& a) {
  return to_value(core::posterior(as_linear_gaussian(a[0]), real("posterior", "x", a[1])));
}
Value posterior_precision(const Arguments& a) { return core::posterior_precision(as_linear_gaussian(a[0])); }
Value marginal(const Arguments& a) { return to_value(core::marginal(as_linear_gaussian(a[0]))); }
Value log_evidence(const Arguments& a) {
  return core::log_evidence(as_linear_gaussian(a[0]), real("log_evidence", "x", a[1]));
}
Value expected_log_likelihood(const Arguments& a) {
  return core::expected_log_likelihood(as_linear_gaussian(a[0]), real("expected_log_likelihood", "x", a[1]),
                                       as_normal(a[2]));
}
Value expected_log_joint(const Arguments& a) {
  return core::expected_log_joint(as_linear_gaussian(a[0]), real("expected_log_joint", "x", a[1]), as_normal(a[2]));
}
Value elbo(const Arguments& a) {
  return core::elbo(as_linear_gaussian(a[0]), real("elbo", "x", a[1]), as_normal(a[2]));
}
Value elbo_gap(const Arguments& a) {
  return core::elbo_gap(as_linear_gaussian(a[0]), real("elbo_gap", "x", a[1]), as_normal(a[2]));
}
Value elbo_gradient(const Arguments& a) {
  const auto gradient =
      core::elbo_gradient(as_linear_gaussian(a[0]), real("elbo_gradient", "x", a[1]), as_normal(a[2]));
  return make_record({{"mean", gradient.mean}, {"log_sd", gradient.log_sd}});
}

// The model as the signatures below take it apart: prior N(m, V), likelihood N(a z + b, v).
#define MODEL "linear_gaussian(normal(m, V), a, b, v)"

constexpr FunctionRow rows[] = {
    {"linear_gaussian(normal(m, V), slope, offset, noise_variance)", "", linear_gaussian,
     "The model z ~ N(m, V), x given z ~ N(slope z + offset, noise_variance).",
     "finite slope and offset, noise_variance > 0", "Bishop 2006, 2.3.3", "\\mathcal{M}", true},
    {"posterior(" MODEL ", x)", "normal((m*v + a*V*(x - b))/(a^2*V + v), V*v/(a^2*V + v))", posterior,
     "The exact posterior of z given x, a normal.", "finite x", "Bayes' rule; Bishop 2006, 2.3.3", "p(z\\mid #2)"},
    {"posterior_precision(" MODEL ")", "1/V + a^2/v", posterior_precision, "One over the variance of the posterior.",
     "a linear_gaussian", "Bishop 2006, 2.3.3", "\\Lambda"},
    {"marginal(" MODEL ")", "normal(a*m + b, a^2*V + v)", marginal, "The marginal distribution of x, a normal.",
     "a linear_gaussian", "Bishop 2006, 2.3.3", "p(x)"},
    {"log_evidence(" MODEL ", x)", "-log(2*pi*(a^2*V + v))/2 - (x - a*m - b)^2/(2*(a^2*V + v))", log_evidence,
     "log p(x), in nats; a log density, so it may be positive.", "finite x", "Log density of the marginal",
     "\\log p(#2)"},
    {"expected_log_likelihood(" MODEL ", x, normal(mu, s))", "-log(2*pi*v)/2 - ((x - a*mu - b)^2 + a^2*s)/(2*v)",
     expected_log_likelihood, "The expectation of log p(x given z) under q = N(mu, s), in nats.", "finite x",
     "Second moment of a normal", "\\mathbb{E}_{#3}[\\log p(#2\\mid z)]"},
    {"expected_log_joint(" MODEL ", x, normal(mu, s))",
     "-log(2*pi*v)/2 - ((x - a*mu - b)^2 + a^2*s)/(2*v) - log(2*pi*V)/2 - ((mu - m)^2 + s)/(2*V)", expected_log_joint,
     "The expectation of log p(x, z) under q = N(mu, s), in nats.", "finite x", "Second moment of a normal",
     "\\mathbb{E}_{#3}[\\log p(#2, z)]"},
    {"elbo(" MODEL ", x, normal(mu, s))",
     "expected_log_likelihood(" MODEL ", x, normal(mu, s)) - kl(normal(mu, s), normal(m, V))", elbo,
     "Evidence lower bound of q = N(mu, s), in nats: never above log_evidence.", "finite x", "Jordan et al. 1999",
     "\\mathrm{ELBO}(#3)"},
    {"elbo_gradient(" MODEL ", x, normal(mu, s))",
     "{mean: a*(x - a*mu - b)/v - (mu - m)/V, log_sd: 1 - s*(1/V + a^2/v)}", elbo_gradient,
     "Derivatives of the ELBO, {mean, log_sd}: by q's mean and by the logarithm of q's standard deviation.", "finite x",
     "Derivative of the closed form", "\\nabla\\mathrm{ELBO}(#3)"},
    {"elbo_gap(" MODEL ", x, normal(mu, s))", "kl(normal(mu, s), posterior(" MODEL ", x))", elbo_gap,
     "log_evidence - elbo without cancellation: g_mean^2 / (2 precision) + h(-g_log_sd) / 2 with h(x) = x - log(1 + "
     "x).",
     "finite x", "The gap is quadratic in the mean's gradient; derivation in linear_gaussian.h",
     "\\mathrm{KL}(#3\\,\\|\\,p(z\\mid #2))"},
};

}  // namespace

std::span<const FunctionRow> linear_gaussian_functions() { return rows; }

}  // namespace vi::lesson
