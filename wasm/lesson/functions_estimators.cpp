// Estimators by their exact moments.
#include "core/estimators.h"
#include "core/kl_estimators.h"
#include "lesson/arguments.h"
#include "lesson/function_tables.h"

namespace vi::lesson {
namespace {

Value to_record(const core::GradientVariance& v) { return record_of({{"mean", v.mean}, {"log_sd", v.log_sd}}); }
Value to_record(const core::ElboGradient& g) { return record_of({{"mean", g.mean}, {"log_sd", g.log_sd}}); }
Value to_record(const core::Moments& m) { return record_of({{"mean", m.mean}, {"variance", m.variance}}); }

Value gradient_estimator_moments(const Arguments& a) {
  const auto result = core::gradient_estimator_moments(as_linear_gaussian(a[0]),
                                                       real("gradient_estimator_moments", "x", a[1]), as_normal(a[2]));
  return record_of({{"reparameterised", to_record(result.reparameterised)},
                    {"closed_form_kl", to_record(result.closed_form_kl)},
                    {"sticking_the_landing", to_record(result.sticking_the_landing)},
                    {"score", to_record(result.score)},
                    {"score_with_baseline", to_record(result.score_with_baseline)},
                    {"optimal_baseline", to_record(result.optimal_baseline)},
                    {"value", record_of({{"monte_carlo", result.value.monte_carlo},
                                         {"closed_form_kl", result.value.closed_form_kl},
                                         {"closed_form_entropy", result.value.closed_form_entropy}})}});
}

Value cosine_gradient_moments(const Arguments& a) {
  const auto result = core::cosine_gradient_moments(real("cosine_gradient_moments", "w", a[0]), as_normal_sd(a[1]));
  return record_of(
      {{"gradient", result.gradient}, {"reparameterised", result.reparameterised}, {"score", result.score}});
}

Value to_record(const core::KlEstimatorMoments& result) {
  return record_of({{"k1", to_record(result.k1)},
                    {"k2", to_record(result.k2)},
                    {"k3", to_record(result.k3)},
                    {"ratio", to_record(result.ratio)}});
}

Value kl_estimator_moments(const Arguments& a) {
  return to_record(core::kl_estimator_moments(as_categorical(a[0]), as_categorical(a[1])));
}
Value kl_estimator_moments_normal(const Arguments& a) {
  return to_record(core::kl_estimator_moments(as_normal(a[0]), as_normal(a[1])));
}
Value kl_estimator_moments_normal_sd(const Arguments& a) {
  return to_record(core::kl_estimator_moments(as_normal_sd(a[0]), as_normal_sd(a[1])));
}

#define MODEL "linear_gaussian(normal(m, V), a, b, v)"

constexpr FunctionRow rows[] = {
    {"gradient_estimator_moments(" MODEL ", x, normal(mu, s))", "", gradient_estimator_moments,
     "Exact variances at one sample of five estimators of the ELBO's gradient, {reparameterised, closed_form_kl, "
     "sticking_the_landing, score, score_with_baseline}, each {mean, log_sd}: by the mean and by the log standard "
     "deviation of q. optimal_baseline {mean, log_sd} is the score's best constant; value {monte_carlo, "
     "closed_form_kl, closed_form_entropy} are the variances of estimators of the ELBO itself.",
     "finite x", "Roeder, Wu & Duvenaud 2017; moments of a polynomial in a standard normal",
     "\\mathrm{Var}[\\hat g(#3)]"},
    {"cosine_gradient_moments(w, normal_sd(mu, sigma))", "", cosine_gradient_moments,
     "The gradient of E[cos(w z)] in the mean, and the variances at one sample of its estimators: {gradient, "
     "reparameterised, score}.",
     "finite w", "Mohamed et al. 2020", "\\mathrm{Var}[\\hat g_{#1}]"},
    {"kl_estimator_moments(categorical(q), categorical(p))", "", kl_estimator_moments,
     "Exact mean and variance at one sample from q of the estimators k1, k2, k3 of KL(q || p), and of the ratio p/q: "
     "{k1, k2, k3, ratio}, each {mean, variance}, in nats.",
     "as categorical; inf where the KL is", "Schulman 2020", "\\mathrm{Var}[\\hat k(#1,\\,#2)]"},
    {"kl_estimator_moments(normal_sd(m, s), normal_sd(M, S))", "", kl_estimator_moments_normal_sd,
     "Exact mean and variance at one sample from q of the estimators k1, k2, k3 of KL(q || p), normals by standard "
     "deviations, and of the ratio p/q: {k1, k2, k3, ratio}, each {mean, variance}, in nats.",
     "k3's variance is inf where S^2 >= 2 s^2", "Schulman 2020", "\\mathrm{Var}[\\hat k(#1,\\,#2)]"},
    {"kl_estimator_moments(normal(m, v), normal(M, V))", "", kl_estimator_moments_normal,
     "Exact mean and variance at one sample from q of the estimators k1, k2, k3 of KL(q || p), normals by variances, "
     "and of the ratio p/q: {k1, k2, k3, ratio}, each {mean, variance}, in nats. Where the ratio has no variance, k3 "
     "has none: inf.",
     "k3's variance is inf where V >= 2 v", "Schulman 2020; moments of a polynomial in a standard normal",
     "\\mathrm{Var}[\\hat k(#1,\\,#2)]"},
};

}  // namespace

std::span<const FunctionRow> estimator_functions() { return rows; }

}  // namespace vi::lesson
